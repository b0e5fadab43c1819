"""Tables below one another in one sheet are each read, under their own titles."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from chaingraph.store.base.memory import MemoryStore
from loaders.cells.cells import Cell
from loaders.cells.raw_sheet import RawSheet
from loaders.run import load
from loaders.sheets.sheets import TableSheet, read_tables
from tests.loaders.files import AT, RULES, xlsx

FIRMS: list[list[Cell]] = [
    ["企业名称", "营业收入（万元）", "所在城市"],
    ["甲阀门有限公司", 300, "佛山市"],
    ["乙阀门有限公司", 400, "佛山市"],
]
BLANK: list[Cell] = []
PROJECTS: list[list[Cell]] = [["项目名称", "所在园区", "总投资（亿元）", "投资方"], ["丁项目", "高新园", 3, "丁公司"]]
LINKS: list[list[Cell]] = [["供应商", "采购方"], ["甲阀门有限公司", "乙阀门有限公司"]]
PARKS: list[list[Cell]] = [["园区名称", "省", "市"], ["高新园", "广东", "佛山"]]


def tables(rows: Sequence[list[Cell]]) -> list[TableSheet]:
    """What a sheet of these rows holds."""
    filled = tuple((number, row) for number, row in enumerate(rows, 1) if row)
    raw = RawSheet(file="表.xlsx", sheet="Sheet1", encoding="", hidden=False, filled=0, rows=filled)
    return [one for one in read_tables(raw) if isinstance(one, TableSheet)]


def shape(rows: Sequence[list[Cell]]) -> list[tuple[str, int, int]]:
    """Table, number of its header's row and count of its rows."""
    return [(one.table.name, one.header_row, len(one.rows)) for one in tables(rows)]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([*FIRMS, *PROJECTS], [("enterprises", 1, 2), ("projects", 4, 1)]),
        ([*FIRMS, BLANK, *PROJECTS], [("enterprises", 1, 2), ("projects", 5, 1)]),
        ([*FIRMS, BLANK, ["在建项目"], *PROJECTS], [("enterprises", 1, 2), ("projects", 6, 1)]),
        ([*FIRMS, ["表二 在建项目"], *PROJECTS], [("enterprises", 1, 2), ("projects", 5, 1)]),
        ([*FIRMS, BLANK, *LINKS, BLANK, *PARKS], [("enterprises", 1, 2), ("supply_links", 5, 1), ("parks", 8, 1)]),
        ([["企业名称"], ["甲公司"], ["乙公司"], BLANK, *PROJECTS], [("enterprises", 1, 2), ("projects", 5, 1)]),
        (
            [["名单"], *FIRMS, BLANK, ["企业名称", "主要产品"], ["丙公司", "泵"]],
            [("enterprises", 2, 2), ("enterprises", 6, 1)],
        ),
        (
            [*FIRMS, BLANK, [None, "项目名称", "园区"], [None, "丁项目", "高新园"]],
            [("enterprises", 1, 2), ("projects", 5, 1)],
        ),
        (
            [*FIRMS, ["合计", 700, None], BLANK, ["二、规下企业"], *FIRMS],
            [("enterprises", 1, 3), ("enterprises", 7, 2)],
        ),
    ],
)
def test_every_table_below_another_is_read(rows: list[list[Cell]], expected: list[tuple[str, int, int]]) -> None:
    assert shape(rows) == expected


def test_a_firm_with_only_its_name_above_a_further_header_stays_a_record() -> None:
    assert shape([*FIRMS, ["丙阀门有限公司", None, None], *PROJECTS]) == [("enterprises", 1, 3), ("projects", 5, 1)]


def test_a_further_table_has_its_own_unit_and_place_and_takes_the_rest_from_the_sheet() -> None:
    head: list[Cell] = ["企业名称", "营业收入"]
    first, second, third = tables(
        [
            ["佛山市企业 单位：亿元"],
            head,
            ["甲公司", 3],
            BLANK,
            ["珠海市企业 单位：万元"],
            head,
            ["乙公司", 4],
            BLANK,
            ["其他企业（2025年6月）"],
            head,
            ["丙公司", 5],
        ]
    )
    assert [(one.titles.units["money"], one.titles.spot.city) for one in (first, second, third)] == [
        ("亿元", "佛山市"),
        ("万元", "珠海市"),
        ("亿元", "佛山市"),
    ]
    assert (first.titles.as_of, third.titles.as_of) == (None, "2025-06")


def test_a_place_in_the_rows_above_is_no_title_of_the_table_below() -> None:
    assert tables([*FIRMS, BLANK, ["企业名称", "主要产品"], ["丙公司", "泵"]])[1].titles.spot.city is None


def test_tables_of_several_kinds_in_one_sheet_come_into_the_store_together(tmp_path: Path) -> None:
    store = MemoryStore()
    book = xlsx(
        tmp_path, "一张表.xlsx", {"Sheet1": [[c or "" for c in r] for r in [*FIRMS, BLANK, *PARKS, BLANK, *PROJECTS]]}
    )
    load([book], store, rules=RULES, at=AT)
    facts = store.read()[1]
    assert [one.name for one in facts["parks"]] == ["高新园"]
    assert [one.name for one in facts["projects"]] == ["丁项目"]
    assert {"甲阀门有限公司", "乙阀门有限公司"} <= {one.name for one in facts["enterprises"]}
