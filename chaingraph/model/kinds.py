"""The one table of kinds: every fact the project keeps, its key and its columns; schemas and Cypher come from here."""

from collections.abc import Callable, Sequence
from dataclasses import MISSING, dataclass, fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from json import dumps, loads
from operator import attrgetter
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from chaingraph.errors import InvalidFact
from chaingraph.model.chain import Chain, Segment, SegmentInput
from chaingraph.model.enterprise import Enterprise
from chaingraph.model.links import Offering, Product, ProductInput, SupplyLink
from chaingraph.model.parks.assessment import AssessmentResult, AssessmentValue, GradeBorder, Indicator, Reward
from chaingraph.model.parks.firms import FirmService, Task, Visit
from chaingraph.model.parks.land import Parcel
from chaingraph.model.parks.platforms import Fund, Platform
from chaingraph.model.parks.standing import ParkCheck, ParkFactor, ParkStanding, YearlyTarget
from chaingraph.model.place import Park, Roster
from chaingraph.model.promotion import Correction, Lead, Milestone, Project
from chaingraph.model.provenance import NO_EVIDENCE, Evidence

type_of_column = {bool: "INTEGER", int: "INTEGER", float: "REAL", str: "TEXT"}
KEY_SEPARATOR = "\x1f"


@dataclass(frozen=True, slots=True)
class StoredColumn:
    """One stored value of a fact: its name, SQL type, default, and the way out of and back into the fact."""

    name: str
    sql_type: str
    default: Any
    encode: Callable[[Any], Any]
    decode: Callable[[Any], Any]


@dataclass(frozen=True)
class Kind:
    """A kind of fact: table name, Chinese label, dataclass, and the fields that are its natural key."""

    name: str
    label: str
    fact: type[Any]
    key: tuple[str, ...]

    @cached_property
    def columns(self) -> tuple[StoredColumn, ...]:
        """The stored columns in field order; evidence takes the last three."""
        hints = get_type_hints(self.fact)
        own = [f for f in fields(self.fact) if f.name != "evidence"]
        defaults = {f.name: None if f.default is MISSING else f.default for f in own}
        return tuple(_column(f.name, hints[f.name], defaults[f.name]) for f in own)

    @cached_property
    def column_names(self) -> tuple[str, ...]:
        """Names of the stored columns, evidence included."""
        return (*(column.name for column in self.columns), "source", "as_of", "origin")

    def key_of(self, fact: Any) -> str:
        """The natural key as one text; unknown parts are empty.

        >>> KIND_BY_NAME["parks"].key_of(Park(name="高新区"))
        '高新区'
        """
        return KEY_SEPARATOR.join(str(value) if (value := getattr(fact, name)) is not None else "" for name in self.key)

    def encode(self, fact: Any) -> tuple[Any, ...]:
        """The fact as a row of scalars in the order of ``column_names``; a value equal to its default is ``None``."""
        *row, evidence = self._taken(fact)
        for place, turn in self._encoded:
            row[place] = turn(row[place])
        return (*row, evidence.source, evidence.as_of, evidence.origin or None)

    def decode(self, row: Sequence[Any], evidence_of: Callable[[Any, Any, Any], Evidence]) -> Any:
        """The fact a row was made from."""
        values = {name: value for name, value in zip(self._own_names, row, strict=False) if value is not None}
        for name, turn in self._decoded:
            if name in values:
                values[name] = turn(values[name])
        return self.fact(**values, evidence=evidence_of(*row[-3:]))

    @cached_property
    def _own_names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @cached_property
    def _taken(self) -> Callable[[Any], tuple[Any, ...]]:
        return attrgetter(*self._own_names, "evidence")

    @cached_property
    def _encoded(self) -> tuple[tuple[int, Callable[[Any], Any]], ...]:
        """Places of the columns whose stored value is another than the field's."""
        return tuple((place, c.encode) for place, c in enumerate(self.columns) if c.encode is not _as_is)

    @cached_property
    def _decoded(self) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
        return tuple((c.name, c.decode) for c in self.columns if c.decode is not _as_is)


def evidence_cache() -> Callable[[Any, Any, Any], Evidence]:
    """A maker of Evidence that hands out one object for equal statements."""
    known: dict[tuple[Any, Any, Any], Evidence] = {(None, None, None): NO_EVIDENCE}

    def evidence_of(source: Any, as_of: Any, origin: Any) -> Evidence:
        key = (source, as_of, origin)
        if key not in known:
            known[key] = Evidence(source=source, as_of=as_of, origin=origin or "")
        return known[key]

    return evidence_of


def _column(name: str, hint: Any, default: Any) -> StoredColumn:
    inner = _without_none(hint)
    if isinstance(inner, type) and issubclass(inner, StrEnum):
        return StoredColumn(name, "TEXT", default, lambda v: None if v is None else str(v), _member_of(inner))
    if inner is Decimal:
        return StoredColumn(name, "TEXT", default, lambda v: None if v is None else str(v), Decimal)
    if inner is bool:
        return StoredColumn(name, "INTEGER", default, lambda v: None if v is None else int(v), bool)
    scalar = getattr(inner, "__supertype__", inner)
    while hasattr(scalar, "__supertype__"):
        scalar = scalar.__supertype__
    if scalar in type_of_column:
        return StoredColumn(name, type_of_column[scalar], default, _as_is, _as_is)
    return StoredColumn(
        name, "TEXT", default, lambda v: None if v == default else _to_json(v), lambda v: _from_json(inner, v)
    )


def _as_is(value: Any) -> Any:
    return value


def _member_of(enum: type[StrEnum]) -> Callable[[Any], StrEnum]:
    members = {str(member): member for member in enum}

    def member(value: Any) -> StrEnum:
        if value not in members:
            raise InvalidFact(f"“{value}”不是 {'、'.join(members)} 之一")
        return members[value]

    return member


def _without_none(hint: Any) -> Any:
    if get_origin(hint) in (Union, UnionType):
        rest = [arg for arg in get_args(hint) if arg is not type(None)]
        return rest[0] if len(rest) == 1 else hint
    return hint


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value


def _to_json(value: Any) -> str:
    return dumps(_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _from_json(hint: Any, text: str) -> Any:
    return _revive(hint, loads(text))


def _revive(hint: Any, value: Any) -> Any:
    hint = _without_none(hint)
    if is_dataclass(hint) and isinstance(hint, type):
        hints = get_type_hints(hint)
        if unknown := sorted(set(value) - set(hints)):
            raise InvalidFact(f"{hint.__name__} 的 {'、'.join(unknown)} 由更新的版本写成，本程序不认识")
        return hint(**{name: _revive(hints[name], part) for name, part in value.items()})
    if get_origin(hint) is tuple:
        args = get_args(hint)
        if len(args) == 2 and args[1] is Ellipsis:
            return tuple(_revive(args[0], part) for part in value)
        return tuple(_revive(arg, part) for arg, part in zip(args, value, strict=True))
    return value


KINDS: tuple[Kind, ...] = (
    Kind("parks", "园区", Park, ("name",)),
    Kind("enterprises", "企业", Enterprise, ("id",)),
    Kind("chains", "产业链", Chain, ("name",)),
    Kind("segments", "环节", Segment, ("chain", "key")),
    Kind("segment_inputs", "环节关系", SegmentInput, ("chain", "input", "output")),
    Kind("products", "产品", Product, ("name", "parent")),
    Kind("product_inputs", "上游材料", ProductInput, ("product", "input")),
    Kind("offerings", "主营产品", Offering, ("enterprise", "product")),
    Kind("supply_links", "供应关系", SupplyLink, ("supplier", "buyer", "product", "year")),
    Kind("projects", "项目", Project, ("name", "park")),
    Kind("leads", "招商线索", Lead, ("enterprise", "place", "chain", "segment")),
    Kind("corrections", "标注", Correction, ("enterprise", "chain", "segment")),
    Kind("rosters", "名录口径", Roster, ("place",)),
    Kind("park_statuses", "园区动态", ParkStanding, ("park", "on")),
    Kind("park_factors", "园区要素", ParkFactor, ("park", "factor", "year", "quarter")),
    Kind("park_checks", "园区清单", ParkCheck, ("park", "checklist", "entry")),
    Kind("yearly_targets", "年度目标", YearlyTarget, ("place", "year", "indicator")),
    Kind("platforms", "平台", Platform, ("name", "park")),
    Kind("funds", "基金", Fund, ("name",)),
    Kind("parcels", "地块", Parcel, ("park", "name")),
    Kind("milestones", "项目节点", Milestone, ("project", "park", "name")),
    Kind("firm_services", "一企一策", FirmService, ("enterprise", "kind", "need")),
    Kind("visits", "走访", Visit, ("enterprise", "on", "by")),
    Kind("tasks", "任务", Task, ("place", "enterprise", "title")),
    Kind("indicators", "考评指标", Indicator, ("scheme", "name")),
    Kind("grades", "考评等次", GradeBorder, ("scheme", "grade")),
    Kind("rewards", "考评奖励", Reward, ("scheme", "rank", "kind")),
    Kind("assessments", "考评数据", AssessmentValue, ("scheme", "park", "period", "indicator")),
    Kind("assessment_results", "考评结果", AssessmentResult, ("scheme", "park", "period")),
)
KIND_BY_NAME: dict[str, Kind] = {kind.name: kind for kind in KINDS}
KIND_BY_FACT: dict[type[Any], Kind] = {kind.fact: kind for kind in KINDS}
