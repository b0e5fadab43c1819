"""A chain in a place on one sheet; may import the kit."""
