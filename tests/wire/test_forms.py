"""Forms: what is told of a finding, and the records made from it."""

from dataclasses import dataclass, field
from enum import StrEnum

import pytest
from pydantic import TypeAdapter, ValidationError

from chaingraph.findings.place.gap import Gap
from chaingraph.graph.places import Place, PlaceKind
from chaingraph.model.marks import UNSHOWN
from chaingraph.wire.parts import FORMS, name_of, parts_of
from chaingraph.wire.plain import plain
from chaingraph.wire.records import Wire, record_of


class Colour(StrEnum):
    """A colour."""

    RED = "红"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inner:
    """A part."""

    amount: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A finding nobody has declared.

    Attributes
    ----------
    hidden
        Stored and not shown.
    """

    place: Place
    colour: Colour
    parts: tuple[Inner, ...]
    total: dict[int, int]
    best: Inner | None = None
    hidden: str = field(default="", metadata=UNSHOWN)


FOUND = Finding(
    place=Place(kind=PlaceKind.CITY, name="子市"),
    colour=Colour.RED,
    parts=(Inner(amount=1.0), Inner(amount=float("nan"))),
    total={-1: 2},
)


def test_an_undeclared_finding_is_told_field_by_field() -> None:
    told = {"place": "子市", "colour": "红", "parts": [{"amount": 1.0}, {"amount": None}], "total": {"-1": 2}}
    assert plain(FOUND) == {**told, "best": None}


def test_the_record_of_an_undeclared_finding_has_its_fields_types_and_first_words() -> None:
    schema = record_of(Finding).model_json_schema()
    assert list(schema["properties"]) == ["place", "colour", "parts", "total", "best"]
    assert schema["properties"]["place"]["type"] == "string"
    assert schema["properties"]["parts"]["items"] == {"$ref": "#/$defs/InnerRow"}
    assert schema["description"] == "A finding nobody has declared."


def test_a_finding_inside_an_answer_is_told_by_its_form_and_a_wrong_one_is_refused() -> None:
    adapter = TypeAdapter(tuple[Wire[Inner], ...])
    assert adapter.dump_python(adapter.validate_python((Inner(amount=2.0),))) == ({"amount": 2.0},)
    with pytest.raises(ValidationError):
        adapter.validate_python((FOUND,))


def test_every_form_names_parts_that_exist_and_no_two_share_a_name() -> None:
    names = [name_of(kind) for kind in FORMS]
    assert len(set(names)) == len(names)
    for kind, form in FORMS.items():
        told = {part.name for part in parts_of(kind)}
        assert {*form.first, *form.words, *form.told} <= told
        assert not {*form.without} & told - form.told.keys()


def test_a_gap_tells_where_else_it_is_found_in_sentences() -> None:
    assert record_of(Gap).model_fields["elsewhere"].annotation == list[str]
