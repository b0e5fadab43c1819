"""What an officer does with the store: imports, corrections, leads, views; may import the service and server."""
