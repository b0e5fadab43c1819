"""Linked data in a file; may import the readers of files beside it."""
