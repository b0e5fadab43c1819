"""A clean roster and ledger made into the workbook that an office sends: titles, remarks, totals, ranges, odd dates."""

import csv as csv_module
import gzip
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from benchmarks.realdata import shared_data

DATES = ("2016年5月", "2016.5.18", "二〇一六年五月", "2016-05-18", "42508", "不详", "", "2016年", "201605")
Firm = tuple[str, str, float | None, int | None]
Project = tuple[str, str, float | None, str]


def office_workbook(path: Path, place: str, firms: Sequence[Firm], projects: Sequence[Project]) -> Path:
    """The workbook: firms are (name, industry, revenue in 亿元, staff), projects (name, industry, 亿元, stage)."""
    with xlsxwriter.Workbook(str(path)) as book:
        _roster(book.add_worksheet("Sheet1"), place, firms)
        _ledger(book.add_worksheet("Sheet2"), place, projects)
        book.add_worksheet("Sheet3")
    return path


def gaoming_workbook(path: Path) -> Path:
    """The roster and the ledger of a real district, of 93 firms and 42 projects, as the workbook of its office."""
    rows, ledger = _table("enterprise"), _table("investment")
    firms = [(one["name"], one["industry"], _number(one["revenue_100m_cny"]), _whole(one["employees"])) for one in rows]
    projects = [(one["name"], one["industry"], _number(one["amount_100m_cny"]), one["stage"]) for one in ledger]
    return office_workbook(path, "佛山市高明区", firms, projects)


def _table(name: str) -> list[dict[str, str]]:
    with gzip.open(shared_data() / "gaoming" / f"{name}.csv.gz", "rt", encoding="utf-8") as lines:
        return list(csv_module.DictReader(lines))


def _number(text: str) -> float | None:
    return float(text) if text else None


def _whole(text: str) -> int | None:
    return int(float(text)) if text else None


def _roster(sheet: Any, place: str, firms: Sequence[Firm]) -> None:
    sheet.merge_range("A1:G1", f"{place}重点企业名单（2025年6月）")
    sheet.write_string("A2", "单位：亿元、人")
    for column, head in ((0, "序号"), (1, "企业名称"), (2, "所属行业"), (5, "成立时间"), (6, "备注")):
        sheet.merge_range(2, column, 3, column, head)
    sheet.merge_range("D3:E3", "经营情况")
    sheet.write_row("D4", ["2024年营业收入", "从业人数"])
    row, half = 4, len(firms) // 2
    for number, (name, industry, revenue, staff) in enumerate(firms, start=1):
        if number == half:
            row = _heading(sheet, row, "二、规模以下企业")
        cells = [number, _odd_name(number, name), industry, _about(number, revenue), _staff(number, staff)]
        for column, cell in enumerate([*cells, DATES[number % len(DATES)]]):
            sheet.write(row, column, cell)
        row += 1
        if number == half:
            sheet.write_row(row, 0, ["", "小 计", "", sum(one[2] or 0 for one in firms[:half])])
            row += 1
    sheet.write_row(row, 0, ["合 计", f"{len(firms)}家", "", sum(one[2] or 0 for one in firms)])
    sheet.write_string(row + 2, 0, "注：营业收入为快报数，个别企业为估计。")
    sheet.write_string(row + 3, 0, "填报单位：区经济促进局")


def _ledger(sheet: Any, place: str, projects: Sequence[Project]) -> None:
    sheet.write_string("A1", f"{place}重大项目台账")
    sheet.write_string("E1", "单位：亿元")
    sheet.write_row("A2", ["序号", "项目名称", "行业", "总投资", "形象进度", "责任单位"])
    for number, (name, industry, amount, stage) in enumerate(projects, start=1):
        sheet.write_row(number + 1, 0, [number, name, industry, amount if amount is not None else "待定", stage])
    sheet.write_row(len(projects) + 2, 0, ["", "总计", "", sum(one[2] or 0 for one in projects)])


def _heading(sheet: Any, row: int, text: str) -> int:
    sheet.merge_range(row, 0, row, 6, text)
    return row + 1


def _odd_name(number: int, name: str) -> str:
    return {0: f"{name} ", 1: f"{name}*", 2: name.replace("（", "("), 3: f"  {name}"}.get(number % 7, name)


def _about(number: int, revenue: float | None) -> str | float:
    if revenue is None:
        return "不详"
    return {0: f"约{revenue:g}亿元", 1: f"{revenue:g}-{revenue + 1:g}亿元", 2: f"{revenue:g}亿"}.get(
        number % 6, revenue
    )


def _staff(number: int, staff: int | None) -> str | int:
    if staff is None:
        return "—"
    return {0: f"{staff}+人", 1: f"{staff}人以上"}.get(number % 5, staff)
