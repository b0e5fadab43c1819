"""Facts in: files become rows, rows become facts, doubtful ones are counted and told."""
