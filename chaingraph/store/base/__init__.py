"""The port of a store and what all stores share: layers, dump, columns by name; may import the model."""
