"""What a broken Neo4j server does to the store: killed, stopped, frozen, cut off, full; the table of docs/trust.md.

python -m benchmarks.faults [--rounds 20] [--seconds 60]
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

from chaingraph.errors import StoreUnavailable
from chaingraph.ids import EnterpriseId, ImportId, ProductId
from chaingraph.model.enterprise import Enterprise
from chaingraph.model.links import Offering
from chaingraph.store.base.memory import MemoryStore
from chaingraph.store.base.port import Facts, ImportBatch
from chaingraph.store.neo4j.address import PASSWORD as PASSWORD_NAME
from chaingraph.store.neo4j.address import Address, address_of
from chaingraph.store.neo4j.store import Neo4jStore
from tests.graph_fixtures import graph_of, wipe
from tests.neo4j_server import PASSWORD, Server, new_server
from tests.proxy import PASS, SWALLOW, Proxy

NODES = 20_000
ANSWERED_WITHIN = 5.0
HASTY_SECONDS = 10.0
AROUND = 10
ONE_TRANSACTION, BESIDE = 50_000, 0
PROXIED = {"cut": "connections cut", "swallow": "answers swallowed", "delay": "every piece delayed 10 ms"}


@dataclass(slots=True)
class Tally:
    """What one kind of fault did."""

    rounds: int = 0
    refused: int = 0
    missing: int = 0
    unequal: int = 0
    wrong: int = 0
    answers: int = 0
    slowest: float = 0.0
    undisturbed: float = 0.0
    notes: list[str] = field(default_factory=list)


def world(nodes: int = NODES) -> ImportBatch:
    """Invented firms, a product each among a few: as many nodes as asked."""
    products = nodes // 20
    firms = [Enterprise(id=EnterpriseId(f"e{n:06d}"), name=f"企业{n}", city="子市") for n in range(nodes - products)]
    offers = [
        Offering(enterprise=firm.id, product=ProductId(f"产品{number % products}"), share=0.5)
        for number, firm in enumerate(firms)
    ]
    return ImportBatch(id=ImportId("world"), title="world", facts={"enterprises": firms, "offerings": offers})


def graph_digest(store: Neo4jStore) -> str:
    """Changes with any node, relationship or property of the graph."""
    return blake2b(repr(graph_of(store)).encode(), digest_size=8).hexdigest()


def fault_while_loading(
    server: Server, fault: Callable[[], None], *, small: int, delay: float, expected: str, batch: ImportBatch
) -> Tally:
    """One load during which the fault strikes after ``delay`` seconds, the server started again, the load made again.

    Counts acknowledged rows that are missing, and a graph that is not the expected one after the retry.
    """
    tally = Tally(rounds=1)
    with Neo4jStore(address_of(server.url), small=small) as store:
        wipe(store)
        striking = threading.Timer(delay, fault)
        striking.start()
        try:
            acknowledged = store.write(batch)
        except StoreUnavailable:
            acknowledged, tally.refused = False, 1
        striking.join()
    server.gone()
    server.start()
    with Neo4jStore(address_of(server.url), small=small) as store:
        there = any(record.id == batch.id for record in store.imports())
        if acknowledged and not there:
            tally.missing = sum(len(part) for part in batch.facts.values())
        store.write(batch)
        if graph_digest(store) != expected or store.verify() != ():
            tally.unequal = 1
    return tally


def loaded(server: Server, batch: ImportBatch, small: int) -> tuple[str, float]:
    """Digest of the graph after an undisturbed load, and how long the load took."""
    with Neo4jStore(address_of(server.url), small=small) as store:
        wipe(store)
        started = time.monotonic()
        store.write(batch)
        return graph_digest(store), time.monotonic() - started


def fault_while_asking(server: Server, strikes: Sequence[Callable[[], None]], seconds: float) -> Tally:
    """Reads all the time while faults strike evenly: every answer is the whole truth or a refusal in time.

    Reads go on until the last fault is over, however long that takes, and a few times after; ``undisturbed`` is the
    slowest read before the first.
    """
    batch = world(500)
    with MemoryStore() as memory:
        memory.write(batch)
        version, facts = memory.read()
    tally = Tally(rounds=1)
    with Neo4jStore(address_of(server.url)) as store:
        wipe(store)
        store.write(batch)
        before = Tally()
        for _ in range(AROUND):
            _ask(store, before, (version, facts))
        tally.undisturbed = before.slowest
        stop = time.monotonic() + seconds
        striking = threading.Thread(target=_strike, args=(strikes, seconds / (len(strikes) + 1)), daemon=True)
        striking.start()
        while striking.is_alive() or time.monotonic() < stop:
            _ask(store, tally, (version, facts))
        _until_answered(store)
        for _ in range(AROUND):
            _ask(store, tally, (version, facts))
    return tally


def _strike(strikes: Sequence[Callable[[], None]], pause: float) -> None:
    for strike in strikes:
        time.sleep(pause)
        strike()


def _ask(store: Neo4jStore, tally: Tally, truth: tuple[str, Facts]) -> None:
    started = time.monotonic()
    try:
        answer = store.read()
    except StoreUnavailable:
        tally.refused += 1
        time.sleep(0.01)
    else:
        tally.answers += 1
        tally.wrong += answer != truth
    tally.slowest = max(tally.slowest, time.monotonic() - started)


def _until_answered(store: Neo4jStore, seconds: float = 60.0) -> None:
    stop = time.monotonic() + seconds
    while time.monotonic() < stop:
        try:
            store.data_version()
        except StoreUnavailable:
            time.sleep(0.2)
        else:
            return


def restarted(server: Server, how: str) -> Callable[[], None]:
    """A strike that ends the server and starts it again."""

    def strike() -> None:
        if how == "SIGTERM":
            server.term()
        else:
            server.kill()
        server.gone()
        server.start()

    return strike


def frozen(server: Server, seconds: float) -> Callable[[], None]:
    """A strike that freezes the server for a while."""

    def strike() -> None:
        server.freeze()
        time.sleep(seconds)
        server.thaw()

    return strike


def proxied(server: Server, expected: str, batch: ImportBatch, *, mode: str, at: int) -> Tally:
    """A load through a proxy that cuts after ``at`` bytes, swallows answers after a while, or delays each piece."""
    tally = Tally(rounds=1)
    with Proxy(server.port) as proxy, Neo4jStore(hasty(proxy.port), small=BESIDE) as store:
        wipe(store)
        if mode == "cut":
            proxy.cut_after = at
        elif mode == "delay":
            proxy.delay = 0.01
        timer = threading.Timer(at / 1e6, lambda: setattr(proxy, "mode", SWALLOW if mode == "swallow" else PASS))
        timer.start()
        try:
            store.write(batch)
        except StoreUnavailable:
            tally.refused = 1
        timer.join()
        proxy.mode = PASS
        proxy.cut()
        _until_answered(store)
        store.write(batch)
        if graph_digest(store) != expected or store.verify() != ():
            tally.unequal = 1
    return tally


def hasty(port: int) -> Address:
    """A server whose silence is believed soon."""
    return replace(address_of(f"neo4j://127.0.0.1:{port}"), write_seconds=HASTY_SECONDS)


def disk_full(folder: Path, batch: ImportBatch, expected: str) -> Tally:
    """A load onto a file system of 60 MB, full before the load ends; then enlarged, and the load made again."""
    tally = Tally(rounds=1)
    home = folder / "small"
    home.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=60m", "tmpfs", str(home)], check=True)
    server = new_server(home)
    try:
        server.start()
        with Neo4jStore(address_of(server.url), small=BESIDE) as store:
            for number in range(50):
                filler = b"\0" * 2_000_000
                try:
                    store.keep(f"filler{number}/1", os.urandom(len(filler)))
                except StoreUnavailable as error:
                    tally.refused, tally.notes = 1, [str(error)]
                    break
            try:
                tally.missing = int(store.write(batch))
            except StoreUnavailable:
                tally.refused += 1
        subprocess.run(["mount", "-o", "remount,size=2000m", str(home)], check=True)
        server.kill()
        server.start()
        with Neo4jStore(address_of(server.url), small=BESIDE) as store:
            store.write(batch)
            tally.missing = 0
            tally.unequal = int(graph_digest(store) != expected or store.verify() != ())
    finally:
        server.kill()
        subprocess.run(["umount", str(home)], check=False)
    return tally


def summed(tallies: Sequence[Tally]) -> Tally:
    """One tally of many."""
    total = Tally()
    for tally in tallies:
        for name in ("rounds", "refused", "missing", "unequal", "wrong", "answers"):
            setattr(total, name, getattr(total, name) + getattr(tally, name))
        total.slowest = max(total.slowest, tally.slowest)
        total.notes += tally.notes
    return total


def rounds_of(server: Server, how: str, rounds: int, *, seed: int = 7) -> Tally:
    """Loads of 20,000 nodes struck at moments spread over the load, half of them stored in one transaction."""
    chance = random.Random(seed)
    batch = world()
    undisturbed = {small: loaded(server, batch, small) for small in (ONE_TRANSACTION, BESIDE)}
    tallies = []
    for number in range(rounds):
        small = (ONE_TRANSACTION, BESIDE)[number % 2]
        expected, took = undisturbed[small]
        strike = server.term if how == "SIGTERM" else server.kill
        delay = took * (number + chance.random()) / rounds
        tallies.append(fault_while_loading(server, strike, small=small, delay=delay, expected=expected, batch=batch))
        print(how, number, f"{delay:.1f} s", tallies[-1], file=sys.stderr)
    return summed(tallies)


def rows_of(server: Server, folder: Path, rounds: int, seconds: float) -> list[tuple[str, Tally]]:
    """Every fault in turn."""
    batch = world()
    expected, _ = loaded(server, batch, BESIDE)
    rows: list[tuple[str, Tally]] = [
        ("killed (SIGKILL) while 20,000 nodes load", rounds_of(server, "SIGKILL", rounds)),
        ("stopped (SIGTERM, a transaction open) while 20,000 nodes load",
         rounds_of(server, "SIGTERM", rounds)),
    ]  # fmt: skip
    for mode, places in (("cut", (200_000, 900_000, 2_000_000)), ("swallow", (800_000, 2_500_000)), ("delay", (1,))):
        told = [proxied(server, expected, batch, mode=mode, at=at) for at in places]
        rows.append((f"{PROXIED[mode]} by a proxy while 20,000 nodes load", summed(told)))
    strikes = [restarted(server, "SIGKILL"), restarted(server, "SIGTERM"), frozen(server, 8.0)]
    rows.append(
        (f"killed, stopped and frozen during {seconds:g} s of reads", fault_while_asking(server, strikes, seconds))
    )
    if os.geteuid() == 0:
        rows.append(("disk full while loading, then made larger", disk_full(folder, batch, expected)))
    return rows


def table(rows: Sequence[tuple[str, Tally]]) -> str:
    """The table as Markdown."""
    lines = [
        "| fault | rounds | refused | acknowledged rows missing | graph unequal after retry | wrong answers |",
        "|---|---|---|---|---|---|",
    ]
    for name, t in rows:
        asked = f"{t.wrong} of {t.answers} (slowest call {t.slowest:.1f} s)" if t.answers else "–"
        lines.append(f"| {name} | {t.rounds} | {t.refused} | {t.missing} | {t.unequal} | {asked} |")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run every fault and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.faults")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60.0)
    asked: Any = parser.parse_args(arguments)
    os.environ[PASSWORD_NAME] = PASSWORD
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        home.mkdir()
        server = new_server(home, heap="1g", cache="256m").start()
        try:
            print(table(rows_of(server, Path(folder), asked.rounds, asked.seconds)))
        finally:
            server.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
