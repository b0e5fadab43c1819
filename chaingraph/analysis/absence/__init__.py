"""How surely no firm of a place makes a segment; stands on the graph alone."""
