"""Answers about a place: segments, gaps, matrix, flow, comparison; may import the graph."""
