"""Thin commands over the workspace."""
