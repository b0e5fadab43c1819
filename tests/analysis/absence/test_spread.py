"""What described firms of a class say of another of it, worked by hand, and how far silence is worth something."""

import numpy as np
import pytest
from scipy.sparse import csr_array

from chaingraph.analysis.absence.absence import absence
from chaingraph.analysis.absence.classes import NAMED, SAID, firm_classes
from chaingraph.analysis.absence.rosters import comparable, reach, roster
from chaingraph.analysis.absence.spread import spread
from chaingraph.graph.snapshot import Snapshot
from chaingraph.model.enterprise import Enterprise
from chaingraph.model.place import RosterKind
from tests.builders import HERE, THERE, chain, firm, makes, segment, snapshot

GRAPH = chain([segment("隔膜", industry_codes=("C2921",)), segment("检测", industry_codes=("M7452",))])


def described(name: str, count: int, code: str | None) -> list[Enterprise]:
    return [firm(f"{name}{n:03d}", industry_code=code, business_scope="货架制造", **HERE) for n in range(count)]


def rates(firms: list[Enterprise], makers: dict[str, float]) -> dict[str, float]:
    """The rate of each class on 隔膜, when these firms are on it by this chance."""
    found = snapshot(GRAPH, firms)
    chances = np.array([[makers.get(one.name, 0.0), 0.0] for one in found.enterprises])
    return dict(zip(firm_classes(found).codes, spread(found, GRAPH, csr_array(chances))[:, 0].tolist(), strict=True))


def test_described_firms_of_a_class_weigh_against_the_guess_of_the_library_as_six_firms() -> None:
    """6 of the class, 3 on it: (3 + 6·.6) / (6 + 6) = .55."""
    found = rates(described("甲", 6, "C2921"), {"甲000": 1.0, "甲001": 1.0, "甲002": 1.0})
    assert found["C2921"] == pytest.approx(0.55)


def test_a_class_of_a_claimed_group_is_guessed_a_tenth_or_three_tenths_of_what_its_group_does() -> None:
    few = [*described("甲", 6, "C2921"), firm("乙", industry_code="C2922", **HERE)]
    assert rates(few, {f"甲00{n}": 1.0 for n in range(3)})["C2922"] == pytest.approx(0.1)  # .3 · 3/12 is less
    many = [*described("甲", 12, "C2921"), firm("乙", industry_code="C2922", **HERE)]
    assert rates(many, {f"甲{n:03d}": 1.0 for n in range(9)})["C2922"] == pytest.approx(0.15)  # .3 · 9/18


def test_where_no_class_is_known_all_described_firms_speak_and_a_hundred_that_make_none_of_it() -> None:
    """9 and 1 of 13 described; what is known of a firm by name alone counts for nothing."""
    firms = [*described("甲", 12, "C2921"), *described("丙", 1, None), firm("乙", industry_code="C2922", **HERE)]
    found = rates(firms, {**{f"甲{n:03d}": 1.0 for n in range(9)}, "丙000": 1.0, "乙": 1.0})
    assert found[""] == pytest.approx(10 / 113)
    assert found["C2921"] == pytest.approx((9 + 3.6) / 18)


def test_no_class_is_surer_than_nineteen_of_twenty() -> None:
    firms = described("甲", 80, "C2921")
    assert rates(firms, {one.name: 1.0 for one in firms})["C2921"] == 0.95


def test_a_firm_whose_words_fit_nothing_speaks_with_a_quarter_of_its_class() -> None:
    """1 described, none on it: rate 3.6/7; a quarter of it is taken from certainty."""
    found = snapshot(GRAPH, described("甲", 1, "C2921"))
    assert absence(found, [found.place("子市")], GRAPH)[0, 0] == pytest.approx(1 - 0.25 * 3.6 / 7)


def test_an_industry_the_standard_does_not_know_is_a_class_from_three_firms_on() -> None:
    for count, codes in ((2, ("",)), (3, ("", "星际旅行"))):
        found = snapshot(GRAPH, [firm(f"甲{n}", industry="星际旅行", **HERE) for n in range(count)])
        assert firm_classes(found).codes == codes


def test_the_first_firm_is_described_by_its_offering_and_the_last_not_by_that_of_a_stranger() -> None:
    found = snapshot(
        GRAPH, [firm("甲", **HERE), firm("乙", **HERE)], [*makes("乙", "货架"), *makes("无此企业", "货架")]
    )
    by_name = dict(zip((one.name for one in found.enterprises), firm_classes(found).level.tolist(), strict=True))
    assert by_name == {"乙": SAID, "甲": NAMED}
    assert found.enterprises[0].name == "乙"


def kind_of(firms: list[Enterprise]) -> tuple[RosterKind, list[float]]:
    found = snapshot(GRAPH, firms)
    place = found.place("子市")
    return roster(found, place).kind, reach(found, [place], GRAPH)[0].tolist()


def coded(count: int, code: str = "C3311", **known: object) -> list[Enterprise]:
    return [firm(f"子市{code}{n:03d}", industry_code=code, **HERE, **known) for n in range(count)]


def test_what_silence_is_worth_by_what_the_lists_hold() -> None:
    assert kind_of(coded(20, revenue_yuan=2e7)) == (RosterKind.ABOVE_SCALE, [0.97, 0.97 * 0.5])
    assert kind_of(coded(20, revenue_yuan=1.9e7)) == (RosterKind.MANUFACTURING, [1.0, 0.5])
    assert kind_of(coded(20, listed_as="A股")) == (RosterKind.LISTED, [0.6, 0.3])
    assert kind_of(coded(19, listed_as="A股")) == (RosterKind.UNKNOWN, [1.0, 1.0])


def test_ninety_seven_of_a_hundred_are_nearly_all_and_ninety_six_are_not() -> None:
    for others, kind in ((3, RosterKind.LISTED), (4, RosterKind.MANUFACTURING)):
        firms = [*coded(100 - others, listed_as="A股"), *coded(others, "C3312")]
        assert kind_of(firms)[0] is kind
    for others, kind in ((3, RosterKind.MANUFACTURING), (4, RosterKind.UNKNOWN)):
        assert kind_of([*coded(100 - others), *coded(others, "M7452")])[0] is kind


def test_against_a_place_of_listed_firms_alone_everybody_is_held() -> None:
    elsewhere = [firm(f"丑市股份{n}", listed_as="A股", **THERE) for n in range(3)]
    found: Snapshot = snapshot(GRAPH, [*coded(20, listed_as="A股"), *elsewhere])
    assert comparable(found, found.place("子市")).all()
