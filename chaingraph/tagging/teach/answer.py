"""The tagger's whole answer for a firm: segments best first, branches and stages above them, or that it abstains."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from chaingraph.arrays import Floats, Floats32
from chaingraph.findings.firm.ranked import RankedTag, TagAnswer
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.tags import TAUGHT, Tag, TagEvidence
from chaingraph.ids import ChainId, SegmentKey
from chaingraph.settings import Settings
from chaingraph.tagging.decide.tagger import Weighed, tags_above, weigh
from chaingraph.tagging.decide.verdicts import ALONE, AMONG_OTHERS, confirmed
from chaingraph.tagging.doubt.doubt import doubt_of
from chaingraph.tagging.teach.alike import example_words
from chaingraph.tagging.teach.groups import Groups, branches_of, stages_of
from chaingraph.tagging.teach.learn import learned_scores, plenty
from chaingraph.tagging.teach.left_out import LeftOut, left_out, taught_chains
from chaingraph.tagging.teach.rank import FirmSpace, Ranker
from chaingraph.tagging.words.firm_words import FirmWords
from chaingraph.tagging.words.index import SegmentIndex

Verdicts = Mapping[tuple[int, int], tuple[bool, str]]
"""(firm, segment) numbers -> (yes or no, who said so)."""
LEARNED_FEW, LEARNED_MANY = 0.3, 1.9
"""How much the votes of examples add to the likeness: with few a segment, with many."""
WITH_ALIASES, WITHOUT_ALIASES = 1.0, 0.1
"""How much graded hits add to the likeness: a chain without aliases has only names, which few products hold whole."""
REJECTED = -100.0
"""Likeness of a segment a person has rejected: nothing lifts it above zero."""
SHARPNESS = 8.0
"""Segments speak for their branch and stage in proportion to score^SHARPNESS."""


def answers(
    firms: Sequence[FirmWords],
    chains: Sequence[ChainGraph],
    rules: Settings,
    verdicts: Verdicts | None = None,
    *,
    everything: bool = False,
    top: int | None = None,
) -> list[TagAnswer]:
    """The answer for each firm; the texts of all firms given are what idf is read from.

        score = 1 - exp(-max(0, T + w·learned + λ·tag score)), λ = 1 for a chain with aliases, .1 for one without
        w = .3 + 1.6 · d / (d + 2), d examples a segment

    Where a chain has a hundred example firms or more, each answered as if it were unknown says how often the best
    segment is right at such a score: that is its probability, and from the threshold of tags up it is a tag.
    ``everything`` ranks segments below the threshold too; ``top`` cuts each firm's list. A rejected segment is last.
    """
    reader = _Reader.of(firms, chains, rules, verdicts or {})
    return [reader.answer(firm, weighed, everything, top) for firm, weighed in enumerate(weigh(firms, reader.index))]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class _Reader:
    """All that is made once for the firms of one question.

    ``likeness`` (firms, segments): T + w·learned; ``weight`` (segments,): λ; ``heard``: firm -> segment -> verdict and
    who; ``because``: the example firm nearest to a firm on a segment; ``readings``: of chains with many examples.
    """

    firms: Sequence[FirmWords]
    index: SegmentIndex
    rules: Settings
    likeness: Floats32
    weight: Floats
    heard: Mapping[int, Mapping[int, tuple[bool, str]]]
    because: Mapping[tuple[int, int], TagEvidence]
    numbers: Mapping[tuple[ChainId, SegmentKey], int]
    branches: Groups
    stages: Groups
    readings: Mapping[ChainId, LeftOut]

    @classmethod
    def of(
        cls, firms: Sequence[FirmWords], chains: Sequence[ChainGraph], rules: Settings, verdicts: Verdicts
    ) -> "_Reader":
        """A reader of these firms over these chains, taught by the verdicts."""
        index, space = SegmentIndex.of(chains), FirmSpace.of(firms)
        likeness = Ranker(space, index).scores(space.read(firms).by_column()) + _learned(firms, index, verdicts)
        for firm, number in (pair for pair, (yes, _) in verdicts.items() if not yes):
            likeness[firm, number] = REJECTED
        said = [pair for pair, (yes, _) in verdicts.items() if yes]
        aliases = [WITH_ALIASES if segment.aliases else WITHOUT_ALIASES for segment in index.segments]
        reader = cls(
            firms=firms,
            index=index,
            rules=rules,
            likeness=likeness,
            weight=np.array(aliases),
            heard=_by_firm(verdicts),
            because=example_words(firms, said),
            numbers={(segment.chain, segment.key): n for n, segment in enumerate(index.segments)},
            branches=branches_of(index),
            stages=stages_of(index, chains),
            readings={},
        )
        return replace(reader, readings=reader.left_out(taught_chains(index.segments, said)))

    def left_out(self, taught: Mapping[ChainId, Mapping[int, Collection[int]]]) -> dict[ChainId, LeftOut]:
        """How sure the best segment of each of these chains is, from their examples."""
        examples = sorted({firm for own in taught.values() for firm in own})
        told = weigh([self.firms[firm] for firm in examples], self.index) if examples else ()
        scores = {firm: self.scored(firm, self.own(weighed)) for firm, weighed in zip(examples, told, strict=True)}
        return left_out(self.index.segments, taught, scores)

    def own(self, weighed: Sequence[Weighed]) -> dict[int, Tag]:
        """The tags a firm's own words give, by segment number."""
        tags = tags_above(weighed, self.rules.tag_threshold, self.index, self.rules)
        return {self.numbers[tag.chain, tag.key]: tag for tag in tags}

    def scored(self, firm: int, own: Mapping[int, Tag]) -> Floats:
        """The score of every segment for a firm with these tags, 0 to 1."""
        raw = self.likeness[firm] + self.weight * _hits(own, len(self.weight)) + _confirmed(own, len(self.weight))
        return np.asarray(1 - np.exp(-np.maximum(raw, 0)), dtype=np.float64)

    def answer(self, firm: int, weighed: Sequence[Weighed], everything: bool, top: int | None) -> TagAnswer:
        """The whole answer for one firm."""
        own, heard = self.own(weighed), self.heard.get(firm, {})
        spoken = {one.segment: one for one in weighed}
        guesses = self.guesses(firm, own, spoken)
        for number, (yes, who) in heard.items():
            before, segment = own.pop(number, None), self.index.segments[number]
            if yes:
                own[number] = confirmed(segment.chain, segment.key, who, before, others=bool(own))
        scores = self.scored(firm, own)
        sure = {number: tag for number, tag in guesses.items() if tag.score >= self.rules.tag_threshold}
        own = {**own, **sure}
        order = _order(scores, own, everything=everything)[:top]
        ranked = tuple(
            self.ranked(firm, n, float(scores[n]), own.get(n), guesses.get(n) or spoken.get(n)) for n in order
        )
        placed = {self.index.segments[number].key for number in own}
        refused = {self.index.segments[number].key for number, (yes, _) in heard.items() if not yes}
        voice = scores**SHARPNESS
        return TagAnswer(
            segments=ranked,
            branches=self.branches.summed(voice),
            stages=self.stages.summed(voice),
            abstained=not own,
            doubt=doubt_of(self.firms[firm], weighed, self.index, self.rules, placed=placed, refused=refused),
        )

    def guesses(self, firm: int, own: Mapping[int, Tag], spoken: Mapping[int, Weighed]) -> dict[int, Tag]:
        """The best segment of each chain that has many examples, with its chance; of an example itself none."""
        chains = {self.index.segments[number].chain for number, (yes, _) in self.heard.get(firm, {}).items() if yes}
        asked = {chain: reading for chain, reading in self.readings.items() if chain not in chains}
        scores = self.scored(firm, own) if asked else np.zeros(0)
        found = {}
        for chain, reading in asked.items():
            number, chance = reading.of_firm(scores)
            words = own.get(number) or spoken.get(number)
            others = any(tag.chain == chain for tag in own.values())
            guess = _guess(chain, self.index.segments[number].key, chance, reading, others)
            evidence = (*guess.evidence, *(words.evidence if words else ()))
            found[number] = replace(own.get(number) or guess, probability=chance, evidence=evidence)
        return found

    def ranked(self, firm: int, number: int, score: float, tag: Tag | None, spoken: Weighed | Tag | None) -> RankedTag:
        """One segment as it is told."""
        segment, example = self.index.segments[number], self.because.get((firm, number))
        words = tag.evidence if tag else spoken.evidence if spoken else ()
        chance = tag.probability if tag else spoken.probability if spoken else None
        return RankedTag(
            chain=segment.chain,
            key=segment.key,
            segment=segment.name,
            score=round(score, 6),
            tag=tag,
            probability=chance,
            evidence=(*words, example) if example else words,
        )


def _guess(chain: ChainId, key: SegmentKey, chance: float, reading: LeftOut, others: bool) -> Tag:
    word = f"按本链 {reading.examples:,} 家标注企业推断；把标注企业逐一遮住来试，得分如此的首选约 {chance:.0%} 正确"
    share = AMONG_OTHERS if others else ALONE
    evidence = (TagEvidence(field=TAUGHT, text=word),)
    return Tag(chain=chain, key=key, score=chance, probability=chance, share=share, evidence=evidence)


def _learned(firms: Sequence[FirmWords], index: SegmentIndex, verdicts: Verdicts) -> Floats32 | float:
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


def _order(scores: Floats, own: Mapping[int, Tag], *, everything: bool) -> list[int]:
    """Segment numbers best first, ties by chain and order; only those with a tag unless everything is asked."""
    return [n for n in np.argsort(-scores, kind="stable").tolist() if everything or n in own]


def _hits(own: Mapping[int, Tag], size: int) -> Floats32:
    hits = np.zeros(size, dtype=np.float32)
    for number, tag in own.items():
        hits[number] = tag.score * (0.4 + 0.6 * tag.share**0.4)
    return hits


def _confirmed(own: Mapping[int, Tag], size: int) -> Floats32:
    """What a person's yes adds: enough to stand above every computed score."""
    sure = np.zeros(size, dtype=np.float32)
    for number, tag in own.items():
        sure[number] = 10.0 if any(piece.field == "人工标注" for piece in tag.evidence) else 0.0
    return sure
