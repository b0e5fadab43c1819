"""Whether two checkouts answer with the same bytes: commands, pages and exports of the demo city and of a real list.

    python -m tools.compare_checkouts BEFORE AFTER [--python PYTHON]

Each checkout makes its own stores and is asked by its own commands and its own server, in separate processes. Prints a
line per answer that differs and "N of M answers equal"; exit status 0 only when all are. The real list needs the shared
data; without it only the demo city is compared.
"""

import argparse
import hashlib
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import urlopen

from benchmarks.realdata import ashare, shared_data, yangzhou

DEMO = (("新乡市", "动力电池"), ("新乡市", "高端装备·隧道掘进机"))
REAL = (("扬州市", "动力电池"), ("扬州市", "汽车零部件"), ("扬州市", "光伏"))
MOVING = re.compile(rb"\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\.\d+)?)?(\+\d\d:\d\d|Z)?")
"""Moments of an import differ from run to run; they are taken out on both sides."""
PLACE_PAGES = ("panorama", "gaps", "targets", "matrix", "flow", "extend", "portfolio", "scenario")
START_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Checkout:
    """One tree and the Python that runs it."""

    root: Path
    python: str

    def run(self, args: Sequence[str], folder: Path) -> bytes:
        """What a command prints, its errors and status included."""
        done = subprocess.run(self.command(args), cwd=folder, env=self.env(), capture_output=True, check=False)  # noqa: S603
        return done.stdout + done.stderr + f"[{done.returncode}]".encode()

    def command(self, args: Sequence[str]) -> list[str]:
        """The argument list that runs a command as this tree's own pyproject names it, whatever is installed."""
        points = tomllib.loads((self.root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"]
        module, _, name = points["chaingraph.commands"][args[0]].partition(":")
        code = f"import importlib; importlib.import_module({module!r}).{name}(prog_name='chaingraph')"
        return [self.python, "-c", code, *args[1:]]

    def env(self) -> Mapping[str, str]:
        """The environment in which this tree is found first."""
        return {**os.environ, "PYTHONPATH": str(self.root), "PYTHONHASHSEED": "0"}


def answers(checkout: Checkout, folder: Path) -> dict[str, bytes]:
    """Every answer of a checkout by what was asked."""
    found = {}
    for name, places in stores(checkout, folder):
        store = f"sqlite:///{folder}/{name}.db"
        for label, args in commands(places):
            found[f"{name}: {label}"] = checkout.run([*args, "--store", store], folder)
        with served(checkout, store, folder) as base:
            for path in paths(places):
                found[f"{name}: {path}"] = fetched(base, path)
    return {label: steady(answer) for label, answer in found.items()}


def stores(checkout: Checkout, folder: Path) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """Fresh stores with what to ask of each; the real ones only where the shared data lies."""
    demo = [
        str(path)
        for path in sorted((checkout.root / "loaders" / "demo").iterdir())
        if path.is_dir() and path.name[0] != "_"
    ]
    checkout.run(["load", *demo, "--store", f"sqlite:///{folder}/demo.db"], folder)
    yield "demo", DEMO
    if shared_data().is_dir():
        lists = [str(yangzhou(folder / "yangzhou")), str(ashare(folder / "ashare"))]
        checkout.run(["load", *lists, "--store", f"sqlite:///{folder}/real.db"], folder)
        yield "real", REAL


def commands(places: Sequence[tuple[str, str]]) -> Iterator[tuple[str, list[str]]]:
    """Commands to ask, with a label each."""
    for place, chain in places:
        for name in ("gaps", "targets", "coverage", "extend"):
            for form in ("json", "csv", "table"):
                yield f"{name} {place} {chain} {form}", [name, "--place", place, "--chain", chain, "--format", form]
    for name in ("chains", "parks", "changes"):
        yield name, [name, "--format", "json"]


def paths(places: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Addresses of pages, JSON and exports."""
    yield from (
        "/",
        "/enterprises",
        "/leads",
        "/imports",
        "/compare",
        "/openapi.json",
        "/api/v1/chains",
        "/api/v1/places",
    )
    for place, chain in places:
        where, query = f"/places/{quote(place)}/chains/{quote(chain)}", f"?place={quote(place)}&chain={quote(chain)}"
        yield from (f"/{page}{query}" for page in PLACE_PAGES)
        yield from (
            f"/{page}{query}&format={form}"
            for page, form in (("gaps", "xlsx"), ("targets", "xlsx"), ("panorama", "svg"))
        )
        yield from (f"/api/v1{where}/{name}" for name in ("gaps", "targets", "panorama", "coverage", "flow"))


@contextmanager
def served(checkout: Checkout, store: str, folder: Path) -> Iterator[str]:
    """The checkout's own server on a free port of this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    args = checkout.command(["serve", "--store", store, "--port", str(port)])
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen(args, cwd=folder, env=checkout.env(), **quiet)  # noqa: S603
    try:
        base = f"http://127.0.0.1:{port}"
        _wait(base)
        yield base
    finally:
        server.terminate()
        server.wait()


def _wait(base: str) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        try:
            urlopen(f"{base}/healthz").close()  # noqa: S310
        except URLError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit(f"{base} did not answer")


def fetched(base: str, path: str) -> bytes:
    """Status and body of an address."""
    try:
        with urlopen(base + path) as answer:  # noqa: S310
            return f"[{answer.status}]".encode() + answer.read()
    except HTTPError as refused:
        return f"[{refused.code}]".encode() + refused.read()


def steady(answer: bytes) -> bytes:
    """The answer without the moments of its own run."""
    return MOVING.sub(b"*", answer)


def main() -> None:
    """Compare two checkouts and say what differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    parser.add_argument("--python", default=sys.executable)
    options = parser.parse_args()
    both = []
    for root in (options.before, options.after):
        with tempfile.TemporaryDirectory() as folder:
            both.append(answers(Checkout(root.resolve(), options.python), Path(folder)))
    before, after = both
    labels = sorted(before.keys() | after.keys())
    different = [label for label in labels if before.get(label) != after.get(label)]
    for label in different:
        sides = [hashlib.blake2b(side.get(label, b""), digest_size=4).hexdigest() for side in both]
        print(f"differs: {label}  {len(before.get(label, b''))} {sides[0]} -> {len(after.get(label, b''))} {sides[1]}")
    print(f"{len(labels) - len(different)} of {len(labels)} answers equal")
    sys.exit(1 if different else 0)


if __name__ == "__main__":
    main()
