"""Texts cut into grams and indexed; the floor of the tagger."""
