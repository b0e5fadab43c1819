"""The web face: JSON under /api/v1 and the pages."""
