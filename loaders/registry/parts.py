"""One input of a registry: its rows by the loaders' own rules, in Parquet beside those that were refused and why."""

import hashlib
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from chaingraph.ids import EnterpriseId
from chaingraph.library.gazetteer import Spot
from chaingraph.model.links import Offering
from chaingraph.scale.layout import FIRMS, Registry, firm_row
from chaingraph.settings import Settings
from chaingraph.store.base.port import empty_facts
from loaders.cells.lists import is_accounting
from loaders.facts.building import Building
from loaders.facts.rows import ParsedRow, parsed
from loaders.known.names import firm_key
from loaders.record.journal import Journal
from loaders.record.report import Severity
from loaders.record.sources import LOADER_VERSION
from loaders.registry.reading import tables_in
from loaders.run import build
from loaders.sheets.sheets import TableSheet

SHARDS = 16
DONE = "done"
SHARD = [("shard", pa.int64())]
SAID = pa.schema([*SHARD, *FIRMS])
OFFERS = pa.schema([*SHARD, ("file", pa.string()), ("row", pa.int64()), ("name", pa.string()), ("key", pa.string()),
                    ("product", pa.string()), ("share", pa.float64())])  # fmt: skip
REFUSED = pa.schema(
    [(name, pa.int64() if name == "row" else pa.string()) for name in
     ("file", "sheet", "row", "column", "value", "rule", "reason", "original")]
)  # fmt: skip
FILES = {"firms": SAID, "offers": OFFERS, "rejected": REFUSED}


@dataclass
class Counts:
    """Rows of one run: accepted + merged + rejected = read."""

    read: int = 0
    accepted: int = 0
    merged: int = 0
    rejected: int = 0
    skipped: list[str] = field(default_factory=list)

    def add(self, journal: Journal) -> None:
        """Count what a journal counted."""
        for name in ("read", "accepted", "merged", "rejected"):
            setattr(self, name, getattr(self, name) + journal.total(name))


def shard_of(key: str) -> int:
    """The partition of a firm, by its normalised name: all that is said of one name meets in one."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=4).digest()) % SHARDS


def read_input(path: Path, registry: Registry, rules: Settings, spot: Spot, on: str) -> Counts | None:
    """Read one file into its part; None when these bytes were read before. A part half written is written anew."""
    folder = registry.parts / _digest(path, spot)
    if (folder / DONE).exists():
        return None
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    counts = Counts()
    writers = {name: pq.ParquetWriter(folder / f"{name}.parquet", schema) for name, schema in FILES.items()}
    try:
        for table in tables_in(path, rules):
            if table.table.name not in ("enterprises", "offerings"):
                counts.skipped.append(table.table.sheet)
                continue
            journal = Journal()
            for name, rows in _rows(table, journal, rules, spot, on).items():
                writers[name].write_table(pa.Table.from_pylist(rows, schema=FILES[name]))
            counts.add(journal)
    finally:
        for writer in writers.values():
            writer.close()
    (folder / DONE).write_text(path.name, encoding="utf-8")
    return counts


def _digest(path: Path, spot: Spot) -> str:
    """Of the file's bytes, the loaders' version and the place its rows were said to be in."""
    told = hashlib.blake2b(repr((LOADER_VERSION, path.suffix, spot)).encode(), digest_size=16)
    with path.open("rb") as stream:
        while block := stream.read(1 << 20):
            told.update(block)
    return told.hexdigest()


def _rows(table: TableSheet, journal: Journal, rules: Settings, spot: Spot, on: str) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    if table.table.name == "enterprises":
        building = Building(empty_facts(), journal, default=spot, on=on)
        build([table], building, rules, lambda *_: None)
        found["firms"] = sorted(_firms(building.sorted_facts()), key=lambda row: (row["shard"], row["id"]))
    else:
        found["offers"] = list(_offers(table, journal, rules))
    wrong = (Severity.REJECTED, Severity.CONFLICT)
    found["rejected"] = [
        {
            "file": issue.file, "sheet": issue.sheet, "row": issue.row, "column": issue.column, "value": issue.value,
            "rule": issue.rule, "reason": issue.message, "original": issue.original,
        }
        for issue in journal.issues
        if issue.severity in wrong
    ]  # fmt: skip
    return found


def _firms(facts: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    made: dict[EnterpriseId, list[Offering]] = {}
    for one in facts.get("offerings", ()):
        made.setdefault(one.enterprise, []).append(one)
    for firm in facts.get("enterprises", ()):
        yield {"shard": shard_of(firm_key(firm.name)), **firm_row(firm, made.get(firm.id, ()))}


def _offers(table: TableSheet, journal: Journal, rules: Settings) -> Iterator[dict[str, Any]]:
    for row in parsed(table, journal, rules.max_cell):
        if is_accounting(row.get("product")):
            journal.tell(Severity.REJECTED, row.place, "会计科目", "是会计科目，不是产品", value=row.get("product"))
            journal.count("offerings", "rejected")
            continue
        journal.count("offerings", "accepted")
        yield _offer(row)


def _offer(row: ParsedRow) -> dict[str, Any]:
    key = firm_key(row.get("enterprise"))
    return {
        "shard": shard_of(key), "file": row.place.file, "row": row.place.row, "name": row.get("enterprise"),
        "key": key, "product": row.get("product"), "share": row.get("share"),
    }  # fmt: skip
