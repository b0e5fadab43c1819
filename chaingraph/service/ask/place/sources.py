"""Who says what is known of a place: its firms counted by source."""

from collections.abc import Iterable

from chaingraph.findings.place.explanation import SourceCount
from chaingraph.graph.snapshot import Snapshot
from chaingraph.model.enterprise import Enterprise
from chaingraph.model.provenance import Evidence

UNSAID = "来源未注明"


def sources_of(firms: Iterable[Enterprise]) -> tuple[SourceCount, ...]:
    """Sources of the firms, most firms first, then by name. O(firms)."""
    found: dict[str, list[str | None]] = {}
    for firm in firms:
        found.setdefault(firm.evidence.source or "", []).append(firm.evidence.as_of)
    counts = [
        SourceCount(
            source=source or UNSAID,
            certainty=Evidence(source=source or None).certainty,
            firms=len(dates),
            as_of=max((day for day in dates if day), default=None),
        )
        for source, dates in found.items()
    ]
    return tuple(sorted(counts, key=lambda one: (-one.firms, one.source)))


def place_sources(snapshot: Snapshot, place: str) -> tuple[SourceCount, ...]:
    """Sources of the firms of a place. Raises UnknownName or AmbiguousName. O(N)."""
    members = snapshot.members(snapshot.place(place)).nonzero()[0]
    return sources_of(snapshot.enterprises[int(firm)] for firm in members)
