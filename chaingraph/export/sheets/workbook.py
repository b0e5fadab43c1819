"""The workbook officers hand on: 说明, 目标企业清单, 缺口清单, 本地企业清单."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from chaingraph.export.sheets.cover import cover_lines
from chaingraph.export.sheets.lists import firm_table, gap_table, target_table
from chaingraph.export.sheets.sheet import Looks, write_cover, write_table
from chaingraph.export.table import Table
from chaingraph.findings.move.target import Target
from chaingraph.findings.place.gap import Coverage, Gap
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.snapshot import Snapshot
from chaingraph.settings import Settings

PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
CREATED = datetime(2000, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """What the workbook of a chain in a place is made of."""

    snapshot: Snapshot
    coverage: Coverage
    graph: ChainGraph
    gaps: Sequence[Gap]
    targets: Sequence[Target]
    rules: Settings


def target_workbook(lists: Lists) -> bytes:
    """The four sheets as xlsx bytes, opened at the targets; the same findings give the same bytes. O(rows)."""
    targets, gaps, firms = _tables(lists)
    return workbook((targets, gaps, firms), cover_lines(lists.coverage, lists.targets, lists.rules))


def gap_workbook(lists: Lists) -> bytes:
    """The same four sheets, the gaps first. O(rows)."""
    targets, gaps, firms = _tables(lists)
    return workbook((gaps, targets, firms), cover_lines(lists.coverage, lists.targets, lists.rules))


def table_workbook(table: Table, lines: Sequence[tuple[str, str]] = ()) -> bytes:
    """One table alone as a workbook; ``lines`` are further (label, text) lines of its cover. O(rows)."""
    told = (("标题", table.title or table.sheet), ("概况", f"{len(table.rows)} 行"))
    dated = (("数据截至", table.as_of),) if table.as_of else ()
    fair = (("用途说明", "由规则计算得出，供研判参考；未知的留空，不是零"),)
    return workbook((table,), (*told, *dated, *lines, *fair))


def _tables(lists: Lists) -> tuple[Table, Table, Table]:
    """Targets, gaps, local firms."""
    most, cover = lists.rules.export_rows, lists.coverage
    return (
        target_table(lists.targets[:most], lists.snapshot, cover),
        gap_table(lists.gaps[:most], cover),
        firm_table(lists.snapshot, cover, lists.graph),
    )


def workbook(tables: Sequence[Table], cover: Sequence[tuple[str, str]]) -> bytes:
    """A cover sheet of (label, text) lines, then one sheet a table, as xlsx bytes without formulas or links."""
    out = BytesIO()
    book: Any = xlsxwriter.Workbook(out, PLAIN)
    book.set_properties({"title": cover[0][1], "author": "产业链图谱", "created": CREATED})
    looks = Looks.of(book)
    write_cover(book.add_worksheet("说明"), cover, looks)
    for table in tables:
        write_table(book.add_worksheet(table.sheet), table, looks)
    book.get_worksheet_by_name(tables[0].sheet).activate()
    book.close()
    return out.getvalue()
