"""The assessment in the store, on its page and by its route: what is reported, worked out, supposed and published."""

from collections.abc import Mapping
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from chaingraph.errors import Refused
from chaingraph.findings.rule.ranking import Ranking
from chaingraph.ids import ImportId
from chaingraph.model.parks.assessment import (
    AssessmentResult,
    AssessmentValue,
    Indicator,
    Reward,
    RewardKind,
    ValueOrigin,
)
from chaingraph.model.parks.standing import ParkStatus
from chaingraph.model.place import Park
from chaingraph.service.ask.rule.assessment import ranking, read_supposed
from chaingraph.service.decide.assessment import publish
from chaingraph.service.workspace import Workspace
from chaingraph.settings import Settings
from chaingraph.store.base.port import ImportBatch
from loaders import run
from tests.api.world import client, reading, workspace

SCHEME = "办法"
PARKS = ("甲园", "乙园", "丙园", "丁园", "戊园")
NOW = "2026-07-10T00:00:00Z"


def told(period: str, scores: Mapping[str, float]) -> list[AssessmentValue]:
    return [AssessmentValue(scheme=SCHEME, park=p, period=period, indicator="净地", value=v) for p, v in scores.items()]


def city(
    *periods: tuple[str, Mapping[str, float]], status: str = "专业园区", rules: Settings | None = None
) -> Workspace:
    made = workspace(rules)
    values = [one for period, scores in periods for one in told(period, scores)]
    facts = {
        "parks": [Park(name=name, status="专业园区") for name in PARKS],
        "indicators": [Indicator(scheme=SCHEME, name="净地", weight=100.0, zero=0.0, full=100.0, unit="亩")],
        "rewards": [Reward(scheme=SCHEME, rank=1, kind=RewardKind.MONEY, amount=500.0)],
        "assessments": values,
    }
    made.store.write(ImportBatch(id=ImportId("assess"), title="考评", facts=facts))
    return made


def scores(*values: float) -> dict[str, float]:
    return dict(zip(PARKS, values, strict=True))


def becomes(found: Ranking) -> dict[str, str]:
    return {row.score.park: row.step.after.words for row in found.rows}


BAD_TWICE = (("2025-H2", scores(95, 85, 70, 60, 50)), ("2026-H1", scores(95, 85, 60, 70, 50)))


@pytest.fixture
def twice() -> Workspace:
    return city(*BAD_TWICE)


def test_two_running_bad_periods_bring_parks_down_and_the_reward_goes_to_the_first(twice: Workspace) -> None:
    found = ranking(twice)
    down = "预备园区（观察至 2027-06-30）"
    assert becomes(found) == {"甲园": "专业园区", "乙园": "专业园区", "丙园": down, "丁园": down, "戊园": down}
    assert [row.award.money_yuan for row in found.rows] == [5_000_000, 0, 0, 0, 0]
    assert [row.climbed for row in found.rows] == [0, 0, 1, -1, 0]


def test_a_period_that_one_park_missed_is_said_and_makes_no_run() -> None:
    missed = {park: value for park, value in BAD_TWICE[0][1].items() if park != "戊园"}
    found = ranking(city(("2025-H2", missed), BAD_TWICE[1]))
    assert becomes(found)["戊园"] == "专业园区"
    gone = ranking(city(BAD_TWICE[0], ("2026-H1", {"甲园": 90.0, "乙园": 70.0})))
    assert gone.absent == ("丁园", "丙园", "戊园")


def test_years_and_halves_are_not_one_run() -> None:
    found = ranking(city(("2025", scores(95, 85, 70, 60, 50)), BAD_TWICE[1]))
    assert set(becomes(found).values()) == {"专业园区"}


def test_what_was_published_counts_before_what_would_be_worked_out() -> None:
    made = city(*BAD_TWICE)
    kind = AssessmentResult(park="戊园", period="2025-H2", scheme=SCHEME, score=82.0, grade="良好", rank=2, parks=5)
    made.store.write(ImportBatch(id=ImportId("told"), title="结果", facts={"assessment_results": [kind]}))
    row = next(row for row in ranking(made).rows if row.score.park == "戊园")
    assert row.step.after.status is ParkStatus.SPECIALISED
    assert row.before is not None
    assert row.before.rank == 2


def test_publishing_twice_changes_nothing_and_the_fall_stands_in_the_next_period(twice: Workspace) -> None:
    found = ranking(twice)
    assert publish(twice, found, by="管理员", at=NOW)
    version = twice.store.data_version()
    again = ranking(twice)
    assert again.published
    assert not publish(twice, again, by="管理员", at="2026-08-01T00:00:00Z")
    assert twice.store.data_version() == version
    later = told("2026-H2", scores(95, 85, 85, 70, 50))
    twice.store.write(ImportBatch(id=ImportId("later"), title="下半年", facts={"assessments": later}))
    assert becomes(ranking(twice))["丙园"] == "预备园区（观察至 2027-06-30）"
    last = told("2027-H1", scores(95, 85, 85, 70, 50))
    twice.store.write(ImportBatch(id=ImportId("last"), title="次年", facts={"assessments": last}))
    assert [becomes(ranking(twice))[park] for park in ("丙园", "丁园")] == ["专业园区", "摘牌"]


def test_a_supposed_value_is_shown_and_not_published(twice: Workspace) -> None:
    found = ranking(twice, what_if=read_supposed(["戊园:净地=99"]))
    assert (found.rows[0].score.park, found.real["戊园"].rank) == ("戊园", 5)
    with pytest.raises(Refused, match="推演"):
        publish(twice, found, by="", at=NOW)
    with pytest.raises(Refused, match="找不到参评园区"):
        ranking(twice, what_if=read_supposed(["己园:净地=99"]))
    with pytest.raises(Refused, match="不是 园区:指标=值"):
        read_supposed(["戊园净地"])


def test_the_budget_and_the_costs_of_the_settings_are_used() -> None:
    rules = Settings(reward_budget_yuan=1_000_000, improvement_costs="净地=10000")
    found = ranking(city(*BAD_TWICE, rules=rules))
    assert found.rows[0].award.money_yuan == 1_000_000
    assert found.rows[1].lifts[0].cost_yuan == Decimal(100_000)


def test_a_computed_indicator_is_worked_out_of_the_graph_and_says_how() -> None:
    made = city(BAD_TWICE[1])
    own = Indicator(
        scheme=SCHEME, name="项目", weight=10.0, zero=0.0, full=5.0, origin=ValueOrigin.COMPUTED, formula="projects"
    )
    made.store.write(ImportBatch(id=ImportId("own"), title="指标", facts={"indicators": [own]}))
    points = ranking(made).rows[0].score.points[1]
    assert points.reported is not None
    assert (points.reported.value, points.reported.basis) == (0, "按现有图谱计算：项目台账中本园区项目数")


def test_an_assessment_imported_twice_changes_nothing(tmp_path: Path) -> None:
    sheet = tmp_path / "考评.xlsx"
    book = openpyxl.Workbook()
    first = book.active
    first.title = "考评指标"
    for line in (("指标", "权重", "方向"), ("净地", 60, "正向"), ("闲置", 40, "逆向")):
        first.append(line)
    second = book.create_sheet("考评数据")
    for row in (
        ("园区", "考评期", "指标", "数值"),
        ("甲园", "2026年上半年", "净地", 80),
        ("乙园", "2026年上半年", "净地", 70),
    ):
        second.append(row)
    book.save(sheet)
    made = workspace()
    run.load([sheet], made.store, rules=made.rules, by="", at=NOW)
    version, before = made.store.data_version(), ranking(made)
    run.load([sheet], made.store, rules=made.rules, by="", at="2026-09-01T00:00:00Z")
    assert made.store.data_version() == version
    assert ranking(made) == before
    assert (before.period, [row.score.park for row in before.rows]) == ("2026-H1", ["甲园", "乙园"])


def test_the_page_shows_points_moves_and_what_would_lift(twice: Workspace) -> None:
    web = client(twice)
    text = web.get("/assessment", params={"park": "戊园"}).text
    for words in ("2026 年上半年", "末位与升降", "再做哪一件事名次会变", "逐项得分与依据", "连续 2 次", "公布本期结果"):
        assert words in text
    assert "推演：戊园的净地为 99" in web.get("/assessment", params={"set": "戊园:净地=99"}).text
    assert "还没有考评办法" in reading().get("/assessment").text
    assert web.get("/assessment", params={"period": "2031"}).status_code == 404


def test_the_page_publishes_once_and_the_route_says_so(twice: Workspace) -> None:
    web = client(twice)
    assert not web.get("/api/v1/assessments").json()["published"]
    sent = web.post("/assessment", data={"period": "2026-H1"}, headers={"Origin": "http://127.0.0.1"})
    assert (sent.status_code, sent.headers["location"]) == (303, "/assessment?period=2026-H1&done=new")
    found = web.get("/api/v1/assessments").json()
    assert found["published"]
    assert found["results"][0]["score"] == 95.0
    assert "公布本期结果" not in web.get("/assessment").text


def test_the_workbook_and_the_paper_say_the_ranking(twice: Workspace) -> None:
    web = client(twice)
    book = openpyxl.load_workbook(BytesIO(web.get("/assessment", params={"format": "xlsx"}).content))
    assert book.sheetnames == ["说明", "考评排名", "逐项得分", "名次变动"]
    paper = Document(BytesIO(web.get("/assessment", params={"format": "docx"}).content))
    assert paper.tables[0].rows[1].cells[1].text == "甲园"
    assert any("转预备园区" in line.text for line in paper.paragraphs)
