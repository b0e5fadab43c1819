"""One cell read: numbers, dates, places, lists; the floor of the loaders."""
