"""What must hold of every chain; may import the readers beside it and the model."""
