"""Which set of targets closes most of a place's gaps under its land, plants, fund and a number of firms."""

from collections.abc import Iterable, Sequence

import numpy as np
from scipy.sparse import csr_array

from chaingraph.analysis.portfolio.cover_problem import SLACK, CoverProblem
from chaingraph.analysis.portfolio.exact_cover import Solved, exact_cover, exact_recipes, relaxed_bound
from chaingraph.analysis.portfolio.field import Field, Seen, field_of
from chaingraph.analysis.portfolio.greedy_cover import greedy_cover, guarantee, instance_bound
from chaingraph.analysis.portfolio.project_needs import need_of
from chaingraph.findings.move.portfolio import Pick, Portfolio, Resources, Selection
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.snapshot import Snapshot
from chaingraph.progress import Progress, silent
from chaingraph.settings import Settings

RELAXED_MOST = 5000
"""Up to so many candidates the bound is that of the linear relaxation, beyond it the quicker one of greedy."""

STAGES = 4


def portfolio(
    snapshot: Snapshot,
    seen: Seen,
    chain: ChainGraph,
    budget: Resources,
    rules: Settings,
    *,
    complete: bool = False,
    tell: Progress = silent,
) -> Portfolio:
    """The greedy set and the exact one under the budgets, with bounds.

        value(S) = Σ_g severity_g · min(1, Σ_{i in S} score_ig · min(1, capability_ig / shortage_g))

    A candidate lands with one project, for the segment where it is worth most; ``part_of`` says what is capability
    and what shortage. Concave in a sum, so submodular: greedy has the stated guarantee. With ``complete`` the value
    is Σ weights of the outputs all of whose required inputs are there (not submodular): always solved exactly, over
    the best ``exact_candidates`` when there are more. O(candidates · gaps) and the search. ``tell`` hears each stage
    as (name, stages done, stages), and what it raises ends the work.
    """
    tell("找候选企业", 0, STAGES)
    field = field_of(snapshot, seen, chain, budget, rules, complete)
    problem = field.problem
    tell(f"贪心求解（{problem.size:,} 家）", 1, STAGES)
    picked = greedy_cover(problem)
    near, whole = _nearest(field, picked, rules.exact_candidates)
    tell(f"精确求解（{len(near):,} 家）", 2, STAGES)
    solved = _exact(field, near)
    tell("求上界", 3, STAGES)
    upper = solved.bound if whole else _upper(field, picked)
    found = tuple(near[n] for n in solved.chosen)
    return Portfolio(
        place=seen[0].place,
        chain=seen[0].chain,
        budget=budget,
        complete=complete,
        candidates=problem.size,
        considered=len(near),
        greedy=_selection(snapshot, chain, field, picked, field.value(picked), rules),
        exact=_selection(snapshot, chain, field, _by_gain(field, found), field.value(found), rules),
        proven=solved.proven and whole,
        upper=round(max(upper, field.value(picked), field.value(found)), 6),
        guarantee=None if complete else guarantee(len(field.kinds)),
        ceiling=round(_ceiling(field), 6),
        notes=_notes(field, rules, complete),
        data_version=snapshot.version,
    )


def _nearest(field: Field, picked: Sequence[int], most: int) -> tuple[tuple[int, ...], bool]:
    """Candidates for the exact search and whether none that matters is left out: those greedy took, then by ratio.

    A recipe asks only whether a segment has a firm: of like candidates one is enough.
    """
    problem = field.problem
    kept = problem.undominated(1.0 if field.recipes is None else SLACK)
    if len(kept) <= most:
        return kept, True
    ratio = problem.alone() / np.maximum(problem.scarcity(), SLACK)
    order = [*picked, *sorted(kept, key=lambda row: (-ratio[row], row))]
    return tuple(sorted(list(dict.fromkeys(order))[:most])), False


def _exact(field: Field, near: tuple[int, ...]) -> Solved:
    if not near:
        return Solved((), True, 0.0)
    problem, rows = field.problem, list(near)
    part = CoverProblem(problem.weights, csr_array(problem.parts[rows]), problem.needs[rows], problem.budgets)
    return exact_cover(part) if field.recipes is None else exact_recipes(part, field.recipes.of(rows))


def _upper(field: Field, picked: tuple[int, ...]) -> float:
    if field.recipes is not None:
        return _ceiling(field)
    bound = instance_bound(field.problem, picked)
    return min(bound, relaxed_bound(field.problem)) if field.problem.size <= RELAXED_MOST else bound


def _ceiling(field: Field) -> float:
    """The value if every gap were covered, or every recipe complete."""
    table = field.recipes
    return float(field.problem.weights.sum() if table is None else table.weights[~table.complete()].sum())


def _by_gain(field: Field, chosen: Iterable[int]) -> tuple[int, ...]:
    """The set in the order of largest gain on those before, then of largest coverage, ties by index."""
    left = sorted(chosen)
    order: list[int] = []
    while left:
        base, bare = field.value(order), field.problem.value(order)
        best = max(left, key=lambda i: (field.value([*order, i]) - base, field.problem.value([*order, i]) - bare, -i))
        order.append(best)
        left.remove(best)
    return tuple(order)


def _selection(
    snapshot: Snapshot, chain: ChainGraph, field: Field, chosen: Sequence[int], value: float, rules: Settings
) -> Selection:
    used = field.problem.used(chosen)
    picks = []
    for number, row in enumerate(chosen):
        gain = field.value(chosen[: number + 1]) - field.value(chosen[:number])
        picks.append(_pick(snapshot, field, row, gain, rules))
    totals = {kind: float(amount) for kind, amount in zip(field.kinds, used, strict=True) if kind != "number"}
    done: tuple[str, ...] = ()
    if field.recipes is not None:
        fresh = field.recipes.complete(chosen) & ~field.recipes.complete()
        done = tuple(chain.segments[field.recipes.outputs[t]].name for t in np.flatnonzero(fresh))
    used_up = Resources(**totals, number=len(picks))
    return Selection(picks=tuple(picks), value=round(value, 6), used=used_up, completed=done)


def _pick(snapshot: Snapshot, field: Field, row: int, gain: float, rules: Settings) -> Pick:
    enterprise = snapshot.enterprises[field.firms[row]]
    (gap, position), *others = field.entries[row]
    state = field.found[gap].state
    need, basis = need_of(field.own.get(enterprise.id), field.typical[state.index], rules)
    return Pick(
        firm=field.firms[row],
        enterprise=enterprise.name,
        enterprise_id=enterprise.id,
        key=state.segment.key,
        segment=state.segment.name,
        also=tuple(field.found[other].state.segment.name for other, _ in others),
        score=float(field.found[gap].scores[position]),
        gain=round(gain, 6),
        need=need,
        basis=basis,
    )


def _notes(field: Field, rules: Settings, complete: bool) -> tuple[str, ...]:
    budgets = len(field.kinds)
    if complete:
        first = "按“必需投入全部到位才算补齐”计值：两个投入可能只有同时到位才有价值，逐家挑选可能差很多，以推荐组合为准"
    elif budgets:
        first = (
            f"价值是补上的缺口按紧迫度与匹配度计的合计，补满为止；{budgets} 项预算下"
            f"逐家挑选不低于最好一组的 {guarantee(budgets):.1%}（最坏情形），本例的实际差距见上"
        )
    else:
        first = "没有任何预算限制，全部候选入选"
    return (
        first,
        f"每个项目同时占用土地、厂房和基金，取环节典型项目区间的中值（待核实）；基金占用 = 投资 × {rules.fund_share:g}",
        f"一家企业落地一个项目，只对价值最大的一个环节计值；规模按不超过 {rules.landing_yuan / 1e8:g} 亿元计入",
    )
