"""缺失 is earned: by hand, and what may never happen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.analysis.absence.absence import CLASS_SPEAKS, absence, doubts
from chaingraph.analysis.absence.classes import NAMED, PLACED, SAID, class_of, firm_classes
from chaingraph.analysis.absence.rosters import REACH, REACH_OTHERS, comparable, roster
from chaingraph.analysis.absence.worklist import worklist
from chaingraph.analysis.gaps.gaps import gaps
from chaingraph.analysis.reports.compare import compare
from chaingraph.analysis.standing.coverage import coverage
from chaingraph.analysis.standing.survey import survey
from chaingraph.findings.place.gap import GapKind, SegmentStatus
from chaingraph.graph.snapshot import Snapshot
from chaingraph.ids import EnterpriseId, SegmentKey
from chaingraph.model.enterprise import Enterprise, RegistrationStatus
from chaingraph.model.place import Roster, RosterKind
from chaingraph.model.promotion import Correction
from chaingraph.settings import Settings
from tests.builders import CHAIN, HERE, THERE, chain, edge, firm, makes, segment, snapshot

RULES = Settings()
GRAPH = chain(
    [
        segment("正极材料", industry_codes=("C3985",)),
        segment("湿法隔膜", aliases=("锂电池湿法隔膜",), industry_codes=("C2921",)),
        segment("电池检测服务", industry_codes=("M7452",)),
        segment("电池包", industry_codes=("C3841",)),
    ],
    [edge("正极材料", "电池包", 0.4), edge("湿法隔膜", "电池包", 0.2)],
)
PACK = firm("子市包厂", **HERE)
NUMBER = {segment.name: n for n, segment in enumerate(GRAPH.segments)}


def world(*firms: Enterprise, offers: tuple[tuple[str, str], ...] = (), **facts: object) -> Snapshot:
    offered = [offer for name, product in offers for offer in makes(name, product)]
    return snapshot(GRAPH, [PACK, *firms], [*makes("子市包厂", "电池包"), *offered], **facts)  # type: ignore[arg-type]


def surely(found: Snapshot, name: str, place: str = "子市") -> float:
    return float(absence(found, [found.place(place)], GRAPH)[0, NUMBER[name]])


def test_nobody_who_says_anything_like_it_leaves_the_absence_certain() -> None:
    found = world()
    cover = coverage(found, found.place("子市"), GRAPH, RULES)
    state = cover.states[NUMBER["湿法隔膜"]]
    assert (state.status, state.certain, state.suspects) == (SegmentStatus.MISSING, True, ())


def test_a_firm_of_the_class_whose_words_are_not_known_makes_it_doubtful_by_hand() -> None:
    """Nobody in the store states anything of class C2921, so its rate is the library's .6 of one segment; a firm known
    by name alone speaks with half of it: 1 - .5·.6 = .7, whatever the described maker of packs adds is below .001."""
    found = world(firm("子市新材", industry_code="C2921", **HERE))
    assert surely(found, "湿法隔膜") == pytest.approx(1 - CLASS_SPEAKS[NAMED] * 0.6, abs=0.02)
    state = coverage(found, found.place("子市"), GRAPH, RULES).states[NUMBER["湿法隔膜"]]
    assert (state.status, [one.enterprise for one in state.suspects]) == (SegmentStatus.UNSURVEYED, ["子市新材"])


def test_a_word_below_the_threshold_makes_a_suspect_with_its_words_and_why_it_was_not_taken() -> None:
    found = world(firm("子市膜业", **HERE), offers=(("子市膜业", "湿法隔膜涂布机"),))
    (suspect,) = coverage(found, found.place("子市"), GRAPH, RULES).states[NUMBER["湿法隔膜"]].suspects
    assert (suspect.enterprise, suspect.words) == ("子市膜业", ("湿法隔膜涂布机",))
    assert 0 < suspect.probability < 0.5
    assert "别的东西" in suspect.lost


def test_a_doubtful_gap_is_of_a_kind_of_its_own_and_never_heads_the_list() -> None:
    found = world(firm("子市新材", industry_code="C2921", **HERE))
    listed = gaps(found, coverage(found, found.place("子市"), GRAPH, RULES), GRAPH, RULES)
    doubtful = [gap for gap in listed if gap.kind is GapKind.UNSURVEYED]
    assert [gap.segment for gap in doubtful] == ["湿法隔膜"]
    assert all(gap.deficit == gap.absence for gap in doubtful)
    assert listed[0].kind is not GapKind.UNSURVEYED


def test_completeness_is_a_range_from_confirmed_to_possible() -> None:
    found = world(firm("子市新材", industry_code="C2921", **HERE))
    measures = coverage(found, found.place("子市"), GRAPH, RULES).measures
    assert (measures.plain, measures.possible) == (0.25, 0.5)


def word(name: str, key: str, *, verdict: bool) -> Correction:
    return Correction(enterprise=EnterpriseId(name), chain=CHAIN, segment=SegmentKey(key), verdict=verdict)


def test_a_no_takes_the_suspect_away_and_a_yes_makes_it_a_maker() -> None:
    suspect = firm("子市新材", industry_code="C2921", **HERE)
    denied = world(suspect, corrections=[word("子市新材", "湿法隔膜", verdict=False)])
    assert surely(denied, "湿法隔膜") > 0.99
    confirmed = world(suspect, corrections=[word("子市新材", "湿法隔膜", verdict=True)])
    assert surely(confirmed, "湿法隔膜") == pytest.approx(0, abs=1e-5)
    assert coverage(confirmed, confirmed.place("子市"), GRAPH, RULES).states[NUMBER["湿法隔膜"]].local


def test_lists_that_hold_no_services_cannot_say_that_a_service_is_missing() -> None:
    many = [firm(f"子市厂{n:02d}", industry_code="C3311", **HERE) for n in range(25)]
    found = world(*many)
    assert (roster(found, found.place("子市")).kind, roster(found, found.place("子市")).services) == (
        RosterKind.MANUFACTURING,
        False,
    )
    states = coverage(found, found.place("子市"), GRAPH, RULES).states
    assert states[NUMBER["电池检测服务"]].status is SegmentStatus.UNSURVEYED
    assert states[NUMBER["正极材料"]].status is SegmentStatus.MISSING
    assert surely(found, "电池检测服务") <= REACH_OTHERS


def test_a_place_whose_firms_are_all_listed_is_called_so_and_certain_of_nothing() -> None:
    many = [firm(f"丑市股份{n:02d}", listed_as=f"A股 {n:06d}", **THERE) for n in range(25)]
    found = world(*many)
    assert roster(found, found.place("丑市")).kind is RosterKind.LISTED
    assert surely(found, "正极材料", "丑市") <= REACH[RosterKind.LISTED]


def test_makers_of_a_whole_register_are_not_held_against_cities_of_which_only_listed_firms_are_known() -> None:
    many = [firm(f"子市厂{n:02d}", industry_code="C3311", **HERE) for n in range(25)]
    found = world(*many, firm("丑市股份", listed_as="A股 000001", **THERE))
    may = dict(zip((one.name for one in found.enterprises), comparable(found, found.place("子市")), strict=True))
    assert not may["丑市股份"]
    assert may["子市厂00"]


def test_what_a_table_states_of_the_lists_comes_before_what_they_look_like() -> None:
    many = [firm(f"子市厂{n:02d}", industry_code="C3311", **HERE) for n in range(25)]
    found = world(*many, rosters=[Roster(place="子市", kind=RosterKind.ALL)])
    told = roster(found, found.place("子市"))
    assert (told.kind, told.stated, told.services) == (RosterKind.ALL, True, True)
    assert "已填报" in told.sentence


def test_a_firm_that_was_struck_off_speaks_for_nothing() -> None:
    struck = firm("子市新材", industry_code="C2921", status=RegistrationStatus.DEREGISTERED, **HERE)
    found = world(struck, offers=(("子市新材", "湿法隔膜涂布机"),))
    assert surely(found, "湿法隔膜") > 0.99
    assert not worklist(found, found.place("子市"), [GRAPH], 10).rows


def test_levels_tell_how_well_a_firm_is_described() -> None:
    found = world(firm("甲", **HERE), firm("乙", business_scope="货架制造", **HERE))
    by_name = dict(zip([one.name for one in found.enterprises], firm_classes(found).level.tolist(), strict=True))
    assert by_name == {"子市包厂": PLACED, "甲": NAMED, "乙": SAID}
    assert class_of(firm("丙", industry_code="3841")) == "C3841"


def test_all_places_at_once_say_what_each_says_alone() -> None:
    found = world(firm("子市新材", industry_code="C2921", **HERE), firm("丑市新材", industry_code="C2921", **THERE))
    places = [found.place("子市"), found.place("丑市")]
    together = survey(found, places, GRAPH, RULES)
    for row, place in enumerate(places):
        cover = coverage(found, place, GRAPH, RULES)
        assert [state.status for state in cover.states] == list(together.status[row])
        assert [state.absence for state in cover.states] == [round(a, 4) for a in together.absence[row].tolist()]


def test_the_firm_that_may_close_most_is_asked_first() -> None:
    found = world(
        firm("子市新材", industry_code="C2921", **HERE),
        firm("子市大新材", industry_code="C2921", employees=5000, **HERE),
        firm("子市杂货", **HERE),
    )
    listed = worklist(found, found.place("子市"), [GRAPH], 10)
    assert [row.enterprise for row in listed.rows] == ["子市大新材", "子市新材", "子市杂货"]
    assert listed.rows[0].candidates[0].label == "电池 · 湿法隔膜"
    assert (listed.firms, listed.total) == (4, 3)


FIRMS = st.lists(
    st.tuples(
        st.sampled_from(("C2921", "C3985", "C3841", "M7452", "")),
        st.sampled_from(("", "湿法隔膜", "湿法隔膜涂布机", "正极材料", "电池检测")),
        st.booleans(),
    ),
    max_size=6,
)


@given(FIRMS, st.sampled_from(("C2921", "C3985", "")), st.sampled_from(("", "湿法隔膜")))
def test_a_further_firm_never_raises_absence(rows: list[tuple[str, str, bool]], code: str, product: str) -> None:
    """As a what-if, so that what the store knows of classes stays as it is."""
    firms = [firm(f"企业{n}", industry_code=code or None, **(HERE if here else THERE)) for n, (code, _, here) in
             enumerate(rows)]  # fmt: skip
    offers = [(f"企业{n}", product) for n, (_, product, _) in enumerate(rows) if product]
    more = firm("新来的", industry_code=code or None, **THERE)
    found = world(*firms, more, offers=(*offers, *((("新来的", product),) if product else ())))
    place = found.place("子市")
    before, after = (absence(one, [place], GRAPH) for one in (found, found.with_(place, [found.firm("新来的")])))
    assert (after <= before + 1e-12).all()
    assert ((before >= 0) & (before <= 1)).all()


@given(FIRMS, st.sampled_from(("C2921", "C3985", "C3841", "")), st.sampled_from(("湿法隔膜", "正极材料", "货架")))
def test_hiding_what_a_firm_says_never_makes_surer_of_what_it_did_not_speak_of(
    rows: list[tuple[str, str, bool]], code: str, product: str
) -> None:
    firms = [
        firm(f"企业{n}", industry_code=code or None, **(HERE if here else THERE))
        for n, (code, _, here) in enumerate(rows)
    ]
    offers = [(f"企业{n}", said) for n, (_, said, _) in enumerate(rows) if said]
    asked = firm("所问", industry_code=code or None, **HERE)
    whole, hidden = (world(*firms, asked, offers=(*offers, *own)) for own in ([("所问", product)], []))
    spoken = doubts(whole, GRAPH).weights[[whole.firm("所问")]].toarray()[0]
    before, after = (absence(one, [one.place("子市")], GRAPH)[0] for one in (whole, hidden))
    assert (after <= before + 1e-9)[spoken == 0].all()


def test_places_of_unlike_lists_are_told_apart_and_compared_with_their_like_alone() -> None:
    many = [firm(f"子市厂{n:02d}", industry_code="C3311", **HERE) for n in range(25)]
    listed = [firm(f"丑市股份{n:02d}", listed_as=f"A股 {n:06d}", **THERE) for n in range(25)]
    found = world(*many, *listed)
    seen = compare(found, [found.place("子市"), found.place("丑市")], GRAPH, RULES)
    own, other = seen.standings
    assert own.unlike == ""
    assert "名录口径不同（上市 对 制造业）" in other.unlike
    assert not comparable(found, found.place("丑市"))[found.firm("子市厂00")]
