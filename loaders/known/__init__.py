"""What an import may speak of: names and firms that are known already; may import cells and record."""
