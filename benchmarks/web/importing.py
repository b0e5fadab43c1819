"""Seconds of each stage of a large import as a job, and how long the server takes to say how far it is."""

import argparse
import http.client
import json
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.web.world import server
from chaingraph.store.sqlite import SqliteStore

BOUNDARY = "chaingraph-benchmark"
PRODUCTS = ("湿法隔膜", "锂电铜箔", "方形电芯", "电池箱体", "不锈钢餐具")


def table(rows: int) -> bytes:
    """A CSV of invented firms."""
    lines = (f"虚构第{n}号有限公司,河南省,新乡市,{PRODUCTS[n % 5]},{n % 9000 + 100}" for n in range(rows))
    return ("企业名称,省,市,主营产品,营业收入(万元)\n" + "\n".join(lines)).encode()


def begin(connection: http.client.HTTPConnection, content: bytes) -> str:
    """The address of the job."""
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
    body = head.encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()
    headers = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
    connection.request("POST", "/api/v1/imports?background=true", body, headers)
    answer = connection.getresponse()
    answer.read()
    return str(answer.getheader("Location"))


def steps(connection: http.client.HTTPConnection, job: str) -> Iterator[tuple[str, float, float]]:
    """(stage, seconds since the start, milliseconds the question took) until the job is over."""
    started = time.perf_counter()
    while True:
        asked = time.perf_counter()
        connection.request("GET", job)
        row = json.load(connection.getresponse())["job"]
        yield row["stage"], asked - started, (time.perf_counter() - asked) * 1000
        if row["state"] not in ("排队", "进行中"):
            return
        time.sleep(0.1)


def main() -> None:
    """Print seconds a stage."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=100_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "import.db"
        SqliteStore(path).close()
        with server(path) as (address, process):
            connection = http.client.HTTPConnection(urlsplit(address).netloc)
            job = begin(connection, table(given.rows))
            seen = list(steps(connection, job))
            memory = process.memory_info().rss / 1e6
    stages = list(dict.fromkeys(stage.split(" ")[0] for stage, _, _ in seen))
    for stage in stages:
        times = [at for what, at, _ in seen if what.split(" ")[0] == stage]
        print(f"{stage}: from {times[0]:.1f} s to {times[-1]:.1f} s, {len(times)} answers")
    waits = sorted(took for _, _, took in seen)
    print(f"asking how far it is: median {statistics.median(waits):.0f} ms, slowest {waits[-1]:.0f} ms")
    print(f"{given.rows:,} rows in {seen[-1][1]:.1f} s; server {memory:.0f} MB")


if __name__ == "__main__":
    main()
