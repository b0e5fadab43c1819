"""Questions about parks as they are run; stands on the workspace."""
