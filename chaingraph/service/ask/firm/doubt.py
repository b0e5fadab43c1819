"""Why does this firm stand on no segment, or on no other?"""

from functools import lru_cache

from chaingraph.findings.firm.doubt import Doubt
from chaingraph.graph.snapshot import Snapshot
from chaingraph.model.chain import Segment
from chaingraph.service.placement import spread_corrections
from chaingraph.settings import Settings
from chaingraph.tagging.decide.tagger import weigh
from chaingraph.tagging.doubt.doubt import doubt_of
from chaingraph.tagging.words.firm_words import FirmWords
from chaingraph.tagging.words.index import SegmentIndex


def doubt_about(snapshot: Snapshot, firm: int, rules: Settings) -> Doubt:
    """Candidates of a firm on all chains of the snapshot, corrections heard: what it stands on and what a person has
    refused is no candidate. O(its text); the first firm of a process also makes the index of the chains."""
    index = _index_over(tuple(segment for graph in snapshot.chains.values() for segment in graph.segments))
    enterprise = snapshot.enterprises[firm]
    words = FirmWords.of(enterprise, snapshot.offerings_of[firm])
    refused = {c.segment for c in spread_corrections(snapshot) if c.enterprise == enterprise.id and not c.verdict}
    placed = {tag.key for tag in snapshot.tags.of_firm(firm)}
    (weighed,) = weigh([words], index)
    return doubt_of(words, weighed, index, rules, placed=placed, refused=refused - placed)


@lru_cache(maxsize=2)
def _index_over(segments: tuple[Segment, ...]) -> SegmentIndex:
    """The index of the segments, kept while chains stay as they are: a decision on a screen makes none anew."""
    return SegmentIndex.over(segments)
