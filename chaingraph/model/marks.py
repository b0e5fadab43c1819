"""Marks on fields of facts, for those who list all fields of a fact."""

from collections.abc import Mapping
from dataclasses import Field
from types import MappingProxyType
from typing import Any

UNSHOWN: Mapping[str, bool] = MappingProxyType({"unshown": True})
"""Metadata of a field that is stored and no face shows yet; the first face that shows it takes the mark away."""


def is_shown(field: Field[Any]) -> bool:
    """Whether answers list the field.

    >>> from dataclasses import fields
    >>> from chaingraph.model.place import Park
    >>> all(is_shown(field) for field in fields(Park))
    True
    """
    return not field.metadata.get("unshown", False)
