"""Tools for tests, in no package."""
