"""A store with its snapshot at hand: read once per data version, tagged, shared by the commands and the web."""

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import blake2b
from types import TracebackType
from typing import Any, Self

import numpy as np

from chaingraph.analysis.gaps import gaps as gap_analysis
from chaingraph.analysis.network import ecosystem as ecosystem_analysis
from chaingraph.analysis.standing import coverage as coverage_analysis
from chaingraph.analysis.targets import targets as target_analysis
from chaingraph.findings.firm.ecosystem import Ecosystem
from chaingraph.findings.move.target import Target
from chaingraph.findings.place.gap import Coverage, Gap, Presence
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.moment.shelf import compiled_chains
from chaingraph.graph.places import Place, PlaceKind
from chaingraph.graph.snapshot import Snapshot
from chaingraph.ids import ChainId, DataVersion, ImportId, SegmentKey
from chaingraph.library.reader import library_names, shared_homes
from chaingraph.memo import Memo, PerVersion
from chaingraph.model.kinds import KIND_BY_FACT
from chaingraph.service.placement import Tagger
from chaingraph.settings import Settings, settings
from chaingraph.store.base.layers import DECISION, settled_of, version_of
from chaingraph.store.base.port import ImportBatch, Store
from chaingraph.store.open import DEFAULT_URL, open_store
from chaingraph.tagging.search.likely import RELEVANCE, Likely, likely_tags


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Study:
    """One chain in one place: the snapshot (what-if included), the compiled chain, coverage and gaps."""

    snapshot: Snapshot
    graph: ChainGraph
    coverage: Coverage
    gaps: tuple[Gap, ...]


class Workspace:
    """One store, its settings, and the snapshot of its present version; safe to use from several threads.

    Names of enterprises may be id, USCC, full or short name; wrong ones raise UnknownName or AmbiguousName.
    """

    def __init__(self, store: Store, rules: Settings | None = None) -> None:
        self.store = store
        self.rules = rules or settings()
        self._lock = threading.RLock()
        self._present = PerVersion[Snapshot](store.data_version, self._made)
        self._earlier: tuple[DataVersion, Snapshot] | None = None
        self._tagger = Tagger(store, self.rules)
        self._words: tuple[str, Memo] | None = None

    @classmethod
    def open(cls, url: str = DEFAULT_URL, rules: Settings | None = None) -> "Workspace":
        """The workspace over the store at an address."""
        return cls(open_store(url), rules)

    def snapshot(self) -> Snapshot:
        """All facts and tags of the present version; read and tagged once, then kept. O(1) when nothing changed."""
        return self._present.get()

    def serve_stale_after(self, seconds: float) -> None:
        """From now on show the last version that is ready once making a newer one has taken so long."""
        self._present.serve_stale_after = seconds

    def _made(self) -> tuple[DataVersion, Snapshot]:
        version, facts = self.store.read()
        bare = Snapshot.of(version, facts, compiled_chains(facts))
        made = self._tagger.tagged(bare, self._imported(None))
        self._carry(made)
        return version, made

    def _carry(self, made: Snapshot) -> None:
        """The index over the firms' words goes on while nothing is imported: a decision on a screen makes none anew."""
        name = self._imported(None)
        if self._words is not None and self._words[0] == name:
            made.memo.take(self._words[1], RELEVANCE)
        self._words = (name, made.memo)

    def _imported(self, until: int | None) -> str:
        """What was imported up to then, without what people decided on a screen."""
        seen = [record for record in self.store.imports() if until is None or record.sequence <= until]
        return str(settled_of(record.id for record in seen))

    def snapshot_at(self, until: int) -> Snapshot:
        """The snapshot as it was after the import of that sequence; read anew when another moment was asked last."""
        with self._lock:
            version = version_of(record.id for record in self.store.imports() if record.sequence <= until)
            if self._earlier is None or self._earlier[0] != version:
                version, facts = self.store.read(until)
                bare = Snapshot.of(version, facts, compiled_chains(facts))
                self._earlier = (version, self._tagger.tagged(bare, self._imported(until)))
            return self._earlier[1]

    def study(self, place: str, chain: str, with_: Iterable[str] = (), without: Iterable[str] = ()) -> "Study":
        """The chain in the place: what-if snapshot, coverage and gaps together, for whoever needs all three."""
        snapshot = self.snapshot()
        where, graph = snapshot.place(place), snapshot.chain(chain)
        added, removed = [snapshot.firm(name) for name in with_], [snapshot.firm(name) for name in without]
        if added or removed:
            snapshot = snapshot.with_(where, added).without(where, removed)
        cover = coverage_analysis.coverage(snapshot, where, graph, self.rules)
        found = gap_analysis.gaps(snapshot, cover, graph, self.rules)
        return Study(snapshot=snapshot, graph=graph, coverage=cover, gaps=found)

    def presence(self, place: str) -> dict[ChainId, Presence]:
        """Firms and completeness of the place on every chain that any firm stands on. O(chains · (N + tags))."""
        snapshot = self.snapshot()
        where = snapshot.place(place)
        used = {tag.chain for tag in snapshot.tags.rows}
        none = Presence(firms=0, completeness=0.0)
        return {
            name: self._on(snapshot, where, snapshot.chains[name]) if name in used else none for name in snapshot.chains
        }

    def _on(self, snapshot: Snapshot, where: Place, chain: ChainGraph) -> Presence:
        """Presence with the firms that stand on a segment the chain describes itself."""
        seen = coverage_analysis.presence(snapshot, where, chain, self.rules)
        name = chain.chain.name
        borrowed = shared_homes(name) if name in library_names() else {}
        home = np.array([segment.key not in borrowed for segment in chain.segments], dtype=bool)
        local = snapshot.placements(chain)[np.flatnonzero(snapshot.members(where))]
        return replace(seen, own=int((np.diff(local[:, np.flatnonzero(home)].indptr) > 0).sum()))

    def targets_of(
        self, study: "Study", segments: Sequence[str] = (), *, top: int = 50, with_likely: bool = False
    ) -> tuple[Target, ...]:
        """Targets of a study already made; ``with_likely`` adds likely firms to segments named.

        Relevance is part of every score, see ``relevance_of``.
        """
        keys = [study.graph.key_of(name) for name in segments]
        most = min(top, self.rules.likely_firms) if with_likely and keys else 0
        likely = self.relevance_of(study, keys, most=most)
        return target_analysis.targets(
            study.snapshot, study.coverage, study.graph, study.gaps, self.rules, segments=keys, likely=likely, top=top
        )

    def relevance_of(self, study: "Study", keys: Sequence[SegmentKey] = (), *, most: int = 0) -> Likely:
        """Relevance of every firm for these segments, or for all gaps, with at most ``most`` likely firms of each.

        It is part of every score, on every page, where the store holds no more firms than ``relevance_firms``; of
        larger stores it is part of none, and worked out only for the likely firms of segments named.
        """
        small = len(study.snapshot.enterprises) <= self.rules.relevance_firms
        return likely_tags(
            study.snapshot,
            study.graph,
            (keys or [gap.key for gap in study.gaps]) if small else keys if most else [],
            among=study.snapshot.elsewhere(study.coverage.place),
            most=most,
            within=self.rules.relevance_firms,
        )

    def ecosystem(self, enterprise: str, tiers: int = 2) -> Ecosystem:
        """Suppliers and customers of the enterprise by tier."""
        snapshot = self.snapshot()
        return ecosystem_analysis.ecosystem(snapshot, snapshot.firm(enterprise), self.rules, tiers)

    def place(self, name: str) -> Place:
        """The place a name means."""
        return self.snapshot().place(name)

    def chain(self, name: str) -> ChainGraph:
        """The chain of that name."""
        return self.snapshot().chain(name)

    def firm(self, name: str) -> int:
        """Index of the enterprise in the present snapshot."""
        return self.snapshot().firm(name)

    def places(self) -> tuple[Place, ...]:
        """Parks by name, then cities with at least one firm of somebody's own list, most firms first."""
        snapshot = self.snapshot()
        parks = [snapshot.place(park.name) for park in snapshot.parks]
        count: dict[tuple[str | None, str], int] = {}
        for enterprise in snapshot.enterprises:
            if enterprise.city and not enterprise.pool:
                count[enterprise.province, enterprise.city] = count.get((enterprise.province, enterprise.city), 0) + 1
        ranked = sorted(count, key=lambda region: (-count[region], region[1], region[0] or ""))
        cities = [
            Place(
                kind=PlaceKind.CITY, name="/".join(part for part in region if part), province=region[0], city=region[1]
            )
            for region in ranked
        ]
        return (*parks, *cities)

    def decide(self, fact: Any, *, by: str, title: str, at: str = "") -> None:
        """Write one decision of an officer (a correction, a lead) as an import of its own."""
        kind = KIND_BY_FACT[type(fact)]
        when = at or datetime.now(UTC).isoformat(timespec="microseconds")
        content = "\n".join([kind.name, when, by, *map(str, kind.encode(fact))])
        self.store.write(
            ImportBatch(
                id=ImportId(DECISION + import_id(content.encode())),
                title=title,
                facts={kind.name: [fact]},
                by=by,
                at=when,
            )
        )

    def import_batch(self, batch: ImportBatch) -> bool:
        """True when the batch was stored, False when it was there already."""
        return self.store.write(batch)

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()

    def __enter__(self) -> Self:
        """The workspace itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""
        self.close()


def import_id(content: bytes) -> ImportId:
    """The id of an import with this content."""
    return ImportId(blake2b(content, digest_size=8).hexdigest())
