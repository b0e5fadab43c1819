"""Routes that answer questions."""
