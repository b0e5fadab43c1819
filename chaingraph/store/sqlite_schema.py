"""Tables of the SQLite file, made from the one table of kinds, and how an older file becomes a newer one."""

from chaingraph.model.kinds import KINDS, Kind

APPLICATION_ID = 0x43474831  # "CGH1"


def names(kind: Kind) -> str:
    """The columns of a kind, quoted."""
    return ", ".join(f'"{name}"' for name in kind.column_names)


def _table(kind: Kind) -> str:
    columns = ", ".join(f'"{c.name}" {c.sql_type}' for c in kind.columns)
    return (
        f'CREATE TABLE "{kind.name}" ("_key" TEXT NOT NULL, "_import" INTEGER NOT NULL '
        f'REFERENCES imports(sequence) ON DELETE CASCADE, "_digest" BLOB NOT NULL, {columns}, '
        f'"source" TEXT, "as_of" TEXT, "origin" TEXT, PRIMARY KEY ("_key", "_import")) WITHOUT ROWID'
    )


MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE imports (sequence INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, "
        "title TEXT NOT NULL, at TEXT NOT NULL, by TEXT NOT NULL, rows INTEGER NOT NULL, report TEXT NOT NULL)",
        "CREATE TABLE kept (name TEXT PRIMARY KEY, content BLOB NOT NULL, stamp INTEGER NOT NULL) WITHOUT ROWID",
        *(_table(kind) for kind in KINDS),
        *(f'CREATE INDEX "{kind.name}_import" ON "{kind.name}" ("_import")' for kind in KINDS),
    ),
    (
        "CREATE TABLE records (family TEXT NOT NULL, key TEXT NOT NULL, content TEXT NOT NULL, digest BLOB NOT NULL, "
        "PRIMARY KEY (family, key)) WITHOUT ROWID",
    ),
)
"""One tuple of statements a schema version; the file's user_version says how many have run."""
