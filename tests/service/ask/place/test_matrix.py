"""The matrix that officers read: which places it shows, and that its counts are those of the single place."""

import pytest

from chaingraph.findings.place.gap import SegmentStatus
from chaingraph.service.ask.place.matrix import firms_in, matrix
from tests.api.world import CHAIN, CITY, PARK, workspace

pytestmark = pytest.mark.slow


def test_parks_come_first_then_cities_with_firms_on_the_chain() -> None:
    found = matrix(workspace(), CHAIN)
    assert [row.place.label for row in found.rows] == ["甲园", "丑市", "子市"]
    assert found.left_out == 0


def test_the_pinned_place_is_there_even_without_a_firm() -> None:
    rows = matrix(workspace(), CHAIN, pinned="乙园").rows
    assert [(row.place.name, row.firms) for row in rows if row.place.name == "乙园"] == [("乙园", 0)]


def test_counts_and_status_are_those_of_the_single_place() -> None:
    city = workspace()
    found = matrix(city, CHAIN)
    for row in found.rows:
        alone = {state.segment.key: state for state in city.study(row.place.name, CHAIN).coverage.states}
        for column, cell in zip(found.columns, row.cells, strict=True):
            assert cell.firms == len(alone[column.keys[0]].local)
            assert cell.status is alone[column.keys[0]].status


def test_a_branch_counts_each_firm_once_and_shows_its_best_status() -> None:
    found = matrix(workspace(), CHAIN, by_branch=True)
    assert len({(column.stage, column.branch) for column in found.columns}) == len(found.columns)
    assert sum(width for _, _, width in found.runs(branches=False)) == len(found.columns)
    assert all((cell.firms == 0) == (cell.status is SegmentStatus.MISSING) for row in found.rows for cell in row.cells)


def test_a_place_that_may_not_be_seen_is_not_shown() -> None:
    found = matrix(workspace(), CHAIN, shown=lambda place: place.name != PARK)
    assert PARK not in {row.place.name for row in found.rows}


def test_the_firms_behind_a_cell_are_the_local_ones() -> None:
    city = workspace()
    firms = [city.snapshot().enterprises[firm].name for firm in firms_in(city, CITY, CHAIN, "电芯")]
    assert firms == ["本地电芯厂"]
