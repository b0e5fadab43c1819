"""What lists really hold is read, mended or refused, and never misread in silence; nothing a cell holds ends a run."""

import json
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from chaingraph.errors import Refused
from chaingraph.settings import Settings
from chaingraph.store.base.memory import MemoryStore
from chaingraph.store.base.port import Facts
from loaders.run import ImportReport, load

NAME = "新乡电池有限公司"
INVISIBLE = [
    "\u200b", "\ufeff", "\xad", "\u2060", "\u200f", "\u3164", "\ufe0f", "\U000e0020", "\u115f", "\u061c", "\U000e0100",
]  # fmt: skip


def read(*paths: Path) -> tuple[ImportReport, Facts]:
    store = MemoryStore()
    report = load(list(paths), store, rules=Settings(), at="2026-01-01T00:00:00Z")
    return report, store.read()[1]


def book(path: Path, rows: list[list[Any]]) -> Path:
    """A workbook of one sheet; a number in a pair is formatted as percent, a text in one is a formula and its value."""
    with xlsxwriter.Workbook(str(path)) as made:
        sheet, percent = made.add_worksheet(path.stem), made.add_format({"num_format": "0%"})
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                match cell:
                    case (float(), "%"):
                        sheet.write_number(number, column, cell[0], percent)
                    case (str(), _):
                        sheet.write_formula(number, column, cell[0], None, cell[1])
                    case _:
                        sheet.write(number, column, cell)
    return path


def told(report: ImportReport) -> str:
    return "\n".join(f"{issue.rule} {issue.message}" for issue in report.issues)


LINKS = ["供应商", "采购商", "产品", "占比(%)"]


def shares(folder: Path, *cells: Any) -> tuple[str, dict[str, float | None]]:
    rows = [LINKS, *(["甲厂", f"乙{number}厂", "铜箔", cell] for number, cell in enumerate(cells))]
    report, facts = read(book(folder / "供应关系.xlsx", rows))
    return told(report), {link.product + str(n): link.share for n, link in enumerate(_by_buyer(facts))}


def _by_buyer(facts: Facts) -> list[Any]:
    names = {firm.id: firm.name for firm in facts["enterprises"]}
    return sorted(facts["supply_links"], key=lambda link: str(names.get(link.buyer, link.buyer)))


def test_percent_cells_under_a_header_in_percent_are_read_as_excel_shows_them(tmp_path: Path) -> None:
    said, found = shares(tmp_path, (0.35, "%"), (0.2, "%"))
    assert list(found.values()) == [0.35, 0.2]
    assert "占比格式" in said


def test_a_percent_cell_among_whole_percents_is_told_and_not_taken_for_a_hundredth(tmp_path: Path) -> None:
    said, found = shares(tmp_path, (0.35, "%"), 35, "35%", "0.5%")
    assert list(found.values()) == [None, 0.35, 0.35, 0.005]
    assert "可能是 35%" in said


def test_error_cells_and_formulas_without_a_value_are_told(tmp_path: Path) -> None:
    rows = [["企业名称", "营业收入(万元)", "从业人数"], ["甲厂", ("=1/0", "#DIV/0!"), ("=A1+1", "")], ["乙厂", 5, 6]]
    report, facts = read(book(tmp_path / "企业.xlsx", rows))
    by_name = {firm.name: firm for firm in facts["enterprises"]}
    assert (by_name["甲厂"].revenue_yuan, by_name["甲厂"].employees) == (None, None)
    assert "1 个单元格是错误值" in told(report)


@pytest.mark.parametrize(("cell", "yuan"), [("约500", 5e6), ("500多万", 5e6), ("近1.2亿元", 1.2e8), ("500万元", 5e6)])
def test_what_is_written_as_about_is_told_as_about(cell: str, yuan: float, tmp_path: Path) -> None:
    report, facts = read(book(tmp_path / "企业.xlsx", [["企业名称", "营业收入(万元)"], ["甲厂", cell], ["乙厂", 5]]))
    assert {firm.name: firm.revenue_yuan for firm in facts["enterprises"]}["甲厂"] == yuan
    assert ("约数" in told(report)) == (cell != "500万元")


@pytest.mark.parametrize(
    "cell", [True, False, "TRUE", 1e20, "1" + "0" * 20, -5, 1e300, "１e999", "{}", "=1+1", "\ud800"]
)
def test_no_cell_ends_a_run_or_becomes_a_number_it_is_not(cell: Any, tmp_path: Path) -> None:
    path = tmp_path / "企业.jsonl"
    path.write_text(
        json.dumps({"企业名称": "甲厂", "从业人数": cell}) + "\n" + json.dumps({"企业名称": "乙厂", "从业人数": 5}),
        "utf-8",
    )
    report, facts = read(path)
    assert {firm.name: firm.employees for firm in facts["enterprises"]} == {"甲厂": None, "乙厂": 5}
    assert "按未知处理" in told(report) or "控制字符" in told(report)


def test_a_lone_surrogate_in_a_tree_of_json_is_dropped(tmp_path: Path) -> None:
    path = tmp_path / "链.json"
    path.write_text('{"name":"电池\\ud800链","children":[{"name":"电\\udfff芯"},{"name":"隔膜"}]}', encoding="utf-8")
    report, facts = read(path)
    assert {segment.name for segment in facts["segments"]} == {"电芯", "隔膜"}
    assert "\ud800" not in report.as_text()


@pytest.mark.parametrize("year", [2099, 1016, "2099-01-01", "2016-02-30", 0, 99999])
def test_a_year_nobody_could_have_been_founded_in_is_unknown_and_told(year: Any, tmp_path: Path) -> None:
    report, facts = read(book(tmp_path / "企业.xlsx", [["企业名称", "成立日期"], ["甲厂", year], ["乙厂", 2016]]))
    assert {firm.name: firm.founded_on for firm in facts["enterprises"]} == {"甲厂": None, "乙厂": "2016"}
    assert "日期" in told(report)


@pytest.mark.parametrize("mark", INVISIBLE, ids=[f"{ord(mark):x}" for mark in INVISIBLE])
def test_an_invisible_character_makes_no_second_firm(mark: str, tmp_path: Path) -> None:
    rows = [["企业名称", "市"], [NAME, "新乡市"], [f"新乡{mark}电池有限公司", "新乡市"], [NAME + mark, "新乡市"]]
    report, facts = read(book(tmp_path / "企业.xlsx", rows))
    assert [firm.name for firm in facts["enterprises"]] == [NAME]
    assert "控制字符" in told(report)


@pytest.mark.parametrize("code", ["0" * 18, "1" * 18])
def test_a_code_of_one_figure_is_no_code(code: str, tmp_path: Path) -> None:
    _, facts = read(book(tmp_path / "企业.xlsx", [["企业名称", "统一社会信用代码"], ["甲厂", code], ["乙厂", code]]))
    assert [firm.uscc for firm in facts["enterprises"]] == [None, None]


def test_a_park_merged_over_twelve_thousand_rows_is_kept_for_all_of_them(tmp_path: Path) -> None:
    parks = book(tmp_path / "园区.xlsx", [["园区名称", "市"], ["甲园", "新乡市"]])
    with xlsxwriter.Workbook(str(tmp_path / "企业.xlsx")) as made:
        sheet = made.add_worksheet("企业")
        sheet.write_row(0, 0, ["园区", "企业名称"])
        sheet.write_column(1, 1, [f"第{number}机械厂" for number in range(12_000)])
        sheet.merge_range(1, 0, 12_000, 0, "甲园")
    _, facts = read(parks, tmp_path / "企业.xlsx")
    assert sum(firm.park == "甲园" for firm in facts["enterprises"]) == 12_000


@pytest.mark.parametrize(
    ("cell", "products", "rule"),
    [
        ("锂电池:0.8；铜箔:0.5", {"锂电池": None, "铜箔": None}, "占比合计"),
        ("锂电池:1e309；铜箔", {"锂电池": None, "铜箔": None}, "占比范围"),
        ("锂电池:nan；铜箔:0.5", {"锂电池": None, "铜箔": 0.5}, "占比范围"),
        ("锂电池:60%；铜箔:40%", {"锂电池": 0.6, "铜箔": 0.4}, ""),
    ],
)
def test_shares_that_cannot_be_are_told_and_are_no_part_of_a_name(
    cell: str, products: dict[str, float | None], rule: str, tmp_path: Path
) -> None:
    report, facts = read(book(tmp_path / "企业.xlsx", [["企业名称", "主营产品"], ["甲厂", cell]]))
    assert {offering.product: offering.share for offering in facts["offerings"]} == products
    assert rule in told(report)


def test_a_list_without_names_called_enterprises_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "企业.csv"
    path.write_text("主营产品,所在市,从业人数\n锂电池,新乡市,5\n铜箔,新乡市,9\n", encoding="utf-8")
    with pytest.raises(Refused, match="必填列 企业名称"):
        read(path)


def test_text_in_big5_becomes_no_facts(tmp_path: Path) -> None:
    path = tmp_path / "園區.csv"
    path.write_bytes("園區名稱,所在市\n臺灣科學園區,新鄉市\n".encode("big5"))
    with pytest.raises(Refused):
        read(path)
