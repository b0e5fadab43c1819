"""Routes that write, watch or start work."""
