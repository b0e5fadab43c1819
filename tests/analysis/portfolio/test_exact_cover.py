"""Sets under budgets against brute force: exact is right every time, greedy keeps its guarantee, bounds hold."""

from collections.abc import Callable, Iterable
from itertools import chain as flat
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from chaingraph.analysis.portfolio.cover_problem import CoverProblem
from chaingraph.analysis.portfolio.exact_cover import exact_cover, exact_recipes, relaxed_bound
from chaingraph.analysis.portfolio.greedy_cover import greedy_cover, guarantee, instance_bound
from chaingraph.analysis.portfolio.recipes import Recipes, recipes
from tests.builders import chain, edge


def problem(
    weights: list[float], parts: list[list[float]], needs: list[list[int]], budgets: list[float]
) -> CoverProblem:
    shape = (len(parts), len(weights))
    return CoverProblem(
        np.array(weights),
        csr_array(np.array(parts).reshape(shape)),
        np.array(needs).reshape(len(parts), len(budgets)),
        np.array(budgets),
    )


def brute(task: CoverProblem, value: Callable[[Iterable[int]], float]) -> float:
    everyone = range(task.size)
    subsets = flat.from_iterable(combinations(everyone, n) for n in range(task.size + 1))
    return max(value(chosen) for chosen in subsets if task.fits(chosen))


@st.composite
def worlds(draw: st.DrawFn, most: int = 9) -> CoverProblem:
    count, gaps, kinds = draw(st.integers(1, most)), draw(st.integers(1, 4)), draw(st.integers(1, 3))
    part = st.sampled_from([0.0, 0.0, 0.25, 0.5, 0.8, 1.0])
    return problem(
        draw(st.lists(st.sampled_from([0.1, 0.3, 0.7, 1.0]), min_size=gaps, max_size=gaps)),
        draw(st.lists(st.lists(part, min_size=gaps, max_size=gaps), min_size=count, max_size=count)),
        draw(st.lists(st.lists(st.integers(0, 9), min_size=kinds, max_size=kinds), min_size=count, max_size=count)),
        draw(st.lists(st.integers(0, 20), min_size=kinds, max_size=kinds)),
    )


def test_greedy_and_exact_by_hand() -> None:
    """By value per need greedy takes the small one first (1/1 > 9/10) and has no room for the large one."""
    task = problem([1.0, 9.0], [[1.0, 0.0], [0.0, 1.0]], [[1], [10]], [10])
    assert greedy_cover(task) == (1,)
    assert exact_cover(task).chosen == (1,)
    both = problem([1.0, 9.0], [[1.0, 0.0], [0.0, 1.0]], [[1], [10]], [11])
    assert greedy_cover(both) == (0, 1)
    assert both.value((0, 1)) == 10.0


@given(worlds())
@settings(max_examples=60)
def test_exact_is_the_best_of_all_sets(task: CoverProblem) -> None:
    found = exact_cover(task)
    assert found.proven
    assert task.fits(found.chosen)
    assert task.value(found.chosen) == pytest.approx(brute(task, task.value), abs=1e-6)


@given(worlds())
@settings(max_examples=60)
def test_greedy_keeps_budgets_its_guarantee_and_lies_below_every_bound(task: CoverProblem) -> None:
    chosen = greedy_cover(task)
    best = brute(task, task.value)
    assert task.fits(chosen)
    assert task.value(chosen) >= guarantee(len(task.budgets)) * best - 1e-9
    assert instance_bound(task, chosen) >= best - 1e-6
    assert relaxed_bound(task) >= best - 1e-6


@given(worlds(most=6), st.integers(0, 5), st.sets(st.integers(0, 5)), st.sets(st.integers(0, 5)))
def test_value_has_falling_returns(task: CoverProblem, one: int, small: set[int], more: set[int]) -> None:
    """f(A ∪ i) - f(A) ≥ f(B ∪ i) - f(B) for A ⊆ B: submodular, so the greedy bound applies."""
    known = set(range(task.size))
    less, wide, one = small & known, (small | more) & known, one % task.size
    gain = task.value(less | {one}) - task.value(less)
    assert gain >= task.value(wide | {one}) - task.value(wide) - 1e-9


def test_lazy_greedy_is_no_worse_than_looking_at_everyone_each_step() -> None:
    rng = np.random.default_rng(7)
    parts = rng.random((60, 8)) * (rng.random((60, 8)) < 0.3)
    task = problem(rng.random(8).tolist(), parts.tolist(), rng.integers(1, 9, (60, 2)).tolist(), [30.0, 25.0])
    scarcity, picked = task.scarcity(), []
    while True:
        options = [i for i in range(60) if i not in picked and task.fits([*picked, i])]
        gains = {i: (task.value([*picked, i]) - task.value(picked)) / scarcity[i] for i in options}
        best = max(gains, key=lambda i: (gains[i], -i), default=None)
        if best is None or gains[best] <= 1e-15:
            break
        picked.append(best)
    assert task.value(greedy_cover(task)) >= task.value(picked) - 1e-9


def test_two_inputs_are_worth_something_only_together_and_exact_finds_them() -> None:
    """电芯 is here and needs 正极 and one of two separators; greedy by value sees nothing in any single landing."""
    graph = chain(
        ["正极", "湿法", "干法", "电芯"],
        [edge("正极", "电芯"), edge("湿法", "电芯", substitutes="膜"), edge("干法", "电芯", substitutes="膜")],
    )
    rules = recipes(graph, [False, False, False, True], np.ones(4), csr_array(np.eye(3, 4)))
    task = problem([0.5, 0.1, 0.1, 0.9], np.eye(3, 4).tolist(), [[1], [1], [1]], [2])
    assert [rules.value([n]) for n in range(3)] == [0.0, 0.0, 0.0]
    assert rules.value([0, 1]) == rules.value([0, 2]) == 1.0
    found = exact_recipes(task, rules)
    assert (found.proven, rules.value(found.chosen)) == (True, 1.0)


@st.composite
def recipe_worlds(draw: st.DrawFn) -> tuple[CoverProblem, Recipes]:
    names = [f"s{n}" for n in range(6)]
    pairs = draw(st.sets(st.tuples(st.integers(0, 5), st.integers(0, 5)).filter(lambda e: e[0] < e[1]), max_size=8))
    group = st.sampled_from([None, "甲"])
    edges = [edge(f"s{a}", f"s{b}", substitutes=draw(group), required=draw(st.booleans())) for a, b in sorted(pairs)]
    graph = chain(names, edges)
    local = draw(st.lists(st.booleans(), min_size=6, max_size=6))
    count = draw(st.integers(1, 8))
    rows = draw(st.lists(st.lists(st.booleans(), min_size=6, max_size=6), min_size=count, max_size=count))
    weights = draw(st.lists(st.sampled_from([0.2, 0.5, 1.0]), min_size=6, max_size=6))
    needs = draw(st.lists(st.integers(1, 5), min_size=count, max_size=count))
    present = csr_array(np.array(rows, dtype=float))
    task = problem(weights, np.array(rows, dtype=float).tolist(), [[n] for n in needs], [draw(st.integers(0, 12))])
    return task, recipes(graph, local, np.array(weights), present)


@given(recipe_worlds())
@settings(max_examples=60)
def test_all_inputs_required_is_solved_right_every_time(world: tuple[CoverProblem, Recipes]) -> None:
    task, rules = world
    found = exact_recipes(task, rules)
    best = brute(task, rules.value)
    assert found.proven
    assert task.fits(found.chosen)
    assert rules.value(found.chosen) == pytest.approx(best, abs=1e-4)
    assert found.bound >= best - 1e-4


@given(worlds())
@settings(max_examples=40)
def test_leaving_out_the_dominated_loses_no_best_value(task: CoverProblem) -> None:
    kept = list(task.undominated())
    part = CoverProblem(task.weights, csr_array(task.parts[kept]), task.needs[kept], task.budgets)
    best = exact_cover(part) if kept else None
    assert (part.value(best.chosen) if best else 0.0) == pytest.approx(brute(task, task.value), abs=1e-6)


def test_of_like_candidates_only_those_that_fill_the_gap_are_kept() -> None:
    task = problem([1.0], [[0.6], [0.5], [0.4], [0.9]], [[3], [3], [3], [4]], [10.0])
    assert task.undominated() == (0, 1, 3)
