"""Facts kept: one protocol, several stores with the same answers."""
