"""Leads stand by stage, the most overdue first, and every step of one is told."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.analysis.reports.leads import due_of, follow_ups, lead_id, reminders, steps
from chaingraph.findings.move.lead import Due
from chaingraph.ids import ChainId, EnterpriseId, SegmentKey
from chaingraph.model.promotion import LEAD_STAGES, Lead
from tests.builders import CHAIN, chain, firm, snapshot

WEDNESDAY = date(2026, 11, 25)


def lead(name: str, stage: str = "在谈", next_on: str | None = None, **known: str | None) -> Lead:
    """A lead of the first park."""
    return Lead(enterprise=EnterpriseId(name), place="甲园", stage=stage, next_on=next_on, **known)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("next_on", "due", "days"),
    [
        ("2026-11-24", Due.OVERDUE, -1),
        ("2026-11-25", Due.THIS_WEEK, 0),
        ("2026-11-29", Due.THIS_WEEK, 4),
        ("2026-11-30", Due.LATER, 5),
        (None, Due.NONE, None),
    ],
)
def test_a_lead_is_due_by_the_week_that_ends_on_sunday(next_on: str | None, due: Due, days: int | None) -> None:
    assert due_of(lead("a", next_on=next_on), WEDNESDAY) == (due, days)


@pytest.mark.parametrize("stage", ["投产", "放弃"])
def test_what_has_ended_is_never_due(stage: str) -> None:
    assert due_of(lead("a", stage, "2026-01-01"), WEDNESDAY) == (Due.OVER, None)


def test_leads_stand_by_stage_then_by_date_then_by_name() -> None:
    leads = [
        lead("丁", "待联系"),
        lead("丙", "在谈"),
        lead("乙", "在谈", "2026-12-01"),
        lead("甲", "在谈", "2026-11-01"),
        lead("戊", "签约"),
    ]
    facts = snapshot(chain(["电芯"]), [firm(one.enterprise) for one in leads], leads=leads)
    assert [one.name for one in follow_ups(facts, WEDNESDAY)] == ["丁", "甲", "乙", "丙", "戊"]
    assert [one.name for one in reminders(follow_ups(facts, WEDNESDAY))] == ["甲"]


def test_a_lead_knows_its_segment_by_name_and_stands_without_its_firm() -> None:
    known = Lead(enterprise=EnterpriseId("无"), place="甲园", chain=ChainId(CHAIN), segment=SegmentKey("电芯"))
    facts = snapshot(chain(["电芯"]), [firm("甲")], leads=[known])
    only = follow_ups(facts, WEDNESDAY)[0]
    assert (only.name, only.segment, only.enterprise) == ("无", "电芯", None)


def test_a_history_tells_only_what_changed() -> None:
    said = [
        lead("a", "待联系", owner="王工"),
        lead("a", "对接", owner="王工", note="来过电话"),
        lead("a", "对接", owner="", note="来过电话"),
        lead("a", "对接", owner="", note="来过电话"),
    ]
    assert steps(said) == (
        (("阶段", None, "待联系"), ("责任人", None, "王工")),
        (("阶段", "待联系", "对接"), ("备注", None, "来过电话")),
        (("责任人", "王工", "（清空）"),),
        (),
    )


@given(st.integers(-400, 400), st.integers(0, 6))
def test_every_open_lead_with_a_date_is_due_exactly_once(days: int, weekday: int) -> None:
    today = WEDNESDAY + timedelta(weekday)
    due, told = due_of(lead("a", next_on=(today + timedelta(days)).isoformat()), today)
    assert told == days
    assert due is (Due.OVERDUE if days < 0 else Due.THIS_WEEK if days <= 6 - today.weekday() else Due.LATER)


@given(st.sampled_from(LEAD_STAGES), st.text(max_size=5))
def test_the_id_of_a_lead_does_not_change_with_what_is_followed(stage: str, note: str) -> None:
    assert lead_id(lead("a", stage, note=note)) == lead_id(lead("a"))


def test_of_leads_due_on_one_day_the_names_decide_and_overdue_ones_come_first() -> None:
    leads = [lead("丙", next_on="2026-11-25"), lead("乙", next_on="2026-11-26"), lead("甲", next_on="2026-11-24")]
    leads += [lead("丁", next_on="2026-11-25")]
    facts = snapshot(chain(["电芯"]), [firm(one.enterprise) for one in leads], leads=leads)
    assert [one.name for one in reminders(follow_ups(facts, WEDNESDAY))] == ["甲", "丁", "丙", "乙"]


def test_a_lead_on_an_unknown_chain_or_segment_is_told_as_it_was_written() -> None:
    for known in ({"chain": "无此链", "segment": "电芯料"}, {"chain": CHAIN, "segment": "无此环节"}, {"segment": "甲"}):
        facts = snapshot(chain(["电芯"]), [firm("甲")], leads=[lead("甲", **known)])
        assert follow_ups(facts, WEDNESDAY)[0].segment == known["segment"]
    facts = snapshot(chain(["电芯"]), [firm("甲")], leads=[lead("甲", chain=CHAIN)])
    assert follow_ups(facts, WEDNESDAY)[0].segment is None


def test_the_name_of_a_lead_is_sixteen_letters_that_links_rest_on() -> None:
    assert (len(lead_id(lead("甲"))), lead_id(lead("甲")) == lead_id(lead("甲", "签约"))) == (16, True)
