"""The workbook has the sheets, columns and print settings officers were promised, and nothing that runs."""

from functools import lru_cache
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from chaingraph.analysis.gaps.gaps import gaps
from chaingraph.analysis.standing.coverage import coverage
from chaingraph.analysis.targets.targets import targets
from chaingraph.export.sheets.workbook import Lists, target_workbook
from chaingraph.graph.snapshot import Snapshot
from chaingraph.ids import ChainId, EnterpriseId
from chaingraph.model.promotion import LEAD_STAGES, Lead
from chaingraph.model.provenance import Evidence
from chaingraph.settings import Settings
from tests.builders import CHAIN, HERE, THERE, chain, edge, firm, makes, snapshot

CMD = "=cmd|'/C calc'!A1"
TARGET_TITLES = [
    *("序号", "企业名称", "统一社会信用代码", "目标环节", "环节状态", "链上位置", "所在省市", "成立年份"),
    *("注册资本(万元)", "企业资质", "上市情况", "匹配度", "推荐理由", "与本地企业关系", "建议招引方式"),
    *("关系证据", "数据来源", "来源日期", "数据可信度", "跟进状态", "责任人", "备注", "推荐值"),
]
HEADER = 3


def world() -> Snapshot:
    """A place that makes cells, and two firms elsewhere that could feed it, one with a hostile name."""
    source = Evidence(source="https://example.invalid/名录", as_of="2026-05")
    firms = [
        firm("本地电芯厂", revenue_yuan=5e8, evidence=source, **HERE),
        firm(CMD, uscc="91110108551385082Q", registered_capital_yuan=8e7, founded_on="2010", evidence=source, **THERE),
        firm("+外地电解液厂", qualifications=("@高新技术企业",), listed_as="-科创板", **THERE),
    ]
    offerings = [*makes("本地电芯厂", "电芯"), *makes(CMD, "隔膜"), *makes("+外地电解液厂", "电解液")]
    lead = Lead(
        enterprise=EnterpriseId(CMD), place="子市", chain=ChainId(CHAIN), stage="在谈", owner="王工", note="=1+1"
    )
    return snapshot(GRAPH, firms, offerings, leads=[lead])


GRAPH = chain(["隔膜", "电解液", "电芯"], [edge("隔膜", "电芯"), edge("电解液", "电芯")])


@lru_cache(maxsize=1)
def raw() -> bytes:
    """The workbook of the world."""
    return made()


def made() -> bytes:
    """The workbook of a fresh world."""
    facts, rules = world(), Settings()
    cover = coverage(facts, facts.place("子市"), GRAPH, rules)
    found = gaps(facts, cover, GRAPH, rules)
    best = targets(facts, cover, GRAPH, found, rules)
    return target_workbook(Lists(snapshot=facts, coverage=cover, graph=GRAPH, gaps=found, targets=best, rules=rules))


def book() -> Workbook:
    """The workbook as a reader sees it."""
    return load_workbook(BytesIO(raw()))


def test_the_sheets_come_in_the_promised_order() -> None:
    assert book().sheetnames == ["说明", "目标企业清单", "缺口清单", "本地企业清单"]


def test_targets_have_exactly_the_promised_columns() -> None:
    sheet = book()["目标企业清单"]
    assert [cell.value for cell in sheet[HEADER]] == TARGET_TITLES


def test_nothing_in_the_workbook_is_a_formula_or_a_link() -> None:
    cells = [cell for sheet in book() for row in sheet.iter_rows() for cell in row]
    assert any(cell.value == CMD for cell in cells)
    assert all(cell.data_type != "f" and cell.hyperlink is None for cell in cells)
    with ZipFile(BytesIO(raw())) as parts:
        assert all(b"<f>" not in parts.read(name) for name in parts.namelist())


def test_the_code_is_text_and_money_is_a_number_in_wan() -> None:
    sheet = book()["目标企业清单"]
    row = next(row for row in sheet.iter_rows(min_row=HEADER + 1) if row[1].value == CMD)
    assert row[2].value == "91110108551385082Q"
    assert row[2].number_format == "@"
    assert row[8].value == 8000
    assert row[8].alignment.horizontal == "right"


def test_what_is_known_of_following_up_is_filled_in() -> None:
    sheet = book()["目标企业清单"]
    row = next(row for row in sheet.iter_rows(min_row=HEADER + 1) if row[1].value == CMD)
    assert [cell.value for cell in row[19:22]] == ["在谈", "王工", "=1+1"]


def test_follow_up_is_a_dropdown_of_the_lead_stages() -> None:
    rule = book()["目标企业清单"].data_validations.dataValidation[0]
    assert rule.formula1 == f'"{",".join(LEAD_STAGES)}"'
    assert str(rule.sqref).startswith("T4")


@pytest.mark.parametrize(("name", "paper"), [("目标企业清单", 8), ("缺口清单", 9), ("本地企业清单", 8)])
def test_lists_are_frozen_filtered_and_printed_one_page_wide_on_a3_or_a4(name: str, paper: int) -> None:
    sheet = book()[name]
    assert sheet.freeze_panes == "C4"
    assert sheet.auto_filter.ref.startswith("A3:")
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", paper)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$3:$3"
    assert all(sheet.row_dimensions[number].height for number in range(1, sheet.max_row + 1))


def test_the_first_fifteen_columns_of_targets_are_printed() -> None:
    sheet = book()["目标企业清单"]
    assert sheet.print_area.startswith("'目标企业清单'!$A$1:$O$")


def test_every_printed_page_says_as_of_when_its_facts_are() -> None:
    assert "数据截至 2026-05" in book()["缺口清单"].oddFooter.left.text


def test_the_cover_says_which_rules_and_which_data() -> None:
    words = "\n".join(str(cell.value) for row in book()["说明"].iter_rows() for cell in row if cell.value)
    for expected in ("子市", "数据截至", "数据版本", "优势环节企业数：3 家", "权重：匹配 0.6", "不是招引结论"):
        assert expected in words


def test_the_same_findings_give_the_same_bytes() -> None:
    assert made() == made() == raw()


def test_an_empty_list_says_so() -> None:
    facts, rules = world(), Settings()
    cover = coverage(facts, facts.place("子市"), GRAPH, rules)
    empty = target_workbook(Lists(snapshot=facts, coverage=cover, graph=GRAPH, gaps=(), targets=(), rules=rules))
    assert load_workbook(BytesIO(empty))["目标企业清单"]["A4"].value == "没有符合条件的记录"
