"""How fast, how heavy and how steady the pages are: python -m benchmarks.web."""
