"""Questions about what to do next."""
