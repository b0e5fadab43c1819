"""What a list of firms can be narrowed by, each value with its count; and the firms that pass what was chosen."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from chaingraph.graph.snapshot import Snapshot

MOST_COUNTED = 5000
"""Facets of a longer list are counted over its first so many firms: a count is then at least that."""
MOST_VALUES = 12
UNRECOGNISED = "未识别"
UNKNOWN = "未注明"
Value = Callable[[Snapshot, int], Iterable[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One way to narrow the list: its name in the address, its title, and its values with counts."""

    name: str
    title: str
    values: tuple[tuple[str, int], ...]


def _chains(facts: Snapshot, number: int) -> Iterable[str]:
    return dict.fromkeys(str(tag.chain) for tag in facts.tags.of_firm(number)) or (UNRECOGNISED,)


def _segments(facts: Snapshot, number: int) -> Iterable[str]:
    return dict.fromkeys(str(tag.key) for tag in facts.tags.of_firm(number))


def _qualifications(facts: Snapshot, number: int) -> Iterable[str]:
    return facts.enterprises[number].qualifications


def _status(facts: Snapshot, number: int) -> Iterable[str]:
    status = facts.enterprises[number].status
    return (status.value if status else UNKNOWN,)


def _listed(facts: Snapshot, number: int) -> Iterable[str]:
    said = facts.enterprises[number].listing
    return (said.split(" ")[0],) if said else ()


FACETS: tuple[tuple[str, str, Value], ...] = (
    ("on", "产业链", _chains),
    ("segment", "环节", _segments),
    ("quality", "资质", _qualifications),
    ("listed", "上市", _listed),
    ("status", "登记状态", _status),
)


def narrowed(facts: Snapshot, firms: Sequence[int], chosen: Mapping[str, str]) -> list[int]:
    """The firms that have every chosen value, in their order. O(firms · chosen)."""
    asked = [(value, chosen[name]) for name, _, value in FACETS if chosen.get(name)]
    return [firm for firm in firms if all(wanted in value(facts, firm) for value, wanted in asked)]


def facets(facts: Snapshot, firms: Sequence[int]) -> tuple[Facet, ...]:
    """Every facet of the firms, the commonest values first. O(firms)."""
    counted = firms[:MOST_COUNTED]
    found = []
    for name, title, value in FACETS:
        counts = Counter(word for firm in counted for word in value(facts, firm))
        values = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_VALUES]
        found.append(Facet(name=name, title=title, values=tuple(values)))
    return tuple(facet for facet in found if facet.values)
