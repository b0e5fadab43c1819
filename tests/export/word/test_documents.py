"""Word documents: what they say, that they are the same each time, and that no text can break them."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.errors import Refused
from chaingraph.export.text import readable
from chaingraph.export.word.bulletin import bulletin_docx
from chaingraph.export.word.dossier import dossier_docx
from chaingraph.export.word.official import Grid, Paper
from chaingraph.ids import EnterpriseId, ImportId
from chaingraph.model.promotion import Lead, Project
from chaingraph.service.ask.firm.dossier import dossier
from chaingraph.service.ask.report.bulletin import bulletin
from chaingraph.service.ask.report.month import month_pack
from chaingraph.service.workspace import Workspace
from chaingraph.store.base.memory import MemoryStore
from chaingraph.store.base.port import ImportBatch
from tests.api.world import CHAIN, CITY, PARK, firm, workspace
from tests.builders import makes
from visual.kit.raster import png

pytestmark = pytest.mark.slow

DOT = png('<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"/>')


def said(content: bytes) -> str:
    """All words of a document, tables included."""
    document = Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_a_dossier_of_a_local_firm_names_what_is_missing_around_it_and_who_would_fill_it() -> None:
    words = said(dossier_docx(dossier(workspace(), "本地电芯厂", PARK, CHAIN), DOT))
    heads = "一、企业概况 二、产业链位置与生态 三、需求与缺口匹配 四、建议与下一步 五、数据来源与口径"
    for head in heads.split():
        assert head in words
    assert "外地隔膜厂" in words
    assert "本地缺失或薄弱" in words
    assert "3.0 亿元" in words
    assert "2026-06-30" in words


def test_a_dossier_marks_firms_that_only_the_shipped_list_knows() -> None:
    found = dossier(workspace(), "外地隔膜厂", PARK, CHAIN)
    assert "内置名录" not in said(dossier_docx(found, DOT))
    listed = replace(found, firm=replace(found.firm, pool=True), needs=(replace(found.needs[0], mark="内置名录"),))
    words = said(dossier_docx(listed, DOT))
    assert "内置名录：本地各类名单中没有它" in words
    assert "，内置名录）" in words


def test_a_dossier_of_a_firm_elsewhere_says_which_gap_it_fills() -> None:
    found = dossier(workspace(), "外地隔膜厂", PARK, CHAIN)
    assert not found.local
    assert [(need.side, need.segment, need.target) for need in found.needs] == [("本企业", "隔膜", "外地隔膜厂")]


def test_without_a_name_the_place_is_the_city_of_our_parks_and_the_chain_the_firms_own() -> None:
    found = dossier(workspace(), "外地隔膜厂")
    assert (found.place.name, found.chain) == ("子市", CHAIN)
    assert CITY.endswith(found.place.name)


def test_a_firm_on_no_chain_gets_no_dossier_but_a_reason() -> None:
    with Workspace(MemoryStore()) as empty:
        empty.store.write(ImportBatch(id="1", title="", facts={"enterprises": [firm("无名厂", city="子市")]}, at=""))
        with pytest.raises(Refused, match="还没有识别到"):
            dossier(empty, "无名厂")


def test_the_same_findings_give_the_same_bytes_and_no_moment_of_writing() -> None:
    one, other = (dossier_docx(dossier(workspace(), "本地电芯厂", PARK, CHAIN), DOT) for _ in range(2))
    assert one == other
    with ZipFile(BytesIO(one)) as parts:
        assert {entry.date_time for entry in parts.infolist()} == {(2000, 1, 1, 0, 0, 0)}


def test_a_picture_stands_in_a_paragraph_that_does_not_clip_it() -> None:
    document = Document(BytesIO(dossier_docx(dossier(workspace(), "本地电芯厂", PARK, CHAIN), DOT)))
    holding = [p for p in document.paragraphs if "<w:drawing" in p._p.xml]
    assert len(holding) == 2
    assert {p.paragraph_format.line_spacing for p in holding} == {1.0}


@given(st.text(max_size=50))
def test_no_text_breaks_a_document(text: str) -> None:
    paper = Paper(text)
    paper.title(text)
    paper.body(text)
    paper.grid(Grid((text,), (1,), ((text,),)))
    assert readable(text).strip() in said(paper.content()).replace("\r", "\n") or not readable(text).isprintable()


def test_a_long_cell_is_cut_with_a_mark() -> None:
    assert readable("长" * 40_000).endswith("…")
    assert len(readable("长" * 40_000)) < 2_100


LATER = date(2026, 12, 1)


def grown() -> Workspace:
    """A city whose first list came in June and a new membrane maker in July."""
    grows = workspace()
    here = {"province": "甲省", "city": "子市", "district": "东区"}
    more = {"enterprises": [firm("新隔膜厂", park=PARK, **here)], "offerings": makes("新隔膜厂", "隔膜")}
    grows.store.write(ImportBatch(id="second", title="新名录.csv", facts=more, by="王", at="2026-08-01T00:00:00Z"))
    return grows


def test_a_bulletin_tells_the_new_firm_and_the_gap_it_closed() -> None:
    found = bulletin(grown(), "2026-08")
    park = next(place for place in found.places if place.place.name == PARK)
    assert park.arrived == ("新隔膜厂",)
    assert [(move.segment, move.closed) for move in park.statuses if move.closed] == [("隔膜", True)]
    words = said(bulletin_docx(month_pack(grown(), LATER, "2026-08", "")))
    assert "新隔膜厂" in words
    assert "补上缺口 1 个，新出现缺口 0 个" in words
    assert "新名录.csv" not in words


def test_a_bulletin_tells_how_a_lead_and_a_project_moved_be_it_in_a_park_or_a_city() -> None:
    moving = grown()
    lead = Lead(enterprise=EnterpriseId("外地隔膜厂"), place=PARK, stage="对接")
    projects = [Project(name="隔膜项目", park="子市", batch="储备"), Project(name="电芯项目", park=PARK, batch="谋划")]
    first = {"leads": [lead], "projects": projects}
    later = {"leads": [replace(lead, stage="签约", owner="李")], "projects": [replace(projects[0], batch="新开")]}
    for id_, at, facts in (("third", "2026-08-02T00:00:00Z", first), ("fourth", "2026-09-02T00:00:00Z", later)):
        moving.store.write(ImportBatch(id=ImportId(id_), title=id_, facts=facts, at=at))
    months = {month.place.label: month for month in bulletin(moving, "2026-09").places}
    assert [(move.before, move.lead.stage) for move in months[PARK].leads] == [("对接", "签约")]
    assert [(m.before.batch, m.project.batch) for m in months["子市"].projects if m.before] == [("储备", "新开")]
    assert months[PARK].projects == ()
    assert "储备→新开" in said(bulletin_docx(month_pack(moving, LATER, "2026-09", "")))


def test_the_first_month_has_nothing_to_compare_with() -> None:
    found = bulletin(grown(), "2026-07")
    assert found.first
    assert all(place.quiet for place in found.places)
    assert "首次导入" in said(bulletin_docx(month_pack(grown(), LATER, "2026-07", "")))


def test_a_month_without_imports_is_quiet() -> None:
    found = bulletin(grown(), "2026-09")
    assert all(place.quiet for place in found.places)
    one, other = (bulletin_docx(month_pack(grown(), LATER, "2026-09", "")) for _ in range(2))
    assert one == other


@pytest.mark.parametrize("month", ["2026", "2026-13", "x", "2026-06"])
def test_a_month_that_is_none_or_lies_before_all_data_is_refused(month: str) -> None:
    with pytest.raises(Refused):
        bulletin(grown(), month)
