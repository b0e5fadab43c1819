"""Slides for a meeting; may import what other exports share, and findings."""
