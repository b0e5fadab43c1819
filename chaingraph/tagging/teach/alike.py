"""What a person's word on one firm says of the firms like it: a yes draws them in, a no lowers what was guessed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_array

from chaingraph.arrays import packed, products
from chaingraph.graph.tags import Tag, TagEvidence, TagTable
from chaingraph.ids import ChainId, EnterpriseId, SegmentKey
from chaingraph.model.promotion import Correction
from chaingraph.settings import Settings
from chaingraph.tagging.decide.verdicts import ALONE, AMONG_OTHERS, within_one
from chaingraph.tagging.teach.rank import product_weights
from chaingraph.tagging.words.firm_words import FirmWords
from chaingraph.tagging.words.ngrams import Idf, gram_counts, weighted

LIKE = 0.6
"""Least cosine of two firms' products from which one speaks for the other."""
TRUST, MORE, EXACT = 0.9, 0.35, 0.9
"""A like firm's yes places with TRUST · cosine, or adds to a tag like one more piece of evidence of MORE · cosine; a
tag of score EXACT or more stands on the firm's own exact words, and no word on another firm lowers it."""
CHUNK = 64
Place = tuple[ChainId, SegmentKey]


@dataclass(frozen=True, slots=True)
class Likeness:
    """Firm ``firm`` makes what firm ``example`` makes, by this cosine."""

    firm: int
    example: int
    cosine: float


def product_bags(firms: Sequence[FirmWords]) -> csr_array:
    """Products of each firm as one row of length one over n-grams, weighted by share. O(text)."""
    heft = product_weights(firms)
    counts = gram_counts(heft.texts, (1, 2))
    bags = csr_array((heft.matrix @ packed(weighted(counts, Idf.of(counts)))).tocsr())
    norm = np.sqrt(np.asarray(bags.power(2).sum(axis=1)))
    bags.data = (bags.data / np.repeat(np.where(norm > 0, norm, 1), np.diff(bags.indptr))).astype(np.float32)
    return bags


def like_firms(bags: csr_array, examples: Sequence[int]) -> list[Likeness]:
    """Firms at least LIKE near to an example, the example itself left out; sorted. O(examples · firms), sparse."""
    found = []
    for begin in range(0, len(examples), CHUNK):
        part = list(examples[begin : begin + CHUNK])
        near = products(csr_array(bags[part]), bags).tocoo()
        for at in np.flatnonzero(near.data >= LIKE).tolist():
            firm, example = int(near.col[at]), part[int(near.row[at])]
            if firm != example:
                found.append(Likeness(firm, example, min(1.0, round(float(near.data[at]), 4))))
    return sorted(found, key=lambda like: (like.firm, like.example))


def example_words(
    firms: Sequence[FirmWords], examples: Iterable[tuple[int, int]]
) -> dict[tuple[int, int], TagEvidence]:
    """(firm, segment) -> the nearest firm that a person placed there, as evidence; only firms at least LIKE near."""
    placed: dict[int, list[int]] = {}
    for firm, segment in sorted(set(examples)):
        placed.setdefault(firm, []).append(segment)
    best: dict[tuple[int, int], Likeness] = {}
    for like in like_firms(product_bags(firms), sorted(placed)) if placed else ():
        for segment in placed[like.example]:
            known = best.get((like.firm, segment))
            if known is None or like.cosine > known.cosine:
                best[like.firm, segment] = like
    return {pair: TagEvidence(field="相似企业", text=firms[like.example].name) for pair, like in best.items()}


def taught_by_like(
    table: TagTable,
    corrections: Iterable[Correction],
    index: Mapping[EnterpriseId, int],
    bags: csr_array,
    rules: Settings,
) -> TagTable:
    """The tags with what corrections of like firms say; the corrected firms' own tags are left as they are.

    Of several like firms the nearest speaks. A new tag has no probability: none was calibrated for it.
    """
    said = _verdicts(corrections, index)
    likes: dict[int, list[Likeness]] = {}
    for like in like_firms(bags, sorted(said)):
        likes.setdefault(like.firm, []).append(like)
    if not likes:
        return table
    names = {number: enterprise for enterprise, number in index.items() if number in said}
    return TagTable.of(
        [
            _taught(table.of_firm(firm), _nearest(likes[firm], said, said.get(firm, {})), names, rules)
            if firm in likes
            else table.of_firm(firm)
            for firm in range(len(table.start) - 1)
        ]
    )


def _verdicts(corrections: Iterable[Correction], index: Mapping[EnterpriseId, int]) -> dict[int, dict[Place, bool]]:
    said: dict[int, dict[Place, bool]] = {}
    for correction in corrections:
        firm = index.get(correction.enterprise)
        if firm is not None:
            said.setdefault(firm, {})[correction.chain, correction.segment] = correction.verdict
    return said


def _nearest(
    likes: Iterable[Likeness], said: Mapping[int, Mapping[Place, bool]], own: Mapping[Place, bool]
) -> dict[Place, tuple[Likeness, bool]]:
    """Place -> its nearest example and what was said of it; places on which the firm itself was judged are left out."""
    best: dict[Place, tuple[Likeness, bool]] = {}
    for like in likes:
        for place, verdict in said[like.example].items():
            known = best.get(place)
            if place not in own and (known is None or like.cosine > known[0].cosine):
                best[place] = (like, verdict)
    return best


def _taught(
    tags: Sequence[Tag],
    nearest: Mapping[Place, tuple[Likeness, bool]],
    names: Mapping[int, EnterpriseId],
    rules: Settings,
) -> Sequence[Tag]:
    kept = {(tag.chain, tag.key): tag for tag in tags}
    for place, (like, verdict) in sorted(nearest.items()):
        word = TagEvidence(field="相似企业" if verdict else "相似企业被否", text=names[like.example])
        before = kept.pop(place, None)
        after = _drawn(place, like, word, before, list(kept)) if verdict else _lowered(like, word, before)
        full = before is None and sum(chain == place[0] for chain, _ in kept) >= rules.tag_max_segments
        if after is not None and not full and after.score >= rules.tag_threshold:
            kept[place] = after
    return sorted(within_one(kept.values()), key=lambda tag: (-tag.score, -tag.share, tag.chain, tag.key))


def _drawn(place: Place, like: Likeness, word: TagEvidence, before: Tag | None, others: Sequence[Place]) -> Tag:
    if before is not None:
        score = 1 - (1 - before.score) * (1 - MORE * like.cosine)
        return replace(before, score=round(score, 4), evidence=(*before.evidence, word))
    share = AMONG_OTHERS if any(chain == place[0] for chain, _ in others) else ALONE
    score = round(TRUST * like.cosine, 4)
    return Tag(chain=place[0], key=place[1], score=score, probability=None, share=share, evidence=(word,))


def _lowered(like: Likeness, word: TagEvidence, before: Tag | None) -> Tag | None:
    if before is None or before.score >= EXACT:
        return before
    return replace(before, score=round(before.score * (1 - like.cosine / 2), 4), evidence=(*before.evidence, word))
