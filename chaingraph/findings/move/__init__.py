"""Answers about what to do next: targets, portfolio, scenario, completion, leads; may import the graph."""
