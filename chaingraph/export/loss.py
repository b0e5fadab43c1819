"""What a format of networks cannot carry, counted by field, so that nobody takes a copy for the whole."""

from collections.abc import Mapping
from dataclasses import dataclass

from chaingraph.graph.networks import FIRM_FIELDS, LINK_FIELDS, LIST_FIELDS
from chaingraph.graph.snapshot import Snapshot
from chaingraph.model.kinds import KINDS, Kind

WHOLE = "整表"
SAID = frozenset({"source", "as_of"})
FIRMS = frozenset({"name", *FIRM_FIELDS, *LIST_FIELDS}) | SAID
NETWORK: Mapping[str, frozenset[str]] = {
    "enterprises": FIRMS,
    "offerings": frozenset({"enterprise", "product", "share"}),
    "supply_links": frozenset({"supplier", "buyer", *LINK_FIELDS}) | SAID,
}
NEO4J: Mapping[str, frozenset[str]] = {
    "parks": frozenset({"name", "province", "city", "district", "status", "land_mu", "plant_m2", "fund_yuan"}) | SAID,
    "enterprises": FIRMS,
    "offerings": NETWORK["offerings"] | SAID,
    "supply_links": NETWORK["supply_links"],
}
CARRIED: Mapping[str, Mapping[str, frozenset[str]]] = {
    "graphml": NETWORK,
    "gexf": NETWORK,
    "json": NETWORK,
    "jsonld": NETWORK,
    "neo4j": NEO4J,
}
"""Columns of each kind of fact that come back when the file is read again, by format."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """Values of one field, or rows of a whole kind, that the format leaves behind."""

    kind: str
    label: str
    field: str
    count: int

    @property
    def sentence(self) -> str:
        """As one reads it.

        >>> Lost(kind="leads", label="线索", field=WHOLE, count=3).sentence
        '线索（leads）整表 3 行'
        """
        unit = "行" if self.field == WHOLE else "处"
        return f"{self.label}（{self.kind}）{self.field} {self.count} {unit}"


def lost(snapshot: Snapshot, form: str) -> tuple[Lost, ...]:
    """What the format does not carry of these facts, in order of kind and column. O(facts)."""
    return tuple(one for kind in KINDS for one in _of_kind(snapshot, kind, CARRIED[form].get(kind.name)))


def _of_kind(snapshot: Snapshot, kind: Kind, carried: frozenset[str] | None) -> list[Lost]:
    facts = snapshot.facts[kind.name]
    if carried is None:
        count = len(facts)
        return [Lost(kind=kind.name, label=kind.label, field=WHOLE, count=count)] if count else []
    counts = dict.fromkeys(kind.column_names, 0)
    for fact in facts:
        for name, value in zip(kind.column_names, kind.encode(fact), strict=True):
            counts[name] += value is not None
    return [
        Lost(kind=kind.name, label=kind.label, field=name, count=count)
        for name, count in counts.items()
        if count and name not in carried
    ]
