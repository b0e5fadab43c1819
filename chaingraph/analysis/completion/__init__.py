"""Proposed inputs, segments and suppliers, and how often proposals were right; stands on the graph."""
