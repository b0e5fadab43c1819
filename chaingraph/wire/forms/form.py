"""How one kind of finding is told: which of its fields, what besides, under which words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True, slots=True)
class Told:
    """Something told beside the fields, or in place of one: its type and how it is read off the finding.

    ``sparse``: left out where it is None, which says that it does not apply.
    """

    hint: Any
    read: Callable[[Any], Any]
    sparse: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """What the document of the routes says of a field: a description in Chinese, an example."""

    description: str | None = None
    example: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What differs on the wire; every field that is not named here is told as it is.

    Attributes
    ----------
    of, name
        The kind of finding, and its name in the document of the routes; by default the kind's own with "Row".
    without
        Fields that are not told.
    flat
        Fields whose own fields are told in their place.
    told
        What is told besides, or in place of a field of that name.
    first
        Names that come first, in this order; the rest follow in the order of the fields.
    listed
        The name whose list a route gives as ``results``, as it does with every list.
    """

    of: type
    name: str = ""
    without: tuple[str, ...] = ()
    flat: tuple[str, ...] = ()
    told: Mapping[str, Told] = field(default_factory=lambda: MappingProxyType({}))
    words: Mapping[str, Word] = field(default_factory=lambda: MappingProxyType({}))
    first: tuple[str, ...] = ()
    listed: str = ""
