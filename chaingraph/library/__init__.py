"""The built-in chains and classifications, and their readers; may import the model."""
