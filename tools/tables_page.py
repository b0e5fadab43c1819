"""Print docs/tables.md, made from the one table of tables; ``--write`` puts it there."""

import sys
from pathlib import Path

from loaders.tables.tables import TABLES, Column, Table

PATH = Path(__file__).resolve().parents[1] / "docs" / "tables.md"
KINDS = {
    "text": "text", "name": "name", "firm_name": "firm", "list": "list （；）",
    "products": "list （；, each may carry `:share`)",
    "roles": "list （；）", "signals": "list （； each `kind@date: text`)",
    "uscc": "18 characters, as text", "money": "money",
    "signed": "money, may be negative", "exact": "money, exact to the fen", "land": "area in 亩", "plant": "area in ㎡",
    "count": "whole number", "share": "0–1 or %", "soft_share": "0–1 or %", "date": "date", "past_date": "date",
    "year": "year", "status": "choice", "flag": "1 / 0", "verdict": "是 / 否", "stage": "choice", "locality": "choice",
    "batch": "choice", "choice": "choice", "quarter": "quarter", "period": "year, half, quarter or month",
    "figure": "number, may carry a unit", "number": "number", "whole": "whole number",
    "causes": "list （； each `cause：from至to`)",
}  # fmt: skip
HEAD = """# Tables in

A folder of CSV files, or one workbook with a sheet each; `chaingraph template` writes an empty one. Headers may be
Chinese or the English name, with a unit beside them; columns in any order; **bold** is required. An empty cell is
"not known", 0 is zero. Money without a unit is 万元; dates are 2025, 2025.6, 2025年6月1日 and the like. Title rows,
unit lines, merged names, totals and sections are understood. `python -m tools.tables_page --write` makes this page.

Some ledgers of parks have a column for each thing and are unfolded on the way in: 园区要素 with 目标 and 完成
under each factor, 园区清单 (五个一, 三制) with a column for each entry (√ takes the date of the title), 考评数据
with a column for each indicator.
"""


def page() -> str:
    """The whole page; the same tables give the same bytes."""
    return HEAD + "".join(_table(table) for table in TABLES)


def _table(table: Table) -> str:
    names = "、".join(name for name in table.also if not name.isascii())
    told = f" (also {names})" if names else ""
    rows = "".join(_row(column) for column in table.columns)
    return f"\n## {table.name} · {table.sheet}{told}\n\n| column | 表头 | holds | note |\n|---|---|---|---|\n{rows}"


def _row(column: Column) -> str:
    name = f"**{column.field}**" if column.required else column.field
    choices = "、".join(column.choices) if column.kind not in ("flag", "verdict") else ""
    note = "；".join(part for part in (choices, column.note) if part)
    return f"| {name} | {column.label} | {KINDS[column.kind]} | {note} |\n"


def main(arguments: list[str]) -> int:
    """Exit code 1 when the page differs and was not written."""
    text = page()
    if "--write" in arguments:
        PATH.write_text(text, encoding="utf-8")
        return 0
    print(text, end="")
    return int(PATH.read_text(encoding="utf-8") != text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
