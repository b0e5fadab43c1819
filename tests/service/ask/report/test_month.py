"""The month's pack: what it tells of changes and of standing, that empty parts say so, and its forms."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from pptx import Presentation

from chaingraph.errors import Refused
from chaingraph.export.bulletin_page import bulletin_html
from chaingraph.export.slides.bulletin import bulletin_pptx
from chaingraph.export.word.bulletin import bulletin_docx
from chaingraph.findings.report.month import MonthPack, Section
from chaingraph.graph.places import Place
from chaingraph.ids import EnterpriseId, ImportId
from chaingraph.model.parks.assessment import AssessmentValue, Indicator
from chaingraph.model.parks.firms import FirmService, NeedKind, Task, Visit
from chaingraph.model.parks.land import Parcel
from chaingraph.model.parks.platforms import Platform, PlatformKind, PlatformState
from chaingraph.model.parks.standing import Factor, ParkFactor
from chaingraph.model.promotion import Lead, Milestone, Project
from chaingraph.service.ask.report.month import last_full_month, month_pack
from chaingraph.service.decide.own_place import OwnPlace, keep_own_place
from chaingraph.service.workspace import Workspace
from chaingraph.store.base.memory import MemoryStore
from chaingraph.store.base.port import ImportBatch
from tests.api.world import PARK, firm, workspace
from tests.builders import makes

TODAY = date(2026, 9, 20)
HERE = {"province": "甲省", "city": "子市", "district": "东区"}
MAKER, SMALL = EnterpriseId("外地电解液厂"), EnterpriseId("本地小厂")
EMPTY = {
    "gaps": "没有补上的缺口", "leads": "没有变化", "projects": "没有变化", "factors": "没有园区填报",
    "ranking": "没有考评结果", "land": "没有登记地块", "overdue": "没有逾期", "supervised": "没有挂牌督办",
    "platforms": "没有登记平台", "todo": "没有下月到期",
}  # fmt: skip


def write(made: Workspace, name: str, at: str, **facts: Any) -> None:
    made.store.write(ImportBatch(id=ImportId(name), title=f"{name}.xlsx", facts=facts, at=at))


def august() -> dict[str, Any]:
    """What August brings."""
    return {
        "enterprises": [firm("新隔膜厂", park=PARK, **HERE)],
        "offerings": makes("新隔膜厂", "隔膜"),
        "leads": [Lead(enterprise=MAKER, place=PARK, stage="签约", next_on="2026-09-08", owner="李")],
        "projects": [Project(name="隔膜项目", park=PARK, batch="新开", supervised=True, owner="王")],
        "milestones": [
            Milestone(project="隔膜项目", park=PARK, name="封顶", due_on="2026-09"),
            Milestone(project="隔膜项目", park=PARK, name="桩基", due_on="2026-08-01"),
        ],
        "parcels": [
            Parcel(park=PARK, name="老地", area_mu=50.0, price_yuan=Decimal(100), agreed_start="2024-09-15"),
            Parcel(park="乙园", name="别园地", area_mu=10.0, agreed_start="2023-01-01"),
        ],
        "park_factors": [
            ParkFactor(park=PARK, factor=Factor.PLANT, year=2026, quarter=2, target=1000.0, achieved=100.0)
        ],
        "platforms": [
            Platform(
                name="中试台", park=PARK, kind=PlatformKind.INNOVATION, state=PlatformState.RUNNING, opened_on="2026-08"
            )
        ],
        "indicators": [Indicator(scheme="办法", name="净地", weight=100.0, zero=0.0, full=100.0)],
        "assessments": [
            AssessmentValue(scheme="办法", park=park, period="2026-H1", indicator="净地", value=value)
            for park, value in ((PARK, 85.0), ("乙园", 70.0))
        ],
        "firm_services": [
            FirmService(enterprise=SMALL, kind=NeedKind.LAND, need="扩地", owner="赵", due_on="2026-09-30")
        ],
        "visits": [Visit(enterprise=SMALL, on="2026-08-01", next_on="2026-09-05", by="赵")],
        "tasks": [Task(place=PARK, title="报方案", due_on="2026-09-11", owner="钱")],
    }


@pytest.fixture(scope="module")
def city() -> Workspace:
    """A park that July knows and August changes in every way."""
    made = workspace()
    lead = Lead(enterprise=MAKER, place=PARK, stage="对接")
    july = {"leads": [lead], "projects": [Project(name="隔膜项目", park=PARK, batch="储备")]}
    write(made, "七月", "2026-07-20T00:00:00Z", **july)
    write(made, "八月", "2026-08-10T00:00:00Z", **august())
    return made


def part(found: MonthPack, name: str) -> Section:
    return next(one for one in found.sections if one.name == name)


def text(found: MonthPack, name: str) -> str:
    section = part(found, name)
    return " ".join((section.title, *section.said, *(cell for row in section.rows for cell in row)))


def test_every_part_tells_the_months_facts(city: Workspace) -> None:
    found = month_pack(city, TODAY, "2026-08", PARK)
    assert [(row[2], row[3], row[5]) for row in part(found, "gaps").rows] == [("隔膜", "缺失", "补上")]
    assert "对接→签约" in text(found, "leads")
    assert "储备→新开" in text(found, "projects")
    assert "100/1,000（滞后）" in text(found, "factors")
    assert [row[:5] for row in part(found, "ranking").rows] == [("1", PARK, "85.00", "良好", "—")]
    assert part(found, "land").rows == (("老地", PARK, "—", "50.0", "满一年", "2026-09-15", "20.00"),)
    assert "桩基" in text(found, "overdue")
    assert "隔膜项目" in text(found, "supervised")
    assert "本月投入运营：中试台" in text(found, "platforms")
    assert "新隔膜厂" in text(found, "summary")


def test_what_falls_due_in_the_following_month_stands_by_day_with_who_answers_for_it(city: Workspace) -> None:
    found = part(month_pack(city, TODAY, "2026-08", PARK), "todo")
    assert found.title == "下月待办（2026-09）"
    assert [(row[0], row[1], row[3]) for row in found.rows] == [
        ("2026-09", "项目节点：封顶", "王"),
        ("2026-09-05", "再次走访", "赵"),
        ("2026-09-08", "跟进线索（签约）", "李"),
        ("2026-09-11", "报方案", "钱"),
        ("2026-09-15", "土地满两年，可启动无偿收回", "—"),
        ("2026-09-30", "用地：扩地", "赵"),
    ]


def test_a_month_is_told_as_it_stood_at_its_end_and_not_as_it_stands_now(city: Workspace) -> None:
    july = month_pack(city, TODAY, "2026-07", PARK)
    assert july.ends == date(2026, 7, 31)
    assert part(july, "land").rows == ()
    assert part(july, "supervised").rows == ()
    assert july.first


def test_the_present_month_is_seen_from_today(city: Workspace) -> None:
    assert month_pack(city, TODAY, "2026-09", PARK).ends == TODAY


def test_empty_parts_say_that_there_is_nothing() -> None:
    found = month_pack(workspace(), TODAY, "2026-09", "")
    assert {one.name for one in found.sections} == {*EMPTY, "summary"}
    for name, words in EMPTY.items():
        assert words in text(found, name)
        assert part(found, name).rows == ()


def test_without_a_month_and_a_place_the_last_full_month_and_the_own_place_are_told() -> None:
    made = workspace()
    keep_own_place(made.store, OwnPlace(place=PARK))
    found = month_pack(made, TODAY)
    assert (found.month, found.place) == ("2026-08", PARK)
    assert last_full_month(made, date(2027, 1, 5)) == "2026-12"
    assert last_full_month(made, date(2026, 7, 5)) == "2026-07"
    with pytest.raises(Refused):
        month_pack(Workspace(MemoryStore()), TODAY)


def test_only_parks_that_may_be_seen_are_told(city: Workspace) -> None:
    def theirs(place: Place) -> bool:
        return place.park == "乙园"

    found = month_pack(city, TODAY, "2026-08", "", theirs)
    assert PARK not in "".join(text(found, name) for name in ("gaps", "leads", "projects", "ranking", "factors"))


def test_the_three_documents_have_the_same_parts_and_no_name_of_a_file(city: Workspace) -> None:
    found = month_pack(city, TODAY, "2026-08", PARK)
    page, paper, slides = bulletin_html(found), bulletin_docx(found), bulletin_pptx(found)
    for told in (page, "\n".join(_docx(paper)), "\n".join(_pptx(slides))):
        assert ".xlsx" not in told
        for section in found.sections[1:]:
            assert section.title in told
            assert all(cell in told for row in section.rows for cell in row)
    assert paper == bulletin_docx(found)
    assert slides == bulletin_pptx(found)


def test_words_of_the_data_are_escaped_on_the_page() -> None:
    section = Section(name="a", title="<b>", rows=(("<script>",),), heads=("x",), widths=(1,))
    made = MonthPack(
        month="2026-08", place="", ends=TODAY, figures=(), sections=(section,), first=False, demo=False, as_of=None,
        data_version="1",
    )  # fmt: skip
    assert "<script>" not in bulletin_html(made)
    assert "&lt;script&gt;" in bulletin_html(made)


def _docx(content: bytes) -> list[str]:
    document = Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [*(line.text for line in document.paragraphs), *cells]


def _pptx(content: bytes) -> list[str]:
    found: list[str] = []
    for slide in Presentation(BytesIO(content)).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                found.append(shape.text_frame.text)
            if shape.has_table:
                found.extend(cell.text for row in shape.table.rows for cell in row.cells)
    return found
