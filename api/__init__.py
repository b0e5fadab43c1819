"""The web face; may import visual, chaingraph and ``loaders.run``."""
