"""Answers that compare two moments: difference and bulletin; may import the graph and other findings."""
