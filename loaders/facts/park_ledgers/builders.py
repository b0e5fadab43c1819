"""Rows of every park ledger become facts: a field is its column's value, or what the row names by it."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from enum import StrEnum
from typing import Any, get_args, get_type_hints

from chaingraph.model.kinds import KIND_BY_NAME
from chaingraph.model.parks.standing import Checklist, Factor
from loaders.facts.building import Building, evidence
from loaders.facts.chains import laid
from loaders.facts.park_ledgers.named import (
    SCHEME,
    bare,
    causes_of_row,
    chains_in,
    firm_in,
    in_unit,
    period_of_row,
    place_in,
    quarter_of_row,
    segments_in,
    unit_of,
    year_of_row,
)
from loaders.facts.rows import ParsedRow
from loaders.record.refusal import RowRefused

Field = Callable[[ParsedRow, Building], Any]
Fields = Mapping[str, Field]
Builder = Callable[[ParsedRow, Building], str]
THREE = ("制度", "机制", "三制")


def _builder(kind: str, named: Fields) -> Builder:
    """The builder of a kind's rows; ``named`` says how the fields are found that are more than a cell's value."""
    fact = KIND_BY_NAME[kind].fact
    own = tuple(field.name for field in fields(fact) if field.name not in named and field.name != "evidence")
    choices = {name: member for name, hint in get_type_hints(fact).items() if (member := _enum(hint)) is not None}

    def build(row: ParsedRow, building: Building) -> str:
        values = {name: value for name in own if (value := row.get(name)) is not None}
        values |= {name: find(row, building) for name, find in named.items()}
        values |= {
            name: choices[name](value) for name, value in values.items() if name in choices and value is not None
        }
        return laid(row, building, kind, fact(**values, evidence=evidence(row)))

    return build


def _enum(hint: Any) -> type[StrEnum] | None:
    kinds = [one for one in (hint, *get_args(hint)) if isinstance(one, type) and issubclass(one, StrEnum)]
    return kinds[0] if kinds else None


def _park(row: ParsedRow, building: Building) -> str:
    return place_in(row, "park", building)


def _place(row: ParsedRow, building: Building) -> str:
    return place_in(row, "place", building)


def _place_if(row: ParsedRow, building: Building) -> str | None:
    return place_in(row, "place", building) if row.get("place") else None


def _firm(row: ParsedRow, building: Building) -> Any:
    return firm_in(row, building)


def _year(row: ParsedRow, _: Building) -> int:
    return year_of_row(row)


def _quarter(row: ParsedRow, _: Building) -> int | None:
    return quarter_of_row(row)


def _period(row: ParsedRow, _: Building) -> str:
    return period_of_row(row)


def _scheme(row: ParsedRow, _: Building) -> str:
    return str(row.get("scheme") or SCHEME)


def _in_unit(field: str) -> Field:
    return lambda row, _: in_unit(row, field, Factor(row.get("factor")))


def _bare(field: str) -> Field:
    return lambda row, _: bare(row, field)


def _checklist(row: ParsedRow, _: Building) -> Checklist:
    """The list of an entry: as said, else that which the sheet or the entry's own words are of."""
    said = row.get("checklist")
    words = f"{row.place.sheet}{row.get('entry')}"
    return (
        Checklist(said) if said else Checklist.THREE_SYSTEMS if any(w in words for w in THREE) else Checklist.FIVE_ONES
    )


def _park_of_project(row: ParsedRow, building: Building) -> str:
    """Where a milestone's project is: as said, else where the one project of that name is."""
    if row.get("park"):
        return place_in(row, "park", building)
    parks = building.project_parks(row.get("project"))
    if len(parks) > 1:
        raise RowRefused("park", "项目须唯一", "这个名称的项目不止一个，请写明园区", suggestions=parks)
    return parks[0] if parks else place_in(row, "park", building)


PARK_BUILDERS: dict[str, Builder] = {
    "park_statuses": _builder("park_statuses", {"park": _park}),
    "park_factors": _builder(
        "park_factors",
        {
            "park": _park,
            "year": _year,
            "quarter": _quarter,
            "target": _in_unit("target"),
            "achieved": _in_unit("achieved"),
        },
    ),
    "park_checks": _builder("park_checks", {"park": _park, "checklist": _checklist}),
    "yearly_targets": _builder(
        "yearly_targets",
        {
            "place": _place,
            "year": _year,
            "target": _bare("target"),
            "achieved": _bare("achieved"),
            "unit": lambda row, _: unit_of(row),
        },
    ),
    "platforms": _builder("platforms", {"park": _park, "segments": segments_in}),
    "funds": _builder("funds", {"place": _place_if, "chains": chains_in, "segments": segments_in}),
    "parcels": _builder("parcels", {"park": _park, "enterprise": _firm, "causes": lambda row, _: causes_of_row(row)}),
    "milestones": _builder("milestones", {"park": _park_of_project}),
    "firm_services": _builder("firm_services", {"enterprise": _firm}),
    "visits": _builder("visits", {"enterprise": _firm, "place": _place_if}),
    "tasks": _builder("tasks", {"place": _place, "enterprise": _firm}),
    "indicators": _builder("indicators", {"scheme": _scheme}),
    "grades": _builder("grades", {"scheme": _scheme}),
    "rewards": _builder("rewards", {"scheme": _scheme}),
    "assessments": _builder("assessments", {"park": _park, "period": _period, "scheme": _scheme}),
    "assessment_results": _builder("assessment_results", {"park": _park, "period": _period, "scheme": _scheme}),
}
