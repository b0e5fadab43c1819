"""Answers of the rules by which parks are run: idle land and assessment; may import the model and other findings."""
