"""Questions by the rules parks are run by: idle land and assessment; stands on the workspace."""
