"""Facts in: a file becomes rows, facts, an import; may import chaingraph; the door for the faces is ``loaders.run``."""
