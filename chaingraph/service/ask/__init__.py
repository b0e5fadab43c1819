"""Questions put to a workspace, one a file; may import the workspace and the analyses."""
