"""Questions about a place."""
