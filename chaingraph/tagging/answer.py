"""The tagger's whole answer for a firm: segments best first, branches and stages above them, or that it abstains."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.doubt_findings import Doubt
from chaingraph.graph.tags import Tag, TagEvidence
from chaingraph.ids import ChainId, SegmentKey
from chaingraph.settings import Settings
from chaingraph.tagging.alike import example_words
from chaingraph.tagging.doubt import doubt_of
from chaingraph.tagging.firm_words import FirmWords
from chaingraph.tagging.index import SegmentIndex
from chaingraph.tagging.learn import learned_scores, plenty
from chaingraph.tagging.rank import FirmSpace, Ranker, Scores
from chaingraph.tagging.tagger import Weighed, tags_above, weigh
from chaingraph.tagging.verdicts import confirmed

Verdicts = Mapping[tuple[int, int], tuple[bool, str]]
"""(firm, segment) numbers -> (yes or no, who said so)."""
LEARNED_FEW, LEARNED_MANY = 0.6, 1.8
"""How much the votes of examples add to the likeness: with few a segment, with many."""
WITH_ALIASES, WITHOUT_ALIASES = 1.0, 0.1
"""How much graded hits add to the likeness: a chain without aliases has only names, which few products hold whole."""
REJECTED = -100.0
"""Likeness of a segment a person has rejected: nothing lifts it above zero."""
SHARPNESS = 8.0
"""Segments speak for their branch and stage in proportion to score^SHARPNESS."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedTag:
    """One segment for one firm. ``score`` is 0 to 1 and orders; ``tag`` is None below the threshold.

    ``probability``: None where no word of the firm speaks for the segment. ``evidence``: the words that speak for it,
    below the threshold too, and the example firm that does, if one is near.
    """

    chain: ChainId
    key: SegmentKey
    segment: str
    score: float
    tag: Tag | None
    probability: float | None = None
    evidence: tuple[TagEvidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Segments best first; (chain, branch or stage, score) with scores that add to at most 1 a chain and level; what
    speaks for other segments, and what is missing where there is none."""

    segments: tuple[RankedTag, ...]
    branches: tuple[tuple[str, str, float], ...]
    stages: tuple[tuple[str, str, float], ...]
    abstained: bool
    doubt: Doubt


def answers(
    firms: Sequence[FirmWords],
    chains: Sequence[ChainGraph],
    rules: Settings,
    verdicts: Verdicts | None = None,
    *,
    everything: bool = False,
    top: int | None = None,
) -> list[Answer]:
    """The answer for each firm; the texts of all firms given are what idf is read from.

        score = 1 - exp(-max(0, T + w·learned + λ·tag score)), λ = 1 for a chain with aliases, .1 for one without
        w = .6 + 1.2 · d / (d + 2), d examples a segment

    ``everything`` ranks segments below the threshold too; ``top`` cuts each firm's list. A rejected segment is last.
    """
    index = SegmentIndex.of(chains)
    space = FirmSpace.of(firms)
    likeness = Ranker(space, index).scores(space.read(firms))
    likeness = likeness + _learned(firms, index, verdicts or {})
    heard = _by_firm(verdicts or {})
    because = example_words(firms, [pair for pair, (yes, _) in (verdicts or {}).items() if yes])
    numbers = {(segment.chain, segment.key): n for n, segment in enumerate(index.segments)}
    weight = np.array([WITH_ALIASES if segment.aliases else WITHOUT_ALIASES for segment in index.segments])
    for firm, number in (pair for pair, (yes, _) in (verdicts or {}).items() if not yes):
        likeness[firm, number] = REJECTED
    branches = _Groups.of(index, [(n, path) for n, s in enumerate(index.segments) for path in _prefixes(s.branch)])
    stages = _Groups.of(index, list(enumerate(str(stage) for chain in chains for stage in chain.stages)))
    out = []
    for firm, weighed in enumerate(weigh(firms, index)):
        own = {numbers[tag.chain, tag.key]: tag for tag in tags_above(weighed, rules.tag_threshold, index, rules)}
        for number, (yes, who) in heard.get(firm, {}).items():
            before, segment = own.pop(number, None), index.segments[number]
            if yes:
                own[number] = confirmed(segment.chain, segment.key, who, before, others=bool(own))
        raw = likeness[firm] + weight * _hits(own, len(weight)) + _confirmed(own, len(weight))
        scores = 1 - np.exp(-np.maximum(raw, 0))
        order = _order(scores, own, everything=everything)[:top]
        spoken = {one.segment: one for one in weighed}
        ranked = tuple(
            _ranked(
                index, number, float(scores[number]), own.get(number), spoken.get(number), because.get((firm, number))
            )
            for number in order
        )
        placed = {index.segments[number].key for number in own}
        refused = {index.segments[number].key for number, (yes, _) in heard.get(firm, {}).items() if not yes}
        doubt = doubt_of(firms[firm], weighed, index, rules, placed=placed, refused=refused)
        voice = scores**SHARPNESS
        parts = (branches.summed(voice), stages.summed(voice))
        out.append(Answer(segments=ranked, branches=parts[0], stages=parts[1], abstained=not own, doubt=doubt))
    return out


def _learned(firms: Sequence[FirmWords], index: SegmentIndex, verdicts: Verdicts) -> Scores | float:
    """What examples and rejections add to the likeness."""
    said = {answer: [pair for pair, (yes, _) in verdicts.items() if yes is answer] for answer in (True, False)}
    votes = learned_scores(firms, index.segments, said[True], said[False])
    if votes is None:
        return 0.0
    many = plenty(len(said[True]), len(index.segments))
    return votes * np.float32(LEARNED_FEW + (LEARNED_MANY - LEARNED_FEW) * many)


def _by_firm(verdicts: Verdicts) -> dict[int, dict[int, tuple[bool, str]]]:
    by_firm: dict[int, dict[int, tuple[bool, str]]] = {}
    for (firm, number), verdict in verdicts.items():
        by_firm.setdefault(firm, {})[number] = verdict
    return by_firm


def _order(scores: Scores, own: Mapping[int, Tag], *, everything: bool) -> list[int]:
    """Segment numbers best first, ties by chain and order; only those with a tag unless everything is asked."""
    return [n for n in np.argsort(-scores, kind="stable").tolist() if everything or n in own]


def _ranked(
    index: SegmentIndex, number: int, score: float, tag: Tag | None, spoken: Weighed | None, example: TagEvidence | None
) -> RankedTag:
    segment = index.segments[number]
    words = tag.evidence if tag else spoken.evidence if spoken else ()
    chance = tag.probability if tag else spoken.probability if spoken else None
    evidence = (*words, example) if example else words
    return RankedTag(
        chain=segment.chain,
        key=segment.key,
        segment=segment.name,
        score=round(score, 6),
        tag=tag,
        probability=chance,
        evidence=evidence,
    )


def _hits(own: dict[int, Tag], size: int) -> Scores:
    hits = np.zeros(size, dtype=np.float32)
    for number, tag in own.items():
        hits[number] = tag.score * (0.4 + 0.6 * tag.share**0.4)
    return hits


def _confirmed(own: dict[int, Tag], size: int) -> Scores:
    """What a person's yes adds: enough to stand above every computed score."""
    sure = np.zeros(size, dtype=np.float32)
    for number, tag in own.items():
        sure[number] = 10.0 if any(piece.field == "人工标注" for piece in tag.evidence) else 0.0
    return sure


def _prefixes(branch: str | None) -> list[str]:
    """Every prefix of a branch path.

    >>> _prefixes("正极/前驱体")
    ['正极', '正极/前驱体']
    """
    parts = branch.split("/") if branch else []
    return ["/".join(parts[: n + 1]) for n in range(len(parts))]


@dataclass(frozen=True, slots=True, eq=False)
class _Groups:
    """Groups of segments (branches or stages) inside their chains, ready to be summed.

    ``members`` is (groups, segments), 1 where a segment is in a group; ``chains`` is (groups, segments), 1 where it is
    in the group's chain.
    """

    names: tuple[tuple[str, str], ...]
    members: csr_array
    chains: csr_array

    @classmethod
    def of(cls, index: SegmentIndex, pairs: Sequence[tuple[int, str]]) -> "_Groups":
        """Groups from (segment, group name) pairs."""
        owner = [segment.chain for segment in index.segments]
        names = tuple(sorted({(owner[number], group) for number, group in pairs}))
        place = {name: row for row, name in enumerate(names)}
        inside = {(place[owner[number], group], number) for number, group in pairs}
        around = [
            (row, number) for row, (chain, _) in enumerate(names) for number, own in enumerate(owner) if own == chain
        ]
        return cls(names, _ones(sorted(inside), len(names), len(owner)), _ones(around, len(names), len(owner)))

    def summed(self, voice: Scores) -> tuple[tuple[str, str, float], ...]:
        """(chain, group, part of the chain's voice), loudest first, ties by name; silent chains are left out."""
        part, whole = self.members @ voice, self.chains @ voice
        heard = np.flatnonzero(whole > 0)
        share = np.round(part[heard] / whole[heard], 6)
        order = heard[np.argsort(-share, kind="stable")]
        values = np.round(part[order] / whole[order], 6).tolist()
        return tuple((*self.names[row], value) for row, value in zip(order.tolist(), values, strict=True))


def _ones(pairs: Sequence[tuple[int, int]], rows: int, columns: int) -> csr_array:
    dense = np.zeros((rows, columns))
    for row, column in pairs:
        dense[row, column] = 1.0
    return csr_array(dense)
