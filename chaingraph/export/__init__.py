"""Findings as tables, documents and networks; may import findings and the graph, never an analysis."""
