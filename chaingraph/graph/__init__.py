"""All facts at one moment as columns, places and chain graphs; may import the library and the model."""
