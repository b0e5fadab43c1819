"""What analyses answer, as frozen dataclasses; may import the graph."""
