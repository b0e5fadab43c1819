"""Rows to facts, resolved against what is known; may import sheets, tables and cells."""
