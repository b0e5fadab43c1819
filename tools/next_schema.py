"""Print the SQL text that the facts of today need beyond the frozen schemas; ``--write`` puts it into a new file."""

import sqlite3
import sys
from pathlib import Path

from chaingraph.model.kinds import KINDS
from chaingraph.store.schemas.frozen import frozen, statements
from chaingraph.store.schemas.lacking import FOLDER, lacking

ROOT = Path(__file__).resolve().parents[1]


def next_schema() -> str:
    """Statements for the next version, or nothing."""
    db = sqlite3.connect(":memory:")
    for text in frozen():
        for statement in statements(text):
            db.execute(statement)
    text = "".join(f"{statement};\n" for statement in lacking(db, KINDS))
    db.close()
    return text


def main(arguments: list[str]) -> int:
    """Exit code 1 when something lacks and was not written."""
    text = next_schema()
    if not text:
        print("The frozen schemas hold every field.")
        return 0
    version = len(frozen()) + 1
    path = ROOT / FOLDER / f"{version:04d}.sql"
    print(f"{path.relative_to(ROOT)}:\n{text}", end="")
    if "--write" not in arguments:
        return 1
    path.write_text(f"-- Version {version}. Frozen once released.\n{text}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
