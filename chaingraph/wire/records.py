"""Models of the JSON face, generated from findings and their forms."""

from collections.abc import Mapping, Sequence
from dataclasses import is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, create_model
from pydantic_core import CoreSchema, core_schema

from chaingraph.graph.places import Place
from chaingraph.wire.parts import Part, form_of, name_of, parts_of
from chaingraph.wire.plain import plain

T = TypeVar("T")
VERSION = "3f9a0c1d2e4b5a69"
NAMES: Mapping[str, Any] = {
    "data_version": Field(description="数据版本；同一版本的回答不变", examples=[VERSION]),
}
"""What is said of a name wherever it stands and no form says more."""
PLAIN: Mapping[Any, Any] = {Decimal: float, date: str}
"""Types that the wire has no form of, and what stands there instead."""


class Record(BaseModel):
    """A part of an answer."""

    model_config = ConfigDict(extra="forbid", from_attributes=True)


class AsTold:
    """Mark of a finding inside an answer's model: described by its generated record, and told by its form."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """The record's own schema, reached from the finding itself."""
        return core_schema.no_info_before_validator_function(_told, handler.generate_schema(record_of(source)))


Wire = Annotated[T, AsTold()]
"""A finding as the wire has it: ``results: tuple[Wire[Gap], ...]``."""


@cache
def record_of(kind: type) -> type[Record]:
    """The model of a kind of finding, its list as ``results`` where the form says so; made once."""
    listed = form_of(kind).listed
    fields: dict[str, Any] = {
        ("results" if part.name == listed else part.name): _field(part) for part in parts_of(kind)
    }
    text = " ".join((kind.__doc__ or "").split("\n\n")[0].split())
    made: type[Record] = create_model(name_of(kind), __base__=Record, __doc__=text, **fields)
    return made


def hint_on_wire(hint: Any) -> Any:
    """The type of a part as the wire has it.

    >>> hint_on_wire(tuple[Place, ...]), hint_on_wire(dict[int, float])
    (list[str], dict[str, float])
    """
    if hint in PLAIN:
        return PLAIN[hint]
    if isinstance(hint, type) and not get_args(hint):
        if issubclass(hint, (Place, Enum)):
            return str
        return record_of(hint) if is_dataclass(hint) else hint
    origin, inner = get_origin(hint), tuple(hint_on_wire(part) for part in get_args(hint) if part is not Ellipsis)
    if origin in (Union, UnionType):
        return Union[inner]  # noqa: UP007
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return dict[str, inner[1]]  # type: ignore[valid-type]
    if origin is tuple and Ellipsis not in get_args(hint):
        return tuple[inner]  # type: ignore[valid-type]
    if isinstance(origin, type) and issubclass(origin, Sequence):
        return list[inner[0]]  # type: ignore[valid-type]
    return hint


def _field(part: Part) -> tuple[Any, Any]:
    hint, word = hint_on_wire(part.hint), part.word
    if part.sparse:
        return hint | None, Field(None, description=word.description, exclude_if=lambda value: value is None)
    if word.description is None and word.example is None:
        return hint, NAMES.get(part.name, ...)
    return hint, Field(description=word.description, examples=None if word.example is None else [word.example])


def _told(value: Any) -> Any:
    """The finding as its record takes it; what is told already stays."""
    if not is_dataclass(value) or isinstance(value, type):
        return value
    made, listed = plain(value), form_of(type(value)).listed
    return {("results" if name == listed else name): part for name, part in made.items()}
