"""The forms of a property graph: which kind of fact a label or a type of relationship is made from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NodeForm:
    """A label: its key property, the words for it, and the kind its properties come from (none: only its key)."""

    label: str
    key: str
    title: str
    kind: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgeForm:
    """A type of relationship, made from rows of one kind.

    Attributes
    ----------
    start, end
        Label and the fields of the row that make the key of the node at that end.
    carries
        Whether the relationship carries the row's own properties, but the keys of its ends; otherwise it only joins.
    several
        Whether two nodes may be joined by several of them, told apart by the key of the row.
    """

    type: str
    title: str
    kind: str
    start: tuple[str, tuple[str, ...]]
    end: tuple[str, tuple[str, ...]]
    carries: bool = False
    several: bool = False
