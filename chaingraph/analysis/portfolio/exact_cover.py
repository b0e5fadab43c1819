"""The best set under budgets, proved: mixed-integer programmes solved by HiGHS, with the bound it proved."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, eye_array, hstack, vstack

from chaingraph.analysis.portfolio.cover_problem import SLACK, CoverProblem
from chaingraph.analysis.portfolio.recipes import Recipes
from chaingraph.arrays import Floats

NODES = 5000
"""Branches looked at before the search stops with what it has: a count, not a clock, so that answers repeat."""
TIE = 1e-6
"""Weight of plain coverage beside complete recipes, so that of equal sets the one that covers more is taken."""


@dataclass(frozen=True, slots=True)
class Solved:
    """A set, whether it is proved best, and the value no set exceeds."""

    chosen: tuple[int, ...]
    proven: bool
    bound: float


def exact_cover(problem: CoverProblem) -> Solved:
    """The set of largest f, from

        max Σ w·y   s.t.   y_g ≤ Σ_i parts[i, g]·x_i,   Σ_i needs[i, k]·x_i ≤ budgets[k],   x in {0, 1},  0 ≤ y ≤ 1

    and, of like candidates, x_better ≥ x_worse, which loses no best value and spares the search their orders. Exact
    for M up to some hundreds; the search stops at ``NODES`` branches and then says so.
    """
    whole = np.concatenate([np.ones(problem.size), np.zeros(len(problem.weights))])
    return _cover(problem, whole, _order(problem))


def relaxed_bound(problem: CoverProblem) -> float:
    """The value of the same programme with parts of candidates allowed, above every set under the budgets."""
    gaps = len(problem.weights)
    return _cover(problem, np.zeros(problem.size + gaps), csr_array((0, problem.size))).bound


def exact_recipes(problem: CoverProblem, recipes: Recipes) -> Solved:
    """The set that completes the most weight of recipes: an output counts only when all its inputs are there.

        max Σ v_t·z_t   s.t.   z_t ≤ (firms of each clause of t, local or landed),   budgets,   x, z in {0, 1}

    A clause is a set of segments of which one is enough; an output has one for itself and one for each required
    input. All inputs required is not submodular (two inputs may be worth something only together), so greedy has no
    guarantee here. ``bound`` is of the recipes alone.
    """
    rows = hstack([-(recipes.clauses @ recipes.present.T), recipes.of_output])
    price = np.concatenate([TIE * problem.alone(), recipes.weights])
    found = _solve(problem, price, (csr_array(rows), recipes.met.astype(float)), np.ones(len(price)))
    missing = float(recipes.weights[~recipes.complete()].sum())
    already = float(recipes.weights.sum()) - missing
    return Solved(found.chosen, found.proven, min(found.bound - already, missing))


def _cover(problem: CoverProblem, whole: Floats, order: csr_array) -> Solved:
    gaps, rungs = len(problem.weights), order.shape[0]
    cover = hstack([-problem.parts.T, eye_array(gaps)])
    rows = csr_array(vstack([cover, hstack([order, csr_array((rungs, gaps))])])) if rungs else csr_array(cover)
    price = np.concatenate([np.zeros(problem.size), problem.weights])
    return _solve(problem, price, (rows, np.zeros(gaps + rungs)), whole)


def _order(problem: CoverProblem) -> csr_array:
    """A row a pair of like candidates that follow one another: -1 for the better, 1 for the worse."""
    pairs = [pair for ladder in problem.ladders() for pair in pairwise(ladder)]
    better, worse = [one for one, _ in pairs], [other for _, other in pairs]
    rows, values = [*range(len(pairs))] * 2, [-1.0] * len(pairs) + [1.0] * len(pairs)
    return csr_array((values, (rows, [*better, *worse])), shape=(len(pairs), problem.size))


def _solve(problem: CoverProblem, price: Floats, rows: tuple[csr_array, Floats], whole: Floats) -> Solved:
    others = len(price) - problem.size
    limits = [LinearConstraint(rows[0], -np.inf, rows[1])]
    if len(problem.budgets):
        budget = csr_array(hstack([csr_array(problem.needs.T), csr_array((len(problem.budgets), others))]))
        limits.append(LinearConstraint(budget, -np.inf, problem.budgets * (1 + SLACK) + SLACK))
    possible = np.concatenate([problem.scarcity() <= 1 + SLACK, np.ones(others, dtype=bool)])
    answer = milp(
        -price,
        constraints=limits,
        integrality=whole.astype(np.int64),
        bounds=Bounds(0, possible.astype(float)),
        options={"node_limit": NODES, "mip_rel_gap": 0.0},
    )
    chosen = () if answer.x is None else tuple(np.flatnonzero(answer.x[: problem.size] > 0.5).tolist())
    proved = answer.fun if not whole.any() else answer.mip_dual_bound
    bound = price.sum() if proved is None else -proved
    return Solved(chosen, answer.status == 0, float(bound))
