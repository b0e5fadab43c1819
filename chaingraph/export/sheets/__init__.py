"""Workbooks and csv; may import findings and the graph."""
