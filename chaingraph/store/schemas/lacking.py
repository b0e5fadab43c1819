"""What the tables of a file lack for the facts of today, as the SQL text that would add it."""

import sqlite3
from collections.abc import Iterable, Iterator

from chaingraph.model.kinds import Kind

FOLDER = "chaingraph/store/schemas"
EVIDENCE_TYPE = "TEXT"


def lacking(db: sqlite3.Connection, kinds: Iterable[Kind]) -> tuple[str, ...]:
    """Statements that give the file a table for every kind and a column for every field; none when nothing lacks."""
    return tuple(statement for kind in kinds for statement in _of_kind(db, kind))


def advice(statements: Iterable[str], version: int) -> str:
    """What a developer is to do about them: a new version of the schema, never a change to a released one."""
    text = "".join(f"{statement};\n" for statement in statements)
    file = f"{FOLDER}/{version + 1:04d}.sql"
    return f"数据结构缺少事实所需的列：请新增文件 {file}（python tools/next_schema.py --write 即可），内容为\n{text}"


def types_of(kind: Kind) -> dict[str, str]:
    """SQL type by column, evidence included."""
    own = {column.name: column.sql_type for column in kind.columns}
    return own | {name: EVIDENCE_TYPE for name in kind.column_names if name not in own}


def types_in(db: sqlite3.Connection, table: str) -> dict[str, str]:
    """SQL type by column of a table, but for the store's own columns; empty when there is no such table."""
    rows = db.execute("SELECT name, type FROM pragma_table_info(?)", (table,)).fetchall()
    return {str(name): str(kind) for name, kind in rows if not str(name).startswith("_")}


def _of_kind(db: sqlite3.Connection, kind: Kind) -> Iterator[str]:
    there, needed = types_in(db, kind.name), types_of(kind)
    if not there:
        yield _table(kind.name, needed)
        yield f'CREATE INDEX "{kind.name}_import" ON "{kind.name}" ("_import")'
        return
    for name, sql_type in needed.items():
        if name not in there:
            yield f'ALTER TABLE "{kind.name}" ADD COLUMN "{name}" {sql_type}'


def _table(name: str, types: dict[str, str]) -> str:
    columns = ", ".join(f'"{column}" {sql_type}' for column, sql_type in types.items())
    return (
        f'CREATE TABLE "{name}" ("_key" TEXT NOT NULL, "_import" INTEGER NOT NULL '
        f'REFERENCES imports(sequence) ON DELETE CASCADE, "_digest" BLOB NOT NULL, {columns}, '
        f'PRIMARY KEY ("_key", "_import")) WITHOUT ROWID'
    )
