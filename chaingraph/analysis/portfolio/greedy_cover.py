"""A good set under budgets at once: greedy by value per scarcest need, lazily, beside the best single candidate."""

import heapq
import math

import numpy as np

from chaingraph.analysis.portfolio.cover_problem import SLACK, CoverProblem
from chaingraph.arrays import Floats, Numbers

LEAST_COST = 1e-9
ONE_BUDGET = 0.5 * (1 - 1 / math.e)


def greedy_cover(problem: CoverProblem) -> tuple[int, ...]:
    """The best of three greedy sets and the best single candidate, in the order picked.

    Each step takes the candidate with the largest gain per cost that still fits. Cost is, in turn, the part of the
    scarcest budget it needs (which has the guarantee), the sum of those parts, and 1; the other two only ever help.
    Gains only fall as the set grows, so a candidate whose old ratio is below the best fresh one need not be looked
    at again (lazy evaluation; Minoux 1978). Candidates that no best set needs are not looked at, which leaves the best
    value, and so the guarantee, as it is. Ties go to the lower index. O(picks · M·K + looks · log M).
    """
    alone, scarcity = problem.alone(), problem.scarcity()
    kept = np.array(problem.undominated(), dtype=np.int64)
    possible = kept[(scarcity[kept] <= 1 + SLACK) & (alone[kept] > 0)]
    if not len(possible):
        return ()
    costs = (scarcity, problem.shares().sum(axis=1), np.ones(problem.size))
    sets = [_lazy(problem, possible, alone, np.maximum(cost, LEAST_COST)) for cost in costs]
    sets.append((int(possible[np.argmax(alone[possible])]),))
    return max(sets, key=problem.value)


def guarantee(budgets: int) -> float:
    """The part of the best value that the greedy answer reaches in every case, for so many budgets m.

        ½ (1 - 1/e) / (2m - 1)

    One budget: Khuller, Moss and Naor (1999) for coverage, Leskovec et al. (2007) for submodular values. Several: a
    set that keeps m budgets falls into at most 2m - 1 parts whose scarcities sum to at most 1, and the best part has
    at least that share of its value. Without a budget everything is taken: 1.

    >>> round(guarantee(1), 3), round(guarantee(3), 3), guarantee(0)
    (0.316, 0.063, 1.0)
    """
    return ONE_BUDGET / (2 * budgets - 1) if budgets else 1.0


def instance_bound(problem: CoverProblem, chosen: tuple[int, ...]) -> float:
    """No set under the budgets is worth more than this; O(M·K log M).

        f(OPT) ≤ f(S) + max { Σ x_i · f(i | S) : Σ x_i · needs[i, k] ≤ budgets[k], 0 ≤ x ≤ 1 }   for every k and S

    The right side is a fractional knapsack; the least over k, and over S = ∅ and the set chosen, is given.
    Source: Leskovec et al. (2007), the online bound.
    """
    return min(_bound_from(problem, rows) for rows in ((), chosen))


def _lazy(problem: CoverProblem, possible: Numbers, alone: Floats, cost: Floats) -> tuple[int, ...]:
    starts, gaps, parts = problem.parts.indptr, problem.parts.indices, problem.parts.data
    room, left = np.ones(len(problem.weights)), problem.budgets * (1 + SLACK) + SLACK
    heap = list(zip((-alone[possible] / cost[possible]).tolist(), possible.tolist(), strict=True))
    heapq.heapify(heap)
    seen_at = dict.fromkeys(possible.tolist(), 0)
    fits = np.ones(problem.size, dtype=bool)
    picked: list[int] = []
    while heap:
        ratio, i = heapq.heappop(heap)
        if not fits[i] or ratio >= 0:
            continue
        row = slice(starts[i], starts[i + 1])
        if seen_at[i] != len(picked):
            gain = float(problem.weights[gaps[row]] @ np.minimum(parts[row], room[gaps[row]]))
            seen_at[i] = len(picked)
            heapq.heappush(heap, (-gain / float(cost[i]), i))
            continue
        picked.append(i)
        left = left - problem.needs[i]
        room[gaps[row]] = np.maximum(0.0, room[gaps[row]] - parts[row])
        fits = (problem.needs <= left).all(axis=1)
        if not fits.any():
            break
    return tuple(picked)


def _bound_from(problem: CoverProblem, chosen: tuple[int, ...]) -> float:
    covered = problem.covered(chosen)
    room = np.maximum(0.0, 1.0 - covered)
    clipped = problem.parts.minimum(1.0).tocsc(copy=True)
    clipped.data = np.minimum(clipped.data, np.repeat(room, np.diff(clipped.indptr)))
    gains = np.asarray(clipped @ problem.weights)
    gains[problem.scarcity() > 1 + SLACK] = 0.0
    base = float(problem.weights @ np.minimum(1.0, covered))
    ceiling = float(problem.weights.sum())
    knapsacks = (_fractional(gains, problem.needs[:, k], float(b)) for k, b in enumerate(problem.budgets))
    return min([ceiling, *(base + extra for extra in knapsacks)])


def _fractional(gains: Floats, needs: Floats, budget: float) -> float:
    """The fractional knapsack: best gain per need first, the last one in part."""
    free = needs <= 0
    rows = np.flatnonzero(~free & (gains > 0))
    order = rows[np.argsort(-gains[rows] / needs[rows], kind="stable")]
    total = np.cumsum(needs[order])
    whole = int(np.searchsorted(total, budget * (1 + SLACK) + SLACK, side="right"))
    value = float(gains[free].sum() + gains[order[:whole]].sum())
    if whole < len(order):
        before = float(total[whole - 1]) if whole else 0.0
        value += float(gains[order[whole]]) * max(0.0, budget - before) / float(needs[order[whole]])
    return value
