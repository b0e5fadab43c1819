"""Documents in the official look; may import findings and the graph."""
