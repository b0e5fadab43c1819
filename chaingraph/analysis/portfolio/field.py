"""The candidates of a portfolio as a problem: what they cover, what they need, which inputs they bring."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from chaingraph.analysis.portfolio.cover_problem import SLACK, CoverProblem
from chaingraph.analysis.portfolio.project_needs import SourcedNeed, need_of, projects_by_firm, segment_needs
from chaingraph.analysis.portfolio.recipes import Recipes, recipes
from chaingraph.analysis.standing.completeness import chain_weights
from chaingraph.analysis.targets.candidates import Candidates, candidates
from chaingraph.analysis.targets.parts import Scene
from chaingraph.analysis.targets.targets import NONE_LIKELY
from chaingraph.arrays import Floats, Numbers
from chaingraph.findings.move.portfolio import Resources
from chaingraph.findings.place.gap import Coverage, Gap
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.size import WEIGHT, SizeBasis
from chaingraph.graph.snapshot import Snapshot
from chaingraph.graph.tags import Proposals
from chaingraph.ids import EnterpriseId, SegmentKey
from chaingraph.model.promotion import Project
from chaingraph.settings import Settings


class Seen(NamedTuple):
    """What a portfolio is chosen for: the coverage, its gaps, and the relevance that is part of every score."""

    cover: Coverage
    gaps: Sequence[Gap]
    likely: Mapping[SegmentKey, Proposals] = NONE_LIKELY


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """M candidates in a row, by firm index.

    ``entries`` are the gaps each stands on, best first, as (gap, position among its candidates); ``found`` the
    candidates of each gap; ``typical`` what a project of each segment takes; ``own`` the projects firms have.
    """

    firms: tuple[int, ...]
    found: tuple[Candidates, ...]
    entries: tuple[tuple[tuple[int, int], ...], ...]
    typical: tuple[SourcedNeed, ...]
    own: Mapping[EnterpriseId, Project]
    problem: CoverProblem
    kinds: tuple[str, ...]
    recipes: Recipes | None

    def value(self, chosen: Sequence[int]) -> float:
        """What a set is worth: the weight of the recipes it completes where that is asked, else what it covers."""
        return self.problem.value(chosen) if self.recipes is None else self.recipes.value(chosen)


@dataclass(frozen=True, slots=True, eq=False)
class _Pool:
    """Every candidate of every gap as columns, by firm, the gap it is worth most for first; shape (E,) each.

    ``main`` marks the first entry of each firm; ``part`` is what it covers of its gap, 0 to 1.
    """

    firm: Numbers
    gap: Numbers
    position: Numbers
    part: Floats
    main: npt.NDArray[np.bool_]


def field_of(
    snapshot: Snapshot,
    seen: Seen,
    chain: ChainGraph,
    budget: Resources,
    rules: Settings,
    complete: bool,
) -> Field:
    """Every firm outside the place with a tag on a gap, whose project alone keeps the budgets; by firm index.

    A project is for one segment: the one where severity times the part covered is largest; what else the firm makes
    is told and not counted. O(entries · log entries), in columns.
    """
    cover, gaps, likely = seen
    scene = Scene.of(snapshot, cover, rules)
    states = [cover.states[chain.index[gap.key]] for gap in gaps]
    found = tuple(candidates(snapshot, scene, chain, s, rules, likely=likely.get(s.segment.key)) for s in states)
    pool = _pool(snapshot, found, np.array([gap.severity for gap in gaps]), rules)
    typical, own = segment_needs(chain, rules), projects_by_firm(snapshot)
    kinds = tuple(kind for kind in ("land_mu", "plant_m2", "fund_yuan", "number") if getattr(budget, kind) is not None)
    limits = np.array([float(getattr(budget, kind)) for kind in kinds])
    first = np.flatnonzero(pool.main)
    segments = np.array([state.index for state in states], dtype=np.int64)[pool.gap[first]]
    needs = _needs(snapshot, (pool.firm[first], segments), (typical, own), kinds, rules)
    kept = np.flatnonzero((needs <= limits + SLACK).all(axis=1))
    rows = first[kept]
    shape = (len(rows), len(gaps))
    problem = CoverProblem(
        weights=np.array([gap.severity for gap in gaps]),
        parts=csr_array((pool.part[rows], (np.arange(len(rows)), pool.gap[rows])), shape=shape),
        needs=needs[kept],
        budgets=limits,
    )
    return Field(
        firms=tuple(pool.firm[rows].tolist()),
        found=found,
        entries=_entries(pool, first, kept),
        typical=typical,
        own=own,
        problem=problem,
        kinds=kinds,
        recipes=_recipes(cover, chain, segments[kept], rules) if complete else None,
    )


def _pool(snapshot: Snapshot, found: Sequence[Candidates], severity: Floats, rules: Settings) -> _Pool:
    sizes, none = snapshot.sizes(rules)[0], np.zeros(0, dtype=np.int64)
    firm = np.concatenate([none, *(one.firms for one in found)])
    gap = np.repeat(np.arange(len(found)), [len(one.firms) for one in found])
    part = np.concatenate([np.zeros(0), *(parts_of(one, sizes[one.firms], rules) for one in found)])
    position = np.concatenate([none, *(np.arange(len(one.firms)) for one in found)])
    drawn = np.array([one.state.index for one in found], dtype=np.int64)
    order = np.lexsort((drawn[gap], -severity[gap] * part, firm))
    firm = firm[order]
    main = np.append(True, firm[1:] != firm[:-1]) if len(firm) else np.zeros(0, dtype=bool)
    return _Pool(firm, gap[order], position[order], part[order], main)


def parts_of(found: Candidates, sizes_yuan: Floats, rules: Settings) -> Floats:
    """The part of a gap each candidate is expected to cover: score · min(1, capability / shortage); shape (K,).

    capability is the size on the segment, at most ``landing_yuan``; shortage is D - C, at least one firm of
    unknown size.
    """
    made = np.minimum(sizes_yuan, rules.landing_yuan) * found.shares
    short = max(found.state.wanted - found.state.made, WEIGHT[SizeBasis.UNKNOWN])
    return np.asarray(found.scores * np.minimum(1.0, made / short))


def _needs(
    snapshot: Snapshot,
    main: tuple[Numbers, Numbers],
    known: tuple[Sequence[SourcedNeed], Mapping[EnterpriseId, Project]],
    kinds: Sequence[str],
    rules: Settings,
) -> Floats:
    """What each candidate's project takes of each budget, shape (M, kinds): its segment's, or its own project's."""
    (firms, segments), (typical, own) = main, known
    usual = np.array([[float(getattr(need, kind)) for kind in kinds] for need, _ in typical])
    needs = np.array(usual.reshape(len(typical), len(kinds))[segments])
    owners = (snapshot.index.get(enterprise) for enterprise in own)
    for row in np.flatnonzero(np.isin(firms, sorted(firm for firm in owners if firm is not None))).tolist():
        project = own[snapshot.enterprises[int(firms[row])].id]
        need, _ = need_of(project, typical[int(segments[row])], rules)
        needs[row] = [float(getattr(need, kind)) for kind in kinds]
    return needs


def _entries(pool: _Pool, first: Numbers, kept: Numbers) -> tuple[tuple[tuple[int, int], ...], ...]:
    ends = np.append(first[1:], len(pool.firm))[kept].tolist()
    pairs = list(zip(pool.gap.tolist(), pool.position.tolist(), strict=True))
    return tuple(tuple(pairs[a:b]) for a, b in zip(first[kept].tolist(), ends, strict=True))


def _recipes(cover: Coverage, chain: ChainGraph, segments: Numbers, rules: Settings) -> Recipes:
    shape = (len(segments), len(chain.segments))
    present = csr_array((np.ones(len(segments)), (np.arange(len(segments)), segments)), shape=shape)
    return recipes(chain, [bool(state.local) for state in cover.states], chain_weights(chain, rules), present)
