"""A store of invented firms for the web benchmark, and the server over it as a process of its own."""

import csv
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from benchmarks.realdata import shared_data, write_table
from chaingraph.settings import Settings
from chaingraph.store.sqlite import SqliteStore
from loaders.run import load

HEADERS = ("企业名称", "省", "市", "成立日期", "营业收入(万元)", "从业人数", "行业", "主营产品")
PRODUCT = "；"


def store_of(count: int, folder: Path) -> Path:
    """The store with so many firms of ``make_scale.py``, made unless it is there."""
    path = folder / f"web-{count}.db"
    if path.exists():
        return path
    with tempfile.TemporaryDirectory() as scratch:
        raw = Path(scratch) / "raw"
        command = [sys.executable, str(shared_data() / "make_scale.py"), "--n", str(count), "--out", str(raw)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        table = Path(scratch) / "企业.csv"
        write_table(
            table, ("企业名称", "省", "市", "成立日期", "营业收入(万元)", "从业人数", "行业", "主营产品"), _rows(raw)
        )
        with SqliteStore(path) as store:
            report = load([table], store, rules=Settings(), by="benchmark", at="2026-11-25T00:00:00Z")
            print(f"loaded {report.accepted:,} of {report.read:,} firms")
    return path


def _rows(raw: Path) -> Iterator[tuple[str, ...]]:
    offered: dict[str, list[str]] = {}
    with (raw / "offerings.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            offered.setdefault(row["firm_id"], []).append(f"{row['product']}:{row['revenue_share']}")
    with (raw / "enterprises.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            yield (
                f"{row['name']}{row['firm_id']}",
                row["province"],
                row["city"],
                row["founded"],
                f"{float(row['revenue_million_cny']) * 100:.2f}",
                row["employees"],
                row["sw_l3"],
                PRODUCT.join(offered.get(row["firm_id"], ())),
            )


@contextmanager
def server(store: Path) -> Iterator[tuple[str, psutil.Process]]:
    """The address of ``chaingraph serve`` over the store, and its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        str(Path(sys.executable).with_name("chaingraph")),
        "serve",
        "--port",
        str(port),
        "--store",
        f"sqlite:///{store}",
    ]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address)
        yield address, psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait(20)


def _wait(address: str) -> None:
    for _ in range(600):
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=5).read()
            return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError("the server did not start")
