"""Pages of a place."""
