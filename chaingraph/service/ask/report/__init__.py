"""Questions that compare moments or hand the whole graph over."""
