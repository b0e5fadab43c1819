"""Facts while an import grows: what is new, what overlays what, and the one way a row is refused."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, fields
from typing import Any, TypeVar

from chaingraph.errors import AmbiguousName, UnknownName
from chaingraph.graph.places import Place
from chaingraph.ids import EnterpriseId
from chaingraph.library.gazetteer import Spot
from chaingraph.model.enterprise import Enterprise
from chaingraph.model.kinds import KEY_SEPARATOR, KIND_BY_FACT, KIND_BY_NAME, KINDS
from chaingraph.model.promotion import Lead
from chaingraph.model.provenance import Evidence
from loaders.facts.fence import Fence
from loaders.facts.rows import ParsedRow
from loaders.known.references import Known
from loaders.known.refresh import Refresh
from loaders.known.resolve import FirmRegister
from loaders.record.journal import Journal
from loaders.record.refusal import RowRefused
from loaders.record.report import Severity
from loaders.tables.tables import TABLE_BY_NAME

T = TypeVar("T")
NOWHERE = Spot()
OUTSIDE = "来历"
"""The note that marks a firm which only a ledger names."""


class Building:
    """The facts of one import, over what the store holds; with ``within`` only facts of those places."""

    def __init__(
        self,
        stored: Mapping[str, Sequence[Any]],
        journal: Journal,
        within: tuple[Place, ...] | None = None,
        *,
        default: Spot = NOWHERE,
        on: str = "",
    ) -> None:
        self.journal = journal
        self.default = default
        self.refresh = Refresh(stored["enterprises"], on)
        self.lines: dict[str, list[tuple[Any, ...]]] = {}
        self.known = Known(stored)
        self.firms = FirmRegister(stored["enterprises"])
        self.facts: dict[str, dict[str, Any]] = {kind.name: {} for kind in KINDS}
        self.fence = None if within is None else Fence(within, stored, self.known.regions.all())
        self._stored = {kind.name: {kind.key_of(fact) for fact in stored[kind.name]} for kind in KINDS}
        self._stages: dict[str, str] = {KIND_BY_FACT[Lead].key_of(lead): lead.stage for lead in stored["leads"]}

    def put(self, kind_name: str, fact: Any) -> tuple[bool, Any]:
        """Whether the fact is new to store and import, and the import's earlier version it was laid over, if any.

        Raises RowRefused when the fact speaks of a place that is not the importer's.
        """
        if self.fence is not None:
            self.fence.require(kind_name, fact)
        kind = KIND_BY_NAME[kind_name]
        key = kind.key_of(fact)
        own = self.facts[kind_name]
        earlier = own.get(key)
        own[key] = fact if earlier is None else overlaid(earlier, fact)
        if self.fence is not None:
            self.fence.learn(own[key])
        return earlier is None and key not in self._stored[kind_name], earlier

    def swap(self, kind_name: str, fact: Any) -> None:
        """Let the fact stand for the import's earlier version of it."""
        self.facts[kind_name][KIND_BY_NAME[kind_name].key_of(fact)] = fact

    def admit(self, fact: Enterprise) -> None:
        """Put a firm that sits nowhere known and that a row of the importer's own places names."""
        self.facts["enterprises"].setdefault(KIND_BY_NAME["enterprises"].key_of(fact), fact)
        if self.fence is not None:
            self.fence.learn(fact)

    def unplaced(self) -> int:
        """How many firms of this import have neither region nor park, the store's word included; outsiders aside."""
        found = 0
        for one in self.facts["enterprises"].values():
            before = self.refresh.stored(one.id)
            known = (one.province, one.city, one.park, before and (before.province or before.city or before.park))
            found += not any(known) and not any(name == OUTSIDE for name, _ in one.notes)
        return found

    def latest(self, firm: EnterpriseId) -> Enterprise | None:
        """The firm as this import has it so far, else as the store has it."""
        found: Enterprise | None = self.facts["enterprises"].get(firm)
        return found or self.refresh.stored(firm)

    def stage_of(self, lead: Lead) -> str:
        """The stage the lead has reached, for a row that says none: that of the import, of the store, or the first."""
        key = KIND_BY_FACT[Lead].key_of(lead)
        earlier = self.facts["leads"].get(key)
        return earlier.stage if earlier is not None else self._stages.get(key, lead.stage)

    def project_parks(self, name: str) -> tuple[str, ...]:
        """The parks or regions where store and import know a project of that name, sorted."""
        keys = (*self._stored["projects"], *self.facts["projects"])
        return tuple(sorted({park for one in keys for own, _, park in [one.partition(KEY_SEPARATOR)] if own == name}))

    def sorted_facts(self) -> dict[str, tuple[Any, ...]]:
        """The import's facts by kind, each sorted by natural key; kinds without any left out."""
        return {name: tuple(own[key] for key in sorted(own)) for name, own in self.facts.items() if own}

    def hint(self, row: ParsedRow, field: str, rule: str, reason: str, suggestions: tuple[str, ...] = ()) -> None:
        """Tell of something odd that does not keep the row out."""
        self.journal.tell(
            Severity.HINT,
            row.place,
            rule,
            reason,
            column=label(row, field),
            value=row.texts.get(field, ""),
            suggestions=suggestions,
        )


def label(row: ParsedRow, field: str) -> str:
    """What the file calls a field of the row's table, else its Chinese label."""
    if field in row.headers:
        return row.headers[field]
    column = TABLE_BY_NAME[row.place.table].by_field.get(field)
    return column.label if column else field


def referred(row: ParsedRow, field: str, find: Callable[[str], T]) -> T:
    """What the text of a field refers to. Raises RowRefused with near names or choices."""
    try:
        return find(row.get(field))
    except UnknownName as error:
        raise RowRefused(
            field, f"{error.what}须已知", f"找不到这个{error.what}", suggestions=error.suggestions
        ) from error
    except AmbiguousName as error:
        reason = f"{error.what}不唯一，请写明是哪一个"
        raise RowRefused(field, f"{error.what}须唯一", reason, suggestions=error.choices) from error


def referred_if(row: ParsedRow, field: str, find: Callable[[str], T]) -> T | None:
    """As ``referred``, and None when the field is empty."""
    return None if row.get(field) is None else referred(row, field, find)


def evidence(row: ParsedRow) -> Evidence:
    """Who says so, as of when, and the row it stood in."""
    return Evidence(source=row.get("source"), as_of=row.get("as_of") or row.titles.as_of, origin=row.place.origin)


def overlaid(earlier: Any, later: Any) -> Any:
    """The earlier fact with what the later one knows laid over it; lists are joined."""
    changes = {}
    for field in fields(earlier):
        old, new = getattr(earlier, field.name), getattr(later, field.name)
        default = None if field.default is MISSING else field.default
        if isinstance(old, tuple) and isinstance(new, tuple):
            changes[field.name] = tuple(dict.fromkeys((*old, *new)))
        else:
            changes[field.name] = old if new == default else new
    if "notes" in changes:
        changes["notes"] = tuple(sorted({**dict(earlier.notes), **dict(later.notes)}.items()))
    return type(earlier)(**changes)


def differing(earlier: Any, later: Any) -> tuple[str, ...]:
    """Names of single-valued fields that both know and do not agree on."""
    names = []
    for field in fields(earlier):
        old, new = getattr(earlier, field.name), getattr(later, field.name)
        if field.name != "evidence" and not isinstance(new, tuple) and None not in (old, new) and old != new:
            names.append(field.name)
    return tuple(names)
