"""Latency of chain view, gap list and target list with 8 at once; weight of each page; memory and descriptors."""

import argparse
import gzip
import http.client
import random
import re
import statistics
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote, urlsplit

import psutil

from benchmarks.web.world import server, store_of

PLACES = ("深圳市", "苏州市", "杭州市", "武汉市", "广东省")
CHAINS = ("动力电池", "汽车零部件", "医疗器械")
PAGES = {"chain view": "panorama", "gap list": "gaps", "target list": "targets"}
AT_ONCE = 8
GATE_MS, GATE_KB = 50, 250
HEAD = """| page | first time, median | p50 | p95 | slowest | weight sent | unpacked | gate |
|---|---|---|---|---|---|---|---|"""


def addresses(page: str) -> list[str]:
    """One address a place and chain."""
    return [f"/places/{quote(place)}/chains/{quote(chain)}/{page}" for place in PLACES for chain in CHAINS]


def ask(connection: http.client.HTTPConnection, path: str) -> tuple[float, int, bytes]:
    """Milliseconds, status and body of one request as a browser sends it."""
    started = time.perf_counter()
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    body = answer.read()
    return (time.perf_counter() - started) * 1000, answer.status, body


def hammer(address: str, paths: Sequence[str], requests: int) -> list[float]:
    """Milliseconds of so many requests by eight callers at once, in an order of their own each."""
    host, found, lock = urlsplit(address).netloc, [], threading.Lock()

    def caller(number: int) -> None:
        connection, order, own = http.client.HTTPConnection(host), random.Random(number), []
        for _ in range(requests // AT_ONCE):
            took, status, _ = ask(connection, order.choice(paths))
            if status != 200:
                raise RuntimeError(f"status {status}")
            own.append(took)
        with lock:
            found.extend(own)

    callers = [threading.Thread(target=caller, args=(number,)) for number in range(AT_ONCE)]
    for each in callers:
        each.start()
    for each in callers:
        each.join()
    return sorted(found)


def weight(address: str, path: str) -> tuple[int, int]:
    """Bytes of a page with its style and scripts and without its picture: as sent, and unpacked."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc)
    text = gzip.decompress(ask(connection, path)[2]).decode()
    sheets = re.findall(r'(?:src|href)="(/static/[^"]+\.(?:js|css)[^"]*)"', text)
    bare = re.sub(r"<svg\b.*?</svg>", "", text, flags=re.S).encode()
    parts = [bare, *(_unpacked(ask(connection, sheet)[2]) for sheet in sheets)]
    return sum(len(gzip.compress(part)) for part in parts), sum(map(len, parts))


def _unpacked(body: bytes) -> bytes:
    return gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body


def main() -> None:
    """Print the table for docs/performance.md."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, default=10_000)
    parser.add_argument("--requests", type=int, default=800, help="of each page and round")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--keep", type=Path, help="folder that keeps the store for the next run")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        store = store_of(given.n, given.keep or Path(scratch))
        with server(store) as (address, process):
            measure(address, process, given.requests, given.rounds)


def measure(address: str, process: psutil.Process, requests: int, rounds: int) -> None:
    """Warm every page once, then hammer page after page."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc)
    first = {name: [ask(connection, path)[0] for path in addresses(page)] for name, page in PAGES.items()}
    print(HEAD)
    held = [(process.memory_info().rss / 1e6, process.num_fds())]
    times: dict[str, list[float]] = {name: [] for name in PAGES}
    for _ in range(rounds):
        for name, page in PAGES.items():
            times[name] += hammer(address, addresses(page), requests)
        held.append((process.memory_info().rss / 1e6, process.num_fds()))
    for name, page in PAGES.items():
        own = sorted(times[name])
        sent, unpacked = weight(address, addresses(page)[0])
        p95 = own[int(len(own) * 0.95)]
        print(
            f"| {name} | {statistics.median(first[name]):.0f} ms | {own[len(own) // 2]:.1f} ms | {p95:.1f} ms | "
            f"{own[-1]:.0f} ms | {sent / 1000:.0f} KB | {unpacked / 1000:.0f} KB | < {GATE_MS} ms, < {GATE_KB} KB |"
        )
    print("memory after each round: " + ", ".join(f"{rss:.0f} MB" for rss, _ in held))
    print("descriptors after each round: " + ", ".join(str(count) for _, count in held))


if __name__ == "__main__":
    main()
