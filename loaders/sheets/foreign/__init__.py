"""Templates of other systems as sheets of ours; may import cells and files."""
