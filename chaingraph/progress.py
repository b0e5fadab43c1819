"""How far long work is, told as it goes."""

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Told (stage in Chinese, done, total); total 0 means that it is not known yet. What it raises ends the work."""


def silent(_stage: str, _done: int, _total: int) -> None:
    """A listener that does not listen."""
