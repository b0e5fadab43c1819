"""Commands that ask; each puts one question and prints it."""
