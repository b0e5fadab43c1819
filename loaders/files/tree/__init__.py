"""A tree of chains in JSON or YAML as rows of chains and of its companies; may import cells and the prescan."""
