"""The embedded demo city and its candidate pools, as tables."""
