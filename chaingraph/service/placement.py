"""Chains compiled and firms placed on their segments: what the tagger computes, and what people said of it."""

from dataclasses import replace

from scipy.sparse import csr_array

from chaingraph.graph.hints import HintTable
from chaingraph.graph.snapshot import Snapshot
from chaingraph.graph.tags import TagTable
from chaingraph.library.reader import chains_with, library_digest, library_names
from chaingraph.model.promotion import Correction
from chaingraph.settings import Settings
from chaingraph.store.base.port import Store
from chaingraph.tagging.decide.tags_as_bytes import tags_from_bytes, tags_to_bytes
from chaingraph.tagging.decide.verdicts import decided, who
from chaingraph.tagging.hints.hints import computed_tags, tagging_digest
from chaingraph.tagging.hints.keep import hints_from_bytes, hints_to_bytes
from chaingraph.tagging.teach.alike import product_bags, taught_by_like
from chaingraph.tagging.teach.answer import Verdicts
from chaingraph.tagging.words.firm_words import words_of
from chaingraph.tagging.words.index import SegmentIndex


class Tagger:
    """The one road from a snapshot's words to its tags.

    The computed part is kept in a store by what was imported, so that a decision on a screen costs no tagging;
    corrections are heard anew each time.
    """

    def __init__(self, store: Store, rules: Settings) -> None:
        self._store, self._rules = store, rules
        self._bags: tuple[str, csr_array] | None = None

    def tagged(self, bare: Snapshot, imported: str) -> Snapshot:
        """The snapshot with tags, every correction heard, and hints; ``imported`` names what it was read from."""
        name = f"{imported}-{library_digest()}-{tagging_digest(self._rules)}"
        computed, hints = self._computed(bare, name)
        return bare.tagged(self._judged(bare, computed, name), hints)

    def _computed(self, bare: Snapshot, name: str) -> tuple[TagTable, HintTable]:
        kept, hinted = self._store.cached(f"tags/{name}"), self._store.cached(f"hints/{name}")
        if kept is not None and hinted is not None:
            return tags_from_bytes(kept), hints_from_bytes(hinted)
        computed, hints = computed_tags(bare, self._rules)
        self._store.keep(f"tags/{name}", tags_to_bytes(computed))
        self._store.keep(f"hints/{name}", hints_to_bytes(hints))
        return computed, hints

    def _judged(self, bare: Snapshot, computed: TagTable, name: str) -> TagTable:
        """Computed tags, then what is said of like firms, then what is said of the firm itself. The firms' words are
        kept while nothing is imported, so that a decision costs one sparse product."""
        corrections = spread_corrections(bare)
        if not corrections:
            return computed
        if self._bags is None or self._bags[0] != name:
            self._bags = (name, product_bags(words_of(bare)))
        taught = taught_by_like(computed, corrections, bare.index, self._bags[1], self._rules)
        return decided(taught, corrections, bare.index)


def spread_corrections(snapshot: Snapshot) -> list[Correction]:
    """Corrections as they act: a segment that built-in chains share is one thing, so a word on it holds in all of them.

    A correction of a chain itself comes after those it inherits, and so has the last word there.
    """
    own = {chain.name for chain in snapshot.facts["chains"]}
    built_in = set(library_names()) - own
    inherited = [
        replace(correction, chain=chain)
        for correction in snapshot.corrections
        if correction.chain in built_in
        for chain in chains_with(correction.segment)
        if chain != correction.chain and chain in built_in
    ]
    return [*inherited, *snapshot.corrections]


def verdicts_of(snapshot: Snapshot, index: SegmentIndex) -> Verdicts:
    """Corrections as (firm, segment number) -> (verdict, who); those of unknown firms or segments are left out."""
    numbers = {(segment.chain, segment.key): number for number, segment in enumerate(index.segments)}
    out: dict[tuple[int, int], tuple[bool, str]] = {}
    for correction in snapshot.corrections:
        firm, number = snapshot.index.get(correction.enterprise), numbers.get((correction.chain, correction.segment))
        if firm is not None and number is not None:
            out[firm, number] = (correction.verdict, who(correction))
    return out
