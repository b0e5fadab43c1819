"""The tagger's whole answer for a firm: segments best first, branches and stages above them, or that it abstains."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.tags import Tag
from chaingraph.settings import Settings
from chaingraph.tagging.firm_words import FirmWords
from chaingraph.tagging.index import SegmentIndex
from chaingraph.tagging.learn import learned_scores
from chaingraph.tagging.rank import Ranker, Scores
from chaingraph.tagging.tagger import Verdicts, tag_firms

LEARNED = 1.6
"""How much the votes of examples add to the likeness."""
WITH_ALIASES, WITHOUT_ALIASES = 1.0, 0.1
"""How much graded hits add to the likeness: a chain without aliases has only names, which few products hold whole."""
SHARPNESS = 4.0
"""Segments speak for their branch and stage in proportion to score^SHARPNESS."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedTag:
    """One segment for one firm. ``score`` is 0 to 1 and orders; ``tag`` is None below the threshold."""

    chain: str
    key: str
    segment: str
    score: float
    tag: Tag | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Segments best first; (chain, branch or stage, score) with scores that add to at most 1 a chain and level."""

    segments: tuple[RankedTag, ...]
    branches: tuple[tuple[str, str, float], ...]
    stages: tuple[tuple[str, str, float], ...]
    abstained: bool


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

        score = 1 - exp(-max(0, T + 1.6·learned + λ·tag score)), λ = 1 for a chain with aliases, .1 for one without

    ``everything`` ranks segments below the threshold too; ``top`` cuts each firm's list. A rejected segment is last.
    """
    index = SegmentIndex.of(chains)
    likeness = Ranker(firms, index).scores(firms)
    taught = learned_scores(firms, index.segments, [pair for pair, (yes, _) in (verdicts or {}).items() if yes])
    if taught is not None:
        likeness = likeness + LEARNED * taught
    tagged = tag_firms(firms, index, rules, verdicts)
    numbers = {(segment.chain, segment.key): n for n, segment in enumerate(index.segments)}
    weight = np.array([WITH_ALIASES if segment.aliases else WITHOUT_ALIASES for segment in index.segments])
    stages = [stage for chain in chains for stage in chain.stages]
    rejected = {pair for pair, (yes, _) in (verdicts or {}).items() if not yes}
    out = []
    for firm, tags in enumerate(tagged):
        own = {numbers[tag.chain, tag.key]: tag for tag in tags}
        scores = likeness[firm] + weight * _hits(own, len(weight)) + _confirmed(own, len(weight))
        scores[[number for f, number in rejected if f == firm]] = 0.0
        out.append(_answer(1 - np.exp(-np.maximum(scores, 0)), own, index, stages, everything=everything, top=top))
    return out


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


def _answer(
    scores: Scores,
    own: dict[int, Tag],
    index: SegmentIndex,
    stages: Sequence[str],
    *,
    everything: bool,
    top: int | None,
) -> Answer:
    order = sorted(
        (n for n in range(len(scores)) if everything or n in own),
        key=lambda n: (-float(scores[n]), index.segments[n].chain, n),
    )
    ranked = tuple(
        RankedTag(
            chain=index.segments[n].chain,
            key=index.segments[n].key,
            segment=index.segments[n].name,
            score=round(float(scores[n]), 6),
            tag=own.get(n),
        )
        for n in order[:top]
    )
    voice = scores**SHARPNESS
    branches = [(n, path) for n, s in enumerate(index.segments) for path in _prefixes(s.branch)]
    return Answer(
        segments=ranked,
        branches=_summed(voice, index, branches),
        stages=_summed(voice, index, list(enumerate(map(str, stages)))),
        abstained=not own,
    )


def _prefixes(branch: str | None) -> list[str]:
    """Every prefix of a branch path.

    >>> _prefixes("正极/前驱体")
    ['正极', '正极/前驱体']
    """
    parts = branch.split("/") if branch else []
    return ["/".join(parts[: n + 1]) for n in range(len(parts))]


def _summed(
    voice: Scores, index: SegmentIndex, groups: Iterable[tuple[int, str]]
) -> tuple[tuple[str, str, float], ...]:
    """(chain, group, part of the chain's voice), loudest first."""
    chains = [segment.chain for segment in index.segments]
    whole: dict[str, float] = {}
    for number, chain in enumerate(chains):
        whole[chain] = whole.get(chain, 0.0) + float(voice[number])
    parts: dict[tuple[str, str], float] = {}
    for number, group in groups:
        if whole[chains[number]] > 0:
            key = (chains[number], group)
            parts[key] = parts.get(key, 0.0) + float(voice[number]) / whole[chains[number]]
    ranked = sorted(parts.items(), key=lambda item: (-item[1], item[0]))
    return tuple((chain, group, round(part, 6)) for (chain, group), part in ranked)
