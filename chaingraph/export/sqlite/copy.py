"""The read-only file itself, with a view in Chinese over each table, and the metadata that Datasette shows."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from chaingraph.export.sqlite.rows import ROWS
from chaingraph.export.sqlite.views import VIEWS, View
from chaingraph.export.text import readable
from chaingraph.graph.snapshot import Snapshot

READ_ONLY = 0o444
METADATA = ".metadata.json"
TITLE = "产业链图谱数据副本"
ABOUT = "只读副本：企业、产品、供应关系、所在环节、环节、园区。账号、线索、联系方式不在其中；空值是未知，不是零。"


def write_sqlite(snapshot: Snapshot, out: Path) -> int:
    """Write the file and its metadata beside it, and return how many rows it has; the same data give the same bytes.

    The path must be free. O(facts).
    """
    rows = 0
    with closing(sqlite3.connect(out)) as file, file:
        for view in VIEWS:
            rows += _table(file, view, snapshot)
    out.chmod(READ_ONLY)
    metadata = json.dumps(_metadata(snapshot, out.stem), ensure_ascii=False, indent=1, sort_keys=True)
    out.with_name(out.name + METADATA).write_text(metadata + "\n", encoding="utf-8")
    return rows


def _table(file: sqlite3.Connection, view: View, snapshot: Snapshot) -> int:
    """A table, its rows and its view; names come from our own list only."""
    columns = ", ".join(f'"{column.name}" {column.sql}' for column in view.columns)
    file.execute(f'CREATE TABLE "{view.table}" ({columns})')
    marks = ", ".join("?" for _ in view.columns)
    found = [tuple(map(_cell, row)) for row in ROWS[view.table](snapshot)]
    file.executemany(f'INSERT INTO "{view.table}" VALUES ({marks})', found)  # noqa: S608
    titled = ", ".join(f'"{column.name}" AS "{column.title}"' for column in view.columns)
    file.execute(f'CREATE VIEW "{view.title}" AS SELECT {titled} FROM "{view.table}"')  # noqa: S608
    return len(found)


def _cell(value: Any) -> Any:
    return readable(value) if isinstance(value, str) else value


def _metadata(snapshot: Snapshot, database: str) -> dict[str, Any]:
    tables: dict[str, Any] = {}
    for view in VIEWS:
        for name, titled in ((view.table, False), (view.title, True)):
            columns = {c.title if titled else c.name: c.note or (c.name if titled else c.title) for c in view.columns}
            tables[name] = {"title": view.title, "description": view.note, "columns": columns}
    about = f"{ABOUT}数据版本 {snapshot.version}。"
    return {"title": TITLE, "description": about, "databases": {database: {"tables": tables}}}
