"""The candidates of a portfolio as a problem: what they cover, what they need, which inputs they bring."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from chaingraph.analysis.completeness import chain_weights
from chaingraph.analysis.cover_problem import SLACK, CoverProblem
from chaingraph.analysis.project_needs import Told, need_of, projects_by_firm, segment_needs
from chaingraph.analysis.recipes import Recipes, recipes
from chaingraph.analysis.target_parts import Scene, Scored, score_segment
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.findings import Coverage, Gap
from chaingraph.graph.portfolio_findings import Resources
from chaingraph.graph.snapshot import Snapshot
from chaingraph.settings import Settings


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """The candidates in a row: for each its scored gaps (best first), what it needs and why."""

    firms: tuple[int, ...]
    scored: tuple[tuple[Scored, ...], ...]
    needs: tuple[Told, ...]
    problem: CoverProblem
    kinds: tuple[str, ...]
    recipes: Recipes | None


def field_of(
    snapshot: Snapshot,
    seen: tuple[Coverage, Sequence[Gap]],
    chain: ChainGraph,
    budget: Resources,
    rules: Settings,
    complete: bool,
) -> Field:
    """Every firm outside the place with a tag on a gap, whose project alone keeps the budgets; by firm index.

    A project is for one segment: the one where severity times the part covered is largest; what else the firm makes
    is told and not counted.
    """
    cover, gaps = seen
    scene = Scene.of(snapshot, cover, rules)
    by_firm: dict[int, list[Scored]] = {}
    for gap in gaps:
        state = cover.states[chain.index[gap.key]]
        for entry in score_segment(snapshot, scene, chain, state, rules, likely=None):
            by_firm.setdefault(entry.firm, []).append(entry)
    severity = {gap.key: gap.severity for gap in gaps}
    sizes, _ = snapshot.sizes(rules)
    typical, own = segment_needs(chain, rules), projects_by_firm(snapshot)
    kinds = tuple(kind for kind in ("land_mu", "plant_m2", "fund_yuan", "number") if getattr(budget, kind) is not None)
    limits = np.array([float(getattr(budget, kind)) for kind in kinds])
    firms, scored, needs = [], [], []
    for firm in sorted(by_firm):
        rank = {
            s.state.index: -severity[s.state.segment.key] * part_of(s, float(sizes[firm]), rules) for s in by_firm[firm]
        }
        best = tuple(sorted(by_firm[firm], key=lambda s: (rank[s.state.index], s.state.index)))
        need = need_of(own.get(best[0].enterprise.id), typical[best[0].state.index], rules)
        if all(getattr(need[0], kind) <= limit + SLACK for kind, limit in zip(kinds, limits, strict=True)):
            firms.append(firm)
            scored.append(best)
            needs.append(need)
    problem = CoverProblem(
        weights=np.array([gap.severity for gap in gaps]),
        parts=_parts(snapshot, scored, gaps, rules),
        needs=np.array([[float(getattr(n, kind)) for kind in kinds] for n, _ in needs]).reshape(len(needs), len(kinds)),
        budgets=limits,
    )
    table = _recipes(cover, chain, scored, rules) if complete else None
    return Field(tuple(firms), tuple(scored), tuple(needs), problem, kinds, table)


def part_of(entry: Scored, size_yuan: float, rules: Settings) -> float:
    """The part of a gap a candidate of this size is expected to cover: score · min(1, capability / shortage).

    capability is the size on the segment, at most ``landing_yuan``; shortage is D - C, at least one firm of the
    default size.
    """
    made = min(size_yuan, rules.landing_yuan) * entry.tag.share
    short = max(entry.state.demand_yuan - entry.state.capability_yuan, rules.default_revenue_yuan)
    return entry.score * min(1.0, made / short)


def _parts(snapshot: Snapshot, scored: Sequence[Sequence[Scored]], gaps: Sequence[Gap], rules: Settings) -> csr_array:
    """The part of its one gap that each candidate covers, shape (M, G)."""
    sizes, _ = snapshot.sizes(rules)
    column = {gap.key: number for number, gap in enumerate(gaps)}
    main = [entries[0] for entries in scored]
    values = [part_of(entry, float(sizes[entry.firm]), rules) for entry in main]
    columns = [column[entry.state.segment.key] for entry in main]
    return csr_array((values, (range(len(main)), columns)), shape=(len(main), len(gaps)), dtype=np.float64)


def _recipes(cover: Coverage, chain: ChainGraph, scored: Sequence[Sequence[Scored]], rules: Settings) -> Recipes:
    columns = [entries[0].state.index for entries in scored]
    shape = (len(scored), len(chain.segments))
    present = csr_array((np.ones(len(columns)), (range(len(columns)), columns)), shape=shape)
    return recipes(chain, [bool(state.local) for state in cover.states], chain_weights(chain, rules), present)
