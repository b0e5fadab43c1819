"""What is missing and why, most urgent first; stands on standing."""
