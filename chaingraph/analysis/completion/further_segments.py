"""On which further segments a firm may stand: a short walk over who else stands where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from chaingraph.arrays import Floats
from chaingraph.findings.move.completion import ProposedSegment
from chaingraph.ids import ChainId
from chaingraph.model.chain import Segment

RARE_SEGMENT, RARE_TARGET, RARE_IN_WORDS = 0.8, 0.2, 0.3
"""Powers of the number of firms by which a segment of the firm, a proposed one, and a segment's words are divided."""
BY_CHAIN = 0.3
WORDS, BRANCH, FAR, POPULAR = 0.1, 0.15, 0.2, 0.3
"""Weights beside the walk: likeness of words, same branch, the walk two rounds long, number of firms."""
WORDS_POWER = 1.5
UNSUPPORTED = 0.1
"""What is left of the score of a segment where no firm stands that stands beside the firm asked for."""
TOLD = 3
"""How many contributions a reason names."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Memberships:
    """Who stands on which segment, ready to be walked.

    Attributes
    ----------
    members
        Shape (N, S), 1 where a firm stands on a segment.
    words
        Shape (S, S), likeness of the words of two segments, 0 to 1, diagonal 0.
    chain_of, branch_of
        Number of the first chain, and of the branch within it, of each segment.
    chains, within
        The chains of each segment, its first one first; the same as flags, shape (S, C).
    """

    segments: tuple[Segment, ...]
    members: csr_array
    words: Floats
    chain_of: npt.NDArray[np.int64]
    branch_of: npt.NDArray[np.int64]
    chains: tuple[tuple[ChainId, ...], ...]
    within: csr_array
    firms: Floats
    near: csr_array
    by_chain: csr_array

    @classmethod
    def of(
        cls,
        segments: Sequence[Segment],
        members: csr_array,
        words: Floats,
        shared: Sequence[tuple[ChainId, ...]] | None = None,
    ) -> "Memberships":
        """The walk over these memberships, worked out once. ``shared``: the chains of each segment, its own first;
        without it each has its own alone. O(Σ segments a firm²)."""
        names = tuple(shared) if shared else tuple((segment.chain,) for segment in segments)
        chains = {name: n for n, name in enumerate(sorted({name for own in names for name in own}))}
        pairs = [(row, chains[name]) for row, own in enumerate(names) for name in own]
        ends = ([row for row, _ in pairs], [column for _, column in pairs])
        within = csr_array((np.ones(len(pairs)), ends), shape=(len(segments), len(chains)))
        branch_names = [(s.chain, str(s.stage or ""), (s.branch or s.name).split("/")[0]) for s in segments]
        branches = {name: n for n, name in enumerate(sorted(set(branch_names)))}
        chain_of = np.array([chains[segment.chain] for segment in segments], dtype=np.int64)
        firms = np.asarray(members.sum(axis=0), dtype=np.float64).ravel()
        reach = _rows_scaled(members, _inverse(np.asarray(members.sum(axis=1), dtype=np.float64).ravel()))
        in_chain = _flags(members @ within)
        chain_firms = np.asarray(in_chain.sum(axis=0), dtype=np.float64).ravel()
        return cls(
            segments=tuple(segments),
            members=members,
            words=words,
            chain_of=chain_of,
            branch_of=np.array([branches[name] for name in branch_names], dtype=np.int64),
            chains=names,
            within=within,
            firms=firms,
            near=_rows_scaled(csr_array(members.T @ reach), _inverse(firms, RARE_SEGMENT)),
            by_chain=_rows_scaled(csr_array(in_chain.T @ reach), _inverse(chain_firms, RARE_SEGMENT)),
        )

    def scores(self, asked: csr_array, words: Floats, *, other_chains: bool = False) -> Floats:
        """Score of every segment for each row of memberships, shape (rows, S); own and refused segments are −1.

            walk[t] = Σ_{s of f} |s|^-.8 Σ_{g on s} [g on t] / deg(g) + .3·(the same through whole chains),  · |t|^-.2
            score   = (walk + .1·words + .15·same branch + .2·walk of two rounds) · (1 + .3·ln(1 + |t|) / ln(1 + max))
                      · (n + .1) / (n + 1),   n = firms on t that stand on a segment of f

        each term divided by its largest value of the row. ``asked``: 1 where the row stands, −1 where a person said it
        does not. ``words``: likeness of the row's own words to each segment, shape (rows, S); it counts where the row
        stands nowhere. ``other_chains`` leaves out every segment of a chain the row is in.
        O(rows · S). Source: resource allocation, Zhou et al. (2007), with the powers above.
        """
        held, refused = asked.toarray() > 0, asked.toarray() < 0
        own = csr_array(held.astype(np.float64))
        chains = _flags(csr_array(own @ self.within))
        target = _inverse(self.firms, RARE_TARGET)
        step = (own @ self.near).toarray()
        walk = _of_best((step + BY_CHAIN * (chains @ self.by_chain).toarray()) * target)
        spoken = (held * _inverse(self.firms, RARE_IN_WORDS)) @ self.words**WORDS_POWER
        spoken[~held.any(axis=1)] = words[~held.any(axis=1)]
        beside = (own @ self._same_branch()).toarray() > 0
        far = _of_best((step @ self.near) * target)
        total = walk + WORDS * _of_best(spoken) + BRANCH * beside + FAR * far
        total *= 1 + POPULAR * np.log1p(self.firms) / max(1.0, float(np.log1p(self.firms.max(initial=0))))
        support = self.support(asked)
        total *= (support + UNSUPPORTED) / (support + 1)
        total[held | refused] = -1
        if other_chains:
            total[(chains @ self.within.T).toarray() > 0] = -1
        return np.asarray(total, dtype=np.float64)

    def support(self, asked: csr_array) -> Floats:
        """How many firms of each segment stand on a segment of the row too, itself counted where it is a known firm.

        Shape (rows, S). O(Σ firms of the row's segments · segments a firm).
        """
        own = csr_array((asked.toarray() > 0).astype(np.float64))
        return np.asarray((_flags(csr_array(own @ self.members.T)) @ self.members).toarray(), dtype=np.float64)

    def _same_branch(self) -> csr_array:
        flags = _one_hot(self.branch_of, int(self.branch_of.max(initial=-1)) + 1)
        return csr_array(flags @ flags.T)


def proposed_segments(
    standing: Memberships,
    names: Sequence[str],
    asked: csr_array,
    words: Floats,
    *,
    top: int,
    other_chains: bool = False,
) -> tuple[ProposedSegment, ...]:
    """The ``top`` segments of each row, best first, ties by order of segments; names in the order given.

    ``asked`` and ``words`` as in ``Memberships.scores``.
    """
    scores, support = standing.scores(asked, words, other_chains=other_chains), standing.support(asked)
    best = scores.max(axis=1, initial=0.0)
    out = []
    for row, name in enumerate(names):
        order = np.argsort(-scores[row], kind="stable")[:top]
        for number in order[scores[row][order] > 0].tolist():
            segment = standing.segments[number]
            out.append(
                ProposedSegment(
                    asked=name,
                    chain=segment.chain,
                    key=segment.key,
                    segment=segment.name,
                    chains=standing.chains[number],
                    support=int(support[row, number]),
                    score=round(float(scores[row][number] / best[row]), 6),
                    reasons=_reasons(standing, asked[[row]], number),
                )
            )
    return tuple(out)


def _reasons(standing: Memberships, asked: csr_array, target: int) -> tuple[str, ...]:
    """The largest contributions: from which of its segments, and how many firms stand on both."""
    own = asked.indices[asked.data > 0].tolist()
    column = standing.members[:, [target]]
    weight = {number: float(standing.near[number, target]) for number in own}
    told = sorted((number for number in own if weight[number] > 0), key=lambda n: (-weight[n], n))[:TOLD]
    reasons = []
    for number in told:
        both = int((standing.members[:, [number]].multiply(column)).sum())
        source = standing.segments[number]
        reasons.append(
            f"同在“{source.chain}·{source.name}”的 {standing.firms[number]:.0f} 家企业中，{both} 家也在该环节"
        )
    if reasons:
        return tuple(reasons)
    alike = sorted(((float(standing.words[n, target]), n) for n in own), key=lambda pair: (-pair[0], pair[1]))[:1]
    if alike and alike[0][0] > 0:
        return (f"与其所在环节“{standing.segments[alike[0][1]].name}”名称相近",)
    if own:
        return ("与其所在环节同属一条链",)
    return ("该企业尚无已知环节，仅据其名称与产品用词",)


def _of_best(values: Floats) -> Floats:
    top = values.max(axis=1, keepdims=True, initial=0.0)
    return np.asarray(values / np.where(top > 0, top, 1), dtype=np.float64)


def _inverse(counts: Floats, power: float = 1.0) -> Floats:
    """counts^-power, 0 for 0."""
    return np.where(counts > 0, np.maximum(counts, 1e-12) ** -power, 0.0)


def _rows_scaled(matrix: csr_array, scale: Floats) -> csr_array:
    values = matrix.data * np.repeat(scale, np.diff(matrix.indptr))
    return csr_array((values, matrix.indices, matrix.indptr), shape=matrix.shape)


def _flags(matrix: csr_array) -> csr_array:
    return csr_array(((matrix.data > 0).astype(np.float64), matrix.indices, matrix.indptr), shape=matrix.shape)


def _one_hot(numbers: npt.NDArray[np.int64], width: int) -> csr_array:
    size = len(numbers)
    return csr_array((np.ones(size), (np.arange(size), numbers)), shape=(size, width))
