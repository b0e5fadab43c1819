"""Anything found by a few letters; may import the service."""
