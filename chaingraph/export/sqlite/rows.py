"""Rows of the copy's tables, in order."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from chaingraph.graph.snapshot import Snapshot
from chaingraph.ids import EnterpriseId
from chaingraph.model.live import standing

Row = tuple[Any, ...]
BETWEEN = "；"
FIRM = (
    "uscc", "short_name", "park", "province", "city", "district", "industry_code", "industry", "business_scope",
    "revenue_yuan", "employees", "registered_capital_yuan", "founded_on", "listed_as",
)  # fmt: skip


def enterprises(facts: Snapshot) -> Iterator[Row]:
    """A firm a row."""
    for firm in facts.enterprises:
        own = (getattr(firm, name) for name in FIRM)
        more = (BETWEEN.join(firm.qualifications) or None, standing(firm) or None, int(firm.pool))
        yield (firm.id, firm.name, *own, *more, firm.evidence.source, firm.evidence.as_of)


def offerings(facts: Snapshot) -> Iterator[Row]:
    """A product of a firm a row."""
    for firm, own in zip(facts.enterprises, facts.offerings_of, strict=True):
        for one in own:
            yield (firm.name, one.product, one.share, one.evidence.source, one.evidence.as_of)


def supply_links(facts: Snapshot) -> Iterator[Row]:
    """A supply link a row."""
    for link in facts.links:
        ends = (_name(facts, link.supplier), _name(facts, link.buyer))
        said = (link.product, link.year, link.share, link.amount_yuan)
        yield (*ends, *said, link.evidence.source, link.evidence.as_of)


def placements(facts: Snapshot) -> Iterator[Row]:
    """A segment that a firm was found to stand on a row."""
    for number, firm in enumerate(facts.enterprises):
        for tag in facts.tags.of_firm(number):
            graph = facts.chains.get(tag.chain)
            place = graph.index.get(tag.key) if graph else None
            if graph is None or place is None:
                continue
            words = BETWEEN.join(piece.sentence for piece in tag.evidence)
            named = (tag.chain, graph.segments[place].name, graph.stages[place].value)
            yield (firm.name, *named, tag.probability, tag.share, words)


def segments(facts: Snapshot) -> Iterator[Row]:
    """A segment of a chain a row."""
    for name, graph in sorted(facts.chains.items()):
        for one, stage in zip(graph.segments, graph.stages, strict=True):
            codes = BETWEEN.join(one.industry_codes) or None
            marks = (int(one.critical), int(one.chokepoint))
            yield (name, one.name, one.key, stage.value, one.branch, codes, *marks)


def parks(facts: Snapshot) -> Iterator[Row]:
    """A park a row."""
    for park in facts.parks:
        where = (park.name, park.province, park.city, park.district, BETWEEN.join(park.chains) or None)
        has = (park.land_mu, park.plant_m2, park.fund_yuan)
        yield (*where, *has, park.evidence.source, park.evidence.as_of)


ROWS: Mapping[str, Callable[[Snapshot], Iterator[Row]]] = {
    "enterprises": enterprises,
    "offerings": offerings,
    "supply_links": supply_links,
    "placements": placements,
    "segments": segments,
    "parks": parks,
}


def _name(facts: Snapshot, firm: str) -> str:
    number = facts.index.get(EnterpriseId(firm))
    return facts.enterprises[number].name if number is not None else firm
