"""What a program with one field more does to old files; run in a copy of the tree by test_growth.

``python -m tests.store.grown FIXTURE OUT [NEO4J_URL]``
"""

import json
import shutil
import sys
from pathlib import Path
from typing import Any

from chaingraph.ids import EnterpriseId, ImportId
from chaingraph.model.enterprise import Enterprise
from chaingraph.store.base.dump import dumped, restore
from chaingraph.store.base.port import ImportBatch, Store
from chaingraph.store.neo4j.address import address_of
from chaingraph.store.neo4j.store import Neo4jStore
from chaingraph.store.sqlite import SqliteStore
from tests.store.old_world import answers, facts_of, put_graph


def walk(store: Store) -> dict[str, Any]:
    """What it says of old facts, and of the same with the new field set on one of them."""
    before = answers(store)
    red: dict[str, Any] = {"colour": "红"}
    fact = Enterprise(id=EnterpriseId("乙"), name="乙铜箔", **red)
    store.write(ImportBatch(id=ImportId("新列"), title="新列", facts={"enterprises": [fact]}))
    return {"before": before, "after": answers(store)["facts"], "damage": len(store.verify())}


def main(fixture: Path, out: Path, neo4j_url: str | None) -> None:
    """The answers of each old file, and the grown files, in the folder."""
    journal = (fixture / "journal.jsonl").read_text(encoding="utf-8")
    told: dict[str, Any] = {"journal": facts_of(journal)}
    shutil.copy(fixture / "store.sqlite", out / "grown.db")
    with SqliteStore(out / "grown.db") as store, SqliteStore(out / "restored.db") as restored:
        told["file"] = walk(store)
        restore(restored, fixture / "store.backup")
        told["backup"] = walk(restored)
        (out / "grown.backup").write_bytes(dumped(store))
    if neo4j_url:
        with Neo4jStore(address_of(neo4j_url)) as graph:
            put_graph(graph, journal)
            told["neo4j"] = walk(graph)
    (out / "told.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else None)
