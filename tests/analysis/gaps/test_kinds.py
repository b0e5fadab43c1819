"""Each kind of gap, its purpose, and what relieves it, in worlds that show it alone."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.analysis.gaps.gaps import gaps
from chaingraph.analysis.standing.coverage import coverage
from chaingraph.findings.place.gap import Gap, GapKind, Purpose
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.model.chain import Locality
from chaingraph.model.enterprise import Role
from chaingraph.model.place import Park
from chaingraph.model.promotion import Lead, Project
from chaingraph.settings import Settings
from tests.builders import CHAIN, HERE, THERE, chain, edge, firm, makes, segment, snapshot

RULES = Settings()
NAMES = ("正极材料", "锂电池电芯", "电池包")
GRAPH = chain(NAMES, [edge("正极材料", "锂电池电芯", 0.4), edge("锂电池电芯", "电池包", 0.6)])


def found(
    firms: list[Any], makes_: dict[str, str], place: str = "子市", graph: ChainGraph = GRAPH, **facts: Any
) -> dict[str, Gap]:
    offerings = [o for name, product in makes_.items() for o in makes(name, product, share=1.0)]
    snap = snapshot(graph, firms, offerings, **facts)
    cover = coverage(snap, snap.place(place), graph, RULES)
    return {gap.segment: gap for gap in gaps(snap, cover, graph, RULES)}


def test_a_project_that_names_the_segment_halves_its_severity_and_is_told() -> None:
    firms, made = [firm("子市芯", **HERE, revenue_yuan=1e9)], {"子市芯": "锂电池电芯"}
    bare = found(firms, made)["正极材料"]
    project = Project(name="正极一期", park="子市", segment=GRAPH.segments[0].key, batch="建设", progress=0.3)
    filled = found(firms, made, projects=[project])["正极材料"]
    assert filled.kinds == (GapKind.MISSING, GapKind.FILLING)
    assert filled.severity == pytest.approx(bare.severity * RULES.filled_factor, abs=1e-4)
    assert filled.filled_by == ("项目“正极一期”（建设，进度 30 %）",)


def test_a_project_of_a_tagged_enterprise_fills_its_segment_and_a_signed_lead_does_too() -> None:
    firms = [firm("子市芯", **HERE), firm("丑市正极", **THERE), firm("丑市包", **THERE)]
    made = {"子市芯": "锂电池电芯", "丑市正极": "正极材料", "丑市包": "电池包"}
    gap = found(
        firms, made,
        projects=[Project(name="一期", park="子市", enterprise=firms[1].id)],
        leads=[Lead(enterprise=firms[2].id, place="子市", chain=CHAIN, stage="签约")],
    )  # fmt: skip
    assert gap["正极材料"].filled_by == ("项目“一期”",)
    assert gap["电池包"].filled_by == ("招商线索 丑市包（签约）",)


def test_projects_of_other_places_and_of_firms_already_here_fill_nothing() -> None:
    firms = [firm("子市芯", **HERE), firm("丑市正极", **THERE)]
    gap = found(
        firms, {"子市芯": "锂电池电芯", "丑市正极": "正极材料"},
        projects=[
            Project(name="别处", park="丑市", enterprise=firms[1].id),
            Project(name="扩产", park="子市", enterprise=firms[0].id),
        ],
    )  # fmt: skip
    assert all(not g.filled_by for g in gap.values())


def test_what_the_park_lacks_and_a_sibling_park_the_city_or_the_province_has_is_said_by_name() -> None:
    parks = [Park(name="甲园", **HERE), Park(name="乙园", **HERE)]
    firms = [
        firm("园内芯", park="甲园", **HERE), firm("邻园正极", park="乙园", **HERE), firm("市内正极", **HERE),
        firm("省内正极", province="甲省", city="卯市"), firm("省外正极", **THERE),
    ]  # fmt: skip
    made = {f.name: "锂电池电芯" if "芯" in f.name else "正极材料" for f in firms}
    gap = found(firms, made, place="甲园", parks=parks)["正极材料"]
    assert [e.sentence for e in gap.elsewhere] == [
        "兄弟园区乙园有 1 家（邻园正极）",
        "同市子市有 1 家（市内正极）",
        "同省甲省有 1 家（省内正极）",
    ]


def test_a_leading_firm_that_buys_it_raises_importance() -> None:
    made = {"子市包": "电池包"}
    plain = found([firm("子市包", **HERE, revenue_yuan=1e8)], made)
    led = found([firm("子市包", **HERE, revenue_yuan=1e8, roles=(Role(kind="链主", chain=CHAIN),))], made)
    assert (plain["锂电池电芯"].anchor_need, led["锂电池电芯"].anchor_need) == (0.0, 1.0)
    assert (plain["正极材料"].anchor_need, led["正极材料"].anchor_need) == (0.0, 0.5)
    assert led["锂电池电芯"].importance > plain["锂电池电芯"].importance
    assert "本地龙头 子市包 直接需要它" in led["锂电池电芯"].reasons


def test_a_small_firm_without_marks_where_others_are_large_and_marked_is_a_hidden_gap() -> None:
    local = [firm(f"子市芯{n}", **HERE, revenue_yuan=1e6) for n in range(3)]
    lead = firm("子市包", **HERE, revenue_yuan=1e6, listed_as="主板")
    away = [firm(f"丑市芯{n}", **THERE, revenue_yuan=1e9, qualifications=("专精特新",)) for n in range(5)]
    made = {f.name: "锂电池电芯" for f in [*local, *away]} | {"子市包": "电池包"}
    gap = found([*local, lead, *away], made)["锂电池电芯"]
    assert (gap.kind, gap.deficit) == (GapKind.HIDDEN, 0.5)
    assert sum("落后" in reason for reason in gap.reasons) == 2
    away_unmarked = [firm(f.name, **THERE) for f in away]
    assert "锂电池电芯" not in found([*local, lead, *away_unmarked], made)


def test_remote_small_and_near_need_not_be_chased_and_must_be_local_always_is() -> None:
    def asked(locality: Locality, critical: bool = False) -> Gap:
        graph = chain(
            [segment("辅料", locality=locality, critical=critical), segment("锂电池电芯")],
            [edge("辅料", "锂电池电芯", 0.02)],
        )
        return found([firm("子市芯", **HERE)], {"子市芯": "锂电池电芯"}, graph=graph)["辅料"]

    remote = asked(Locality.REMOTE)
    assert remote.not_worth == "可外采、占下游成本不超过 2 %"
    assert remote.kinds[-1] is GapKind.NOT_WORTH
    assert remote.severity == pytest.approx(remote.importance * RULES.not_worth_factor, abs=1e-4)
    assert asked(Locality.REMOTE, critical=True).not_worth is None
    assert asked(Locality.MUST).not_worth is None


def test_what_is_dug_from_the_ground_is_never_chased() -> None:
    graph = chain(
        [segment("锂矿", locality=Locality.REMOTE, industry_codes=("B0939",), critical=True), segment("锂电池电芯")],
        [edge("锂矿", "锂电池电芯", 0.4)],
    )
    gap = found([firm("子市芯", **HERE)], {"子市芯": "锂电池电芯"}, graph=graph)["锂矿"]
    assert gap.not_worth == "资源型环节，布局取决于矿产、土地与能源，一般外采"


def test_what_local_firms_feed_and_none_buys_is_an_extension() -> None:
    gap = found([firm("子市正极", **HERE)], {"子市正极": "正极材料"})
    assert gap["锂电池电芯"].purpose is Purpose.EXTEND
    assert gap["电池包"].purpose is Purpose.FILL


@given(st.lists(st.tuples(st.sampled_from(NAMES), st.floats(1e6, 1e10), st.booleans()), min_size=1, max_size=8))
def test_planted_holes_are_found_and_nothing_else_is_called_missing(rows: list[tuple[str, float, bool]]) -> None:
    """Exactly the segments without a local firm are missing; severity lies between 0 and 1 and falls along the list."""
    firms = [
        firm(f"企业{n:02d}", **(HERE if here else THERE), revenue_yuan=size) for n, (_, size, here) in enumerate(rows)
    ]
    firms.append(firm("子市服装", **HERE))
    snap_gaps = found(firms, {f"企业{n:02d}": name for n, (name, _, _) in enumerate(rows)})
    planted = set(NAMES) - {name for name, _, here in rows if here}
    assert {name for name, gap in snap_gaps.items() if gap.kind is GapKind.MISSING} == planted
    severities = [gap.severity for gap in snap_gaps.values()]
    assert severities == sorted(severities, reverse=True)
    assert all(0 <= severity <= 1 for severity in severities)


def test_a_park_whose_city_is_not_known_still_hears_of_its_province() -> None:
    firms = [firm("园内芯", park="甲园", province="甲省"), firm("远方正极", province="甲省", city="丑市")]
    gap = found(
        firms, {"园内芯": "锂电池电芯", "远方正极": "正极材料"}, "甲园", parks=[Park(name="甲园", province="甲省")]
    )
    assert [(near.level, near.place) for near in gap["正极材料"].elsewhere] == [("同省", "甲省")]
