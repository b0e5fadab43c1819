"""Which products of an open product graph are dishes and prescriptions: their recipes would drown industrial inputs."""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

PART = 1 / 3
"""A product is a recipe when at least this part of its inputs are of the kitchen or the herb shop."""


@cache
def recipe_words() -> frozenset[str]:
    """Names of what kitchens and herb shops use, as ``recipe_words.txt`` lists them."""
    return frozenset((files(__package__) / "recipe_words.txt").read_text(encoding="utf-8").split())


def without_recipes(edges: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The (product, input) pairs of products that are no dishes and no prescriptions, sorted. O(edges).

    Where every product is one, all are kept: then the store is about food.

    >>> without_recipes([("蛋糕", "鸡蛋"), ("蛋糕", "模具"), ("钢管", "钢坯")])
    [('钢管', '钢坯')]
    """
    inputs: dict[str, set[str]] = {}
    for product, name in edges:
        inputs.setdefault(product, set()).add(name)
    kept = {product: own for product, own in inputs.items() if len(own & recipe_words()) < PART * len(own)}
    return sorted((product, name) for product, own in (kept or inputs).items() for name in own)
