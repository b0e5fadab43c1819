"""Whose unknown revenue would say most, and what follows when it is stated."""

from hypothesis import given
from hypothesis import strategies as st

from chaingraph.analysis.gaps.revenues import unknown_revenues
from chaingraph.graph.snapshot import Snapshot
from chaingraph.settings import Settings
from tests.builders import HERE, THERE, chain, edge, firm, makes, snapshot

RULES = Settings()
GRAPH = chain(["隔膜", "电芯", "电池包"], [edge("隔膜", "电芯", 0.1), edge("电芯", "电池包", 0.6)])


def world(*firms: object) -> Snapshot:
    made = [row for one in firms for row in makes(one.name, "电池包" if "包" in one.name else "电芯", share=1.0)]  # type: ignore[attr-defined]
    return snapshot(GRAPH, firms, made)  # type: ignore[arg-type]


def test_the_largest_buyer_without_a_revenue_is_asked_first_and_never_one_whose_revenue_is_known() -> None:
    seen = world(
        firm("子市电芯大厂", employees=2000, **HERE),
        firm("子市包厂", employees=2000, **HERE),
        firm("子市电芯小厂", **HERE),
        firm("子市电芯甲", revenue_yuan=9e9, **HERE),
        firm("丑市包厂", employees=9000, **THERE),
    )
    found = unknown_revenues(seen, seen.place("子市"), GRAPH, RULES)
    assert [one.enterprise for one in found] == ["子市包厂", "子市电芯大厂", "子市电芯小厂"]
    # weights 4e8·.6, 4e8·.1 and 2e7·.1 beside 9e9·.1
    total = 4e8 * 0.6 + 4e8 * 0.1 + 2e7 * 0.1 + 9e9 * 0.1
    assert found[0].part == round(4e8 * 0.6 / total, 4)
    assert found[0].buys == ("电芯",)


@given(st.lists(st.integers(1, 5000), min_size=1, max_size=6))
def test_parts_fall_and_never_add_to_more_than_all(staff: list[int]) -> None:
    seen = world(*(firm(f"子市电芯{n}", employees=many, **HERE) for n, many in enumerate(staff)))
    parts = [one.part for one in unknown_revenues(seen, seen.place("子市"), GRAPH, RULES)]
    assert parts == sorted(parts, reverse=True)
    assert sum(parts) <= 1.001
