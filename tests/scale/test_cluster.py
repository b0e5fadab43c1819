"""A Spark master with two workers on loopback says what DuckDB says, also when a worker dies in mid-job."""

import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import pyspark
import pytest
from click.testing import CliRunner

from benchmarks.realdata import ashare, shared_data
from chaingraph.scale.engines import engine_of
from chaingraph.scale.layout import Registry
from chaingraph.scale.questions import Where, aggregate, targets
from chaingraph.scale.spark import TAGGING, Spark
from chaingraph.scale.tagging import BatchTagger
from chaingraph.settings import Settings
from loaders.registry_command import registry

pytestmark = [
    pytest.mark.slow,
    pytest.mark.realdata,
    pytest.mark.skipif(not (shared_data() / "ashare").exists(), reason="needs the shared data"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning", "ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
LOOPBACK = "127.0.0.1"
HOME = Path(pyspark.__file__).parent
WAIT = 60.0


def free_port() -> int:
    with socket.socket() as one:
        one.bind((LOOPBACK, 0))
        return int(one.getsockname()[1])


def listening(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex((LOOPBACK, port)) == 0


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[str, list["subprocess.Popen[bytes]"]]]:
    """The master's address and the two workers."""
    port, started = free_port(), []
    env = {**os.environ, "SPARK_LOCAL_IP": LOOPBACK, "SPARK_HOME": str(HOME), "PYSPARK_PYTHON": sys.executable}

    def daemon(name: str, *words: str) -> "subprocess.Popen[bytes]":
        command = [str(HOME / "bin" / "spark-class"), f"org.apache.spark.deploy.{name}", "--host", LOOPBACK, *words]
        with (folder / "daemons.log").open("ab") as log:
            started.append(subprocess.Popen(command, env=env, stdout=log, stderr=log))
        return started[-1]

    try:
        daemon("master.Master", "--port", str(port), "--webui-port", "0")
        end = monotonic() + WAIT
        while not listening(port) and monotonic() < end:
            sleep(0.2)
        address, small = f"spark://{LOOPBACK}:{port}", ("--cores", "1", "--memory", "1g", "--webui-port", "0")
        dirs = [str(folder / f"worker{number}") for number in (1, 2)]
        yield address, [daemon("worker.Worker", *small, "--work-dir", own, address) for own in dirs]
    finally:
        for process in started:
            process.kill()
            process.wait()


def kill_when_busy(engine: Spark, worker: "subprocess.Popen[bytes]") -> threading.Thread:
    """Kill the worker as soon as tasks that tag are running."""

    def watch() -> None:
        told, end = engine.tracker(), monotonic() + WAIT
        while monotonic() < end:
            jobs = [told.getJobInfo(one) for one in told.getJobIdsForGroup(TAGGING)]
            stages = [told.getStageInfo(one) for job in jobs if job for one in job.stageIds]
            if any(stage and stage.numActiveTasks for stage in stages):
                worker.kill()
                return
            sleep(0.05)

    thread = threading.Thread(target=watch)
    thread.start()
    return thread


def test_a_cluster_that_loses_a_worker_answers_as_duckdb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPARK_LOCAL_IP", LOOPBACK)
    ashare(tmp_path / "in")
    (tmp_path / "in" / "product_inputs.csv").unlink()
    one, other = Registry(tmp_path / "one"), Registry(tmp_path / "other")
    answer = CliRunner().invoke(registry, ["build", str(tmp_path / "in"), "--registry", str(one.folder)])
    assert answer.exit_code == 0, answer.output
    shutil.copytree(one.folder, other.folder)
    tagger, here = BatchTagger.built_in(Settings()), Where("河南省")
    with engine_of("duckdb") as engine:
        engine.tag(one, tagger, "same")
        sums = engine.answer(aggregate(engine.tags(one), "city")).to_pylist()
        found = engine.answer(targets(engine.tags(one), here, "动力电池", 3)).to_pylist()
    assert len(sums) > 1000
    assert found
    with cluster(tmp_path) as (address, workers), engine_of(address) as engine:
        assert isinstance(engine, Spark)
        killer = kill_when_busy(engine, workers[0])
        engine.tag(other, tagger, "same")
        killer.join()
        assert workers[0].poll() is not None
        assert engine.answer(aggregate(engine.tags(other), "city")).to_pylist() == sums
        assert engine.answer(targets(engine.tags(other), here, "动力电池", 3)).to_pylist() == found
