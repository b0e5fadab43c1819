"""Which products of an open product graph are dishes and prescriptions: their recipes would drown industrial inputs."""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

PART = 1 / 3
"""A product is a recipe when at least this part of its inputs are of the kitchen or the herb shop."""
MOSTLY, FEWEST = 0.5, 2
"""An input is of the kitchen, too, when at least this part of the products it goes into, and so many, are recipes."""
ROUNDS = 6


@cache
def recipe_words() -> frozenset[str]:
    """Names of what kitchens and herb shops use, as ``recipe_words.txt`` lists them."""
    return frozenset((files(__package__) / "recipe_words.txt").read_text(encoding="utf-8").split())


def without_recipes(edges: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The (product, input) pairs of products that are no dishes and no prescriptions, sorted. O(rounds · edges).

    What is of the kitchen spreads from the listed words over products and inputs in turn. Where every product is a
    recipe, all are kept: then the store is about food.

    >>> without_recipes([("蛋糕", "鸡蛋"), ("蛋糕", "模具"), ("钢管", "钢坯")])
    [('钢管', '钢坯')]
    """
    pairs = sorted(set(edges))
    inputs, users = _grouped(pairs), _grouped((name, product) for product, name in pairs)
    kitchen, recipes = recipe_words() & users.keys(), set[str]()
    for _ in range(ROUNDS):
        recipes = {product for product, own in inputs.items() if len(own & kitchen) >= PART * len(own)}
        often = {name for name, by in users.items() if len(by) >= FEWEST and len(by & recipes) >= MOSTLY * len(by)}
        if often <= kitchen:
            break
        kitchen = kitchen | often
    return [pair for pair in pairs if pair[0] not in recipes] or pairs


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    groups: dict[str, set[str]] = {}
    for one, other in pairs:
        groups.setdefault(one, set()).add(other)
    return groups
