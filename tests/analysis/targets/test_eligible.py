"""Who is no target, what a target is in one sentence, and one score wherever it is asked for."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chaingraph.analysis.gaps.gaps import gaps
from chaingraph.analysis.standing.coverage import coverage
from chaingraph.analysis.targets.eligible import line_of, makers, not_here_already
from chaingraph.analysis.targets.excluded import excluded
from chaingraph.analysis.targets.targets import targets
from chaingraph.ids import EnterpriseId, SegmentKey
from chaingraph.model.enterprise import Enterprise, RegistrationStatus, Role, Signal
from chaingraph.service.workspace import Workspace
from chaingraph.settings import Settings
from chaingraph.store.base.memory import MemoryStore
from chaingraph.store.base.port import ImportBatch
from tests.builders import CHAIN, HERE, THERE, chain, edge, firm, makes, segment, snapshot

GRAPH = chain(["隔膜", "电芯"], [edge("隔膜", "电芯")])


def city() -> Workspace:
    """A maker of cells without separators, and makers of separators elsewhere."""
    store = MemoryStore()
    signal = Signal(kind="新建基地", on="2026-05-01", text="拟建二期")
    facts = {
        "chains": [GRAPH.chain],
        "segments": list(GRAPH.segments),
        "segment_inputs": list(GRAPH.inputs),
        "enterprises": [
            firm("子市电芯厂", roles=(Role(kind="龙头", chain=CHAIN),), **HERE),
            firm("丑市隔膜厂", signals=(signal,), **THERE),
            firm("丑市隔膜商贸有限公司", **THERE),
            firm("寅厂", industry_code="F5179", **THERE),
            firm("卯膜业", **THERE),
        ],
        "offerings": [
            *makes("子市电芯厂", "电芯"),
            *makes("丑市隔膜厂", "隔膜"),
            *makes("丑市隔膜商贸有限公司", "隔膜"),
            *makes("寅厂", "隔膜"),
            *makes("卯膜业", "隔膜纸袋"),
        ],
    }
    store.write(ImportBatch(id="i", title="名录", facts=facts, by="测试", at="2026-07-01T00:00:00Z"))  # type: ignore[arg-type]
    return Workspace(store, Settings())


def test_a_carrier_by_its_industry_is_no_target_and_is_told_so() -> None:
    here = [firm("子市电芯厂", **HERE), firm("寅股份", industry="航运", industry_code="421101", **THERE)]
    made = [*makes("子市电芯厂", "电芯"), *makes("寅股份", "隔膜", share=0.5), *makes("丑市隔膜厂", "隔膜")]
    known = snapshot(GRAPH, [*here, firm("丑市隔膜厂", **THERE)], made)
    cover = coverage(known, known.place("子市"), GRAPH, Settings())
    found = targets(known, cover, GRAPH, gaps(known, cover, GRAPH, Settings()), Settings())
    assert [target.enterprise for target in found] == ["丑市隔膜厂"]
    told = {one.enterprise: one.reason for one in excluded(known, cover, GRAPH, [SegmentKey("隔膜")])}
    assert told == {"寅股份": "交通运输"}


def test_a_sentence_names_what_a_target_makes_before_what_it_trades_in() -> None:
    made = [
        *makes("子市电芯厂", "电芯"),
        *makes("丑市隔膜厂", "代理隔膜", share=0.1),
        *makes("丑市隔膜厂", "隔膜", share=0.9),
    ]
    known = snapshot(GRAPH, [firm("子市电芯厂", **HERE), firm("丑市隔膜厂", **THERE)], made)
    cover = coverage(known, known.place("子市"), GRAPH, Settings())
    (found,) = targets(known, cover, GRAPH, gaps(known, cover, GRAPH, Settings()), Settings())
    assert "主营隔膜；" in found.sentence


def test_a_trader_by_name_or_by_code_is_no_target_and_likeness_is_listed_only_when_asked() -> None:
    work = city()
    study = work.study("子市", CHAIN)
    plain = work.targets_of(study, ["隔膜"])
    assert "丑市隔膜厂" in {target.enterprise for target in plain}
    assert not {target.enterprise for target in plain} & {"丑市隔膜商贸有限公司", "寅厂"}
    assert not any(target.unverified for target in plain)
    more = work.targets_of(study, ["隔膜"], with_likely=True)
    assert [target for target in more if not target.unverified] == list(plain)


def test_the_sentence_says_who_what_whom_and_why_now() -> None:
    work = city()
    (target,) = [t for t in work.targets_of(work.study("子市", CHAIN)) if t.enterprise == "丑市隔膜厂"]
    assert target.sentence.startswith("丑市隔膜厂（乙省丑市）；主营隔膜；本地有 1 家下游企业需要隔膜")
    assert "可请子市电芯厂引荐；2026-05-01 新建基地：拟建二期。" in target.sentence


@pytest.mark.parametrize("with_likely", [False, True])
def test_a_score_is_the_same_in_the_list_and_in_the_filtered_list(with_likely: bool) -> None:
    work = city()
    study = work.study("子市", CHAIN)
    whole = {(t.enterprise, t.key): t.score for t in work.targets_of(study)}
    part = {(t.enterprise, t.key): t.score for t in work.targets_of(study, ["隔膜"], with_likely=with_likely)}
    assert {pair: part[pair] for pair in whole} == whole


def test_a_firm_whose_branch_or_group_is_here_is_no_target() -> None:
    seen = snapshot(
        GRAPH,
        [
            firm("甲膜股份有限公司子市分公司", **HERE),
            firm("子市乙大膜业有限公司", **HERE),
            firm("甲膜股份有限公司", **THERE),
            firm("乙大膜业科技", short_name="乙大膜业", **THERE),
            firm("丙膜厂", **THERE),
        ],
    )
    outside = np.flatnonzero(~seen.members(seen.place("子市")))
    kept = outside[not_here_already(seen, seen.place("子市"), outside)]
    assert [seen.enterprises[number].name for number in kept.tolist()] == ["丙膜厂"]


def test_a_segment_of_the_trade_keeps_its_firms() -> None:
    seen = snapshot(GRAPH, [firm("甲供电公司"), firm("乙厂")])
    both = np.arange(2)
    assert makers(seen, segment("配电", industry_codes=("D4420",)), both).tolist() == [True, True]
    assert makers(seen, segment("电芯"), both).sum() == 1


@settings(deadline=None)
@given(
    st.text(max_size=12).filter(lambda text: bool(text.strip())), st.sampled_from(["C3841", "C34", "A0111", "I6513"])
)
def test_a_maker_by_its_code_is_never_left_out(name: str, code: str) -> None:
    assert line_of(Enterprise(id=EnterpriseId("a"), name=name, industry_code=code).name, code) == ""


def test_whoever_is_no_target_is_told_with_the_reason() -> None:
    firms = [
        firm("子市电芯有限公司", **HERE), firm("丑市隔膜厂", **THERE), firm("丑市膜贸易有限公司", **THERE),
        firm("子市电芯有限公司二分公司", **THERE), firm("卯膜业", short_name="*ST卯膜", **THERE),
        firm("辰膜业", status=RegistrationStatus.DEREGISTERED, **THERE),
    ]  # fmt: skip
    made = [row for one in firms[1:] for row in makes(one.name, "隔膜")]
    snap = snapshot(GRAPH, firms, [*makes("子市电芯有限公司", "电芯"), *made])
    cover = coverage(snap, snap.place("子市"), GRAPH, Settings())
    told = {one.enterprise: one.reason for one in excluded(snap, cover, GRAPH, [SegmentKey("隔膜")])}
    assert told == {
        "丑市膜贸易有限公司": "贸易",
        "子市电芯有限公司二分公司": "本地已有（本身、分支或同集团）",
        "卯膜业": "ST",
        "辰膜业": "注销",
    }
    asked = targets(snap, cover, GRAPH, gaps(snap, cover, GRAPH, Settings()), Settings())
    assert {one.enterprise for one in asked} == {"丑市隔膜厂"}
