"""Whom to ask first, and whom the shipped list alone seats here: each figure by hand."""

import pytest

from chaingraph.analysis.absence.suspects import suspects
from chaingraph.analysis.absence.worklist import weight, worklist
from chaingraph.findings.place.suspect import IN_POOL
from chaingraph.findings.place.worklist import Worklist
from chaingraph.graph.snapshot import Snapshot
from chaingraph.model.enterprise import Enterprise
from tests.builders import HERE, chain, firm, makes, segment, snapshot

GRAPH = chain([segment("隔膜", aliases=("湿法隔膜",), industry_codes=("C2921",)), segment("电池包")])


def world(*firms: Enterprise, **offers: str) -> Snapshot:
    return snapshot(GRAPH, firms, [offer for name, product in offers.items() for offer in makes(name, product)])


def listed(found: Snapshot, top: int = 10) -> Worklist:
    return worklist(found, found.place("子市"), [GRAPH], top)


def test_knowing_a_firm_is_worth_the_chance_that_it_closes_an_open_segment_and_a_twentieth_more() -> None:
    """Class alone: .5 · .6 on an open segment; a quarter of that where somebody makes it already."""
    asked = firm("某材料", industry_code="C2921", **HERE)
    assert listed(world(asked)).rows[0].gain == pytest.approx(0.05 + 0.3)
    served = world(asked, firm("膜厂", **HERE), 膜厂="湿法隔膜")
    assert listed(served).rows[0].gain == pytest.approx(0.05 + 0.3 / 4, abs=1e-4)
    assert [option.open for option in listed(served).rows[0].candidates] == [False]


def test_firms_of_equal_gain_stand_by_name_and_the_greater_gain_first() -> None:
    names = ("丙", "乙", "甲")
    found = world(*(firm(name, **HERE) for name in names), firm("终", industry_code="C2921", **HERE))
    assert [row.enterprise for row in listed(found).rows] == ["终", *sorted(names)]
    assert [row.enterprise for row in listed(found, 1).rows] == ["终"]


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"revenue_yuan": 2e8}, 2.0),
        ({"registered_capital_yuan": 1e8}, 2.0),
        ({"employees": 50}, 1.0),
        ({"employees": 5000, "revenue_yuan": 2e8}, 3.0),
        ({"listed_as": "A股 600000"}, 4.0),
        ({"listed_as": "未上市"}, 1.0),
        ({"qualifications": ("高新技术企业",)}, 2.0),
    ],
)
def test_a_firm_weighs_by_its_largest_size_and_its_marks(known: dict[str, object], expected: float) -> None:
    assert weight(firm("甲", **known)) == pytest.approx(expected)


def test_a_candidate_is_told_with_the_words_that_speak_for_it_and_a_chance_of_four_places() -> None:
    found = world(firm("膜业", **HERE), 膜业="湿法隔膜涂布机")
    (option,) = listed(found).rows[0].candidates
    assert (option.segment, option.words, option.open) == ("隔膜", "湿法隔膜涂布机", True)
    assert 0 < option.probability == round(option.probability, 4)


def test_a_maker_that_only_the_shipped_list_seats_here_is_a_suspect_by_half_its_chance() -> None:
    found = world(firm("膜厂", pool=True, **HERE), firm("本地", **HERE), 膜厂="湿法隔膜")
    tag = found.tag(found.firm("膜厂"), GRAPH.chain.name, GRAPH.segments[0].key)
    assert tag is not None
    (suspect,) = suspects(found, found.place("子市"), GRAPH, [0])[0]
    expected = round(0.5 * (tag.score if tag.probability is None else tag.probability), 4)
    assert (suspect.enterprise, suspect.words, suspect.lost) == ("膜厂", ("湿法隔膜",), IN_POOL)
    assert suspect.probability == expected
