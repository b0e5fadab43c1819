"""How long the stores take: 100,000 firms with 500,000 offerings written and read back, then one per cent changed.

python -m benchmarks.store [--n 100000] [--quick]

The firms come from ``make_scale.py`` beside the shared data and do not exist. Neo4j runs on this machine with its own
compiler (``--quick``: the test suite's) and 2 GB of heap. Prints the table of docs/performance.md.
"""

import argparse
import csv
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from api.app import create_app
from benchmarks.realdata import shared_data
from chaingraph.ids import EnterpriseId, ImportId, ProductId
from chaingraph.model.enterprise import Enterprise
from chaingraph.model.links import Offering
from chaingraph.service.workspace import Workspace
from chaingraph.settings import Settings
from chaingraph.store.base.port import ImportBatch, Store
from chaingraph.store.neo4j.address import PASSWORD as PASSWORD_NAME
from chaingraph.store.neo4j.address import address_of
from chaingraph.store.neo4j.store import Neo4jStore
from chaingraph.store.sqlite import SqliteStore
from tests.api.web import Web
from tests.neo4j_server import PASSWORD, new_server

Row = tuple[str, float, float]
PRODUCTS = 5.0
ASKED = 40


def scale(folder: Path, firms: int) -> ImportBatch:
    """Invented firms and what they offer."""
    script = shared_data() / "make_scale.py"
    words = ["--n", str(firms), "--mean-products", str(PRODUCTS), "--out", str(folder)]
    subprocess.run([sys.executable, str(script), *words], check=True, stdout=subprocess.DEVNULL)
    enterprises = [
        Enterprise(
            id=EnterpriseId(row["firm_id"]),
            name=row["name"],
            province=row["province"] or None,
            city=row["city"] or None,
            industry=row["sw_l3"] or None,
            industry_code=row["sw_l3_code"] or None,
            revenue_yuan=float(row["revenue_million_cny"]) * 1e6,
            employees=int(float(row["employees"])),
        )
        for row in _rows(folder / "enterprises.csv")
    ]
    offerings = {
        (row["firm_id"], row["product"]): Offering(
            enterprise=EnterpriseId(row["firm_id"]),
            product=ProductId(row["product"]),
            share=min(1.0, float(row["revenue_share"])),
        )
        for row in _rows(folder / "offerings.csv")
    }
    facts = {"enterprises": enterprises, "offerings": list(offerings.values())}
    return ImportBatch(id=ImportId("scale"), title="scale", facts=facts)


def one_per_cent(batch: ImportBatch) -> ImportBatch:
    """Every hundredth row of the batch, said otherwise."""
    firms = [replace(firm, employees=(firm.employees or 0) + 1) for firm in batch.facts["enterprises"][::100]]
    offers = [replace(one, share=(one.share or 0.0) / 2) for one in batch.facts["offerings"][::100]]
    return ImportBatch(id=ImportId("change"), title="change", facts={"enterprises": firms, "offerings": offers})


def measured(store: Store, batch: ImportBatch) -> tuple[dict[str, float], Any]:
    """Seconds of each step, and what the store holds at the end."""
    took: dict[str, float] = {}
    change = one_per_cent(batch)
    took["write all"] = timed(lambda: store.write(batch))
    took["read all back"] = timed(lambda: whole(store))
    took["write a change of 1 %"] = timed(lambda: store.write(change))
    took["read all back after it"] = timed(lambda: whole(store))
    took["ask the version (median)"] = middle(store.data_version)
    took["undo the change"] = timed(lambda: store.undo(change.id))
    took |= asked(Workspace(store, Settings()))
    return took, store.read()


def asked(workspace: Workspace) -> dict[str, float]:
    """Medians of an API answer and a page, the snapshot cached."""
    place = workspace.places()[0].name.replace("/", "%2F")
    web = Web(create_app(workspace))
    paths = {"API": f"/api/v1/places/{place}/chains/动力电池/gaps", "page": f"/places/{place}/chains/动力电池/gaps"}
    for path in paths.values():
        assert web.get(path).status_code == 200, web.get(path).text[:500]
    return {f"{name}: gaps of a city (median)": middle(lambda path=path: web.get(path)) for name, path in paths.items()}  # type: ignore[misc]


def whole(store: Store) -> int:
    """Every fact decoded; how many."""
    _, facts = store.read()
    return sum(len(facts[name]) for name in facts)


def timed(call: Callable[[], Any]) -> float:
    """Seconds of one call."""
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


def middle(call: Callable[[], Any]) -> float:
    """Median seconds of many calls."""
    return statistics.median(timed(call) for _ in range(ASKED))


@contextmanager
def graph_store(folder: Path, *, quick: bool) -> Iterator[Neo4jStore]:
    """A store over a server of its own."""
    os.environ[PASSWORD_NAME] = PASSWORD
    server = new_server(folder, heap="2g", cache="512m", quick=quick).start()
    try:
        with Neo4jStore(address_of(server.url)) as store:
            yield store
    finally:
        server.stop()


def table(rows: Sequence[Row]) -> str:
    """The table as Markdown."""
    lines = ["| what | SQLite | Neo4j |", "|---|---|---|"]
    return "\n".join(
        [*lines, *(f"| {name} | {_seconds(first)} | {_seconds(second)} |" for name, first, second in rows)]
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure both stores and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.store")
    parser.add_argument("--n", type=int, default=100_000)
    parser.add_argument("--quick", action="store_true")
    wanted = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        batch = scale(folder / "scale", wanted.n)
        print(*(f"{len(rows)} {kind}" for kind, rows in batch.facts.items()), file=sys.stderr)
        with SqliteStore(folder / "s.db") as sqlite:
            first, truth = measured(sqlite, batch)
        print(first, file=sys.stderr)
        home = folder / "home"
        home.mkdir()
        with graph_store(home, quick=wanted.quick) as graph:
            second, told = measured(graph, batch)
            print(second, file=sys.stderr)
            assert told == truth, "the stores differ"
            assert graph.verify() == ()
    print(table([(what, first[what], second[what]) for what in first]))
    return 0


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


def _seconds(value: float) -> str:
    return f"{value:.1f} s" if value >= 1 else f"{value * 1000:.1f} ms"


if __name__ == "__main__":
    sys.exit(main())
