"""The candidates of one segment as columns: every part of every score at once."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from chaingraph.analysis.standing.firm_marks import firm_marks
from chaingraph.analysis.targets.eligible import makers, not_here_already
from chaingraph.analysis.targets.parts import (
    PARTS,
    Scene,
    Scored,
    distant,
    own_fit,
    qualification,
    signal,
)
from chaingraph.arrays import Floats, Mask, Numbers
from chaingraph.findings.place.gap import SegmentState
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.snapshot import Snapshot
from chaingraph.graph.tags import Proposals, Tag
from chaingraph.settings import Settings

DIGITS = 4
NOBODY_LIKELY = Proposals({}, np.zeros(0))


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """K firms outside the place that may fill one segment, by firm index.

    Attributes
    ----------
    firms, shares, scores
        Shape (K,): the firm, the part of its size on the segment, its score.
    rows
        The row of its tag in the snapshot's table, -1 for a firm that only likeness proposes; shape (K,).
    parts
        The named parts of each score in the order of ``PARTS``, each 0 to 1; shape (6, K).
    """

    state: SegmentState
    firms: Numbers
    rows: Numbers
    shares: Floats
    parts: Floats
    scores: Floats
    likely: Proposals

    def best_first(self) -> Numbers:
        """Positions by score, ties by firm."""
        return np.lexsort((self.firms, -self.scores))

    def told(self, snapshot: Snapshot, scene: Scene, position: int) -> Scored:
        """One candidate with all that its reasons are told from."""
        firm, row = int(self.firms[position]), int(self.rows[position])
        tag: Tag = snapshot.tags.rows[row] if row >= 0 else self.likely.tags[firm]
        parts = dict(zip(PARTS, self.parts[:, position].tolist(), strict=True))
        return Scored(
            firm=firm,
            enterprise=snapshot.enterprises[firm],
            state=self.state,
            tag=tag,
            score=float(self.scores[position]),
            parts=parts,
            ties=scene.ties_of(snapshot, firm, self.state),
            elsewhere=firm not in scene.removed,
        )


def candidates(
    snapshot: Snapshot,
    scene: Scene,
    chain: ChainGraph,
    state: SegmentState,
    rules: Settings,
    *,
    likely: Proposals | None,
) -> Candidates:
    """Every tagged firm outside the place for one segment, and the likely ones, with their scores.

        score = Σ weight(part) · part / Σ weights

    rounded to four digits as its parts are, and lowered by ``conflict_factor`` where another place follows the firm
    already or has its project. ``likely`` also gives the relevance that is mixed into fit. O(candidates), no loop over
    firms but for what their rows say of qualifications and signals.
    """
    firms, rows, own, shares = _who(snapshot, scene, chain, state, likely)
    mixed = (rows < 0) | (len(snapshot.enterprises) <= rules.relevance_firms)
    relevance = own if likely is None else np.where(mixed, likely.relevance[firms], own)
    fit = (1 - rules.fit_relevance) * own + rules.fit_relevance * relevance
    enterprises = [snapshot.enterprises[firm] for firm in firms.tolist()]
    signals = [signal(one, scene.as_of, rules) if one.signals else 0.0 for one in enterprises]
    marked = zip(enterprises, firm_marks(snapshot).marked[firms].tolist(), strict=True)
    columns: dict[str, Any] = {
        "fit": fit,
        "scale": _scale(snapshot.sizes(rules)[0][firms] * shares, state, rules),
        "ties": _ties(scene, state, firms),
        "qualification": [qualification(one) if known else 0.0 for one, known in marked],
        "signal": signals,
        "reach": distant(snapshot, scene, firms, rules),
    }
    raw: Floats = np.array([columns[name] for name in PARTS], dtype=np.float64)
    parts = raw.round(DIGITS)
    total = np.zeros(len(firms))
    for name, weight in scene.weights:
        total += weight * parts[PARTS.index(name)]
    chased = np.isin(firms, scene.chased)
    scores = (np.where(chased, rules.conflict_factor, 1.0) * total).round(DIGITS)
    return Candidates(state, firms, rows, shares, parts, scores, likely or NOBODY_LIKELY)


def _who(
    snapshot: Snapshot, scene: Scene, chain: ChainGraph, state: SegmentState, likely: Proposals | None
) -> tuple[Numbers, Numbers, Floats, Floats]:
    """Firms, tag rows, fit by their own words, and shares; a proposal has no words of its own and no share."""
    tags = snapshot.tag_columns(chain)
    at = tags.on(state.index)
    at = at[scene.outside[tags.firms[at]]]
    at = at[_eligible(snapshot, scene, state, tags.firms[at])]
    firms = tags.firms[at]
    proposed = sorted(set(likely.tags) - set(firms.tolist())) if likely else []
    more = np.array([firm for firm in proposed if scene.outside[firm]], dtype=np.int64)
    more = more[_eligible(snapshot, scene, state, more)]
    own = own_fit(tags.scores[at], tags.shares[at], tags.inferred[at])
    none = np.zeros(len(more))
    return (
        np.concatenate([firms, more]),
        np.concatenate([tags.rows[at], np.full(len(more), -1)]),
        np.concatenate([own, none]),
        np.concatenate([tags.shares[at], none]),
    )


def _eligible(snapshot: Snapshot, scene: Scene, state: SegmentState, firms: Numbers) -> Mask:
    """Makers that the place has not yet; a firm that a what-if takes out is not held against itself."""
    new = not_here_already(snapshot, scene.place, firms) | np.isin(firms, sorted(scene.removed))
    return makers(snapshot, state.segment, firms) & new


def _scale(amounts: Floats, state: SegmentState, rules: Settings) -> Floats:
    """Root of the part of the shortage the firm's own turnover on the segment would cover, 0 to 1."""
    short = state.wanted - state.made
    return np.sqrt(np.minimum(1.0, amounts / (short if short > 0 else rules.backbone_revenue_yuan)))


def _ties(scene: Scene, state: SegmentState, firms: Numbers) -> Floats:
    """1 when it supplies a local firm, .8 when it buys from one, else up to .4 for local buyers of its segment."""
    likely = 0.4 * min(1.0, len(scene.local_buyers(state)) / 5)
    return np.where(scene.supplies.trades[firms], 1.0, np.where(scene.buys.trades[firms], 0.8, likely))
