"""A Neo4j server of our own on loopback: started, stopped, killed, frozen and started again on the same data."""

import atexit
import os
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path
from typing import Self

from neo4j import GraphDatabase
from neo4j.exceptions import AuthError, DriverError, Neo4jError

ROOT = Path(__file__).resolve().parents[1]
LIB = ROOT / "build" / "neo4j" / "lib"
PASSWORD = "chaingraph-test"
READY_SECONDS = 240.0
OPENED = ("java.nio", "java.io", "sun.nio.ch")
QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData")
CONF = """\
server.default_listen_address=127.0.0.1
server.bolt.enabled=true
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.tls_level=DISABLED
server.http.enabled=false
server.https.enabled=false
dbms.security.auth_enabled={auth}
dbms.usage_report.enabled=false
server.memory.heap.initial_size={heap}
server.memory.heap.max_size={heap}
server.memory.pagecache.size={cache}
db.tx_log.preallocate=false
db.tx_log.rotation.size=16m
db.tx_log.rotation.retention_policy=keep_none
db.checkpoint.interval.time=10s
db.shutdown_transaction_end_timeout=1s
server.bolt.connection_keep_alive=5s
server.bolt.connection_keep_alive_probes=2
db.transaction.timeout=600s
internal.dbms.bolt.netty_server_shutdown_quiet_period=0
"""


class Server:
    """One server process over one home folder; ``quick`` trades speed of long work for a fast start."""

    def __init__(
        self, home: Path, *, heap: str = "512m", cache: str = "64m", quick: bool = True, auth: bool = True
    ) -> None:
        self.home, self._heap, self._cache, self._quick, self._auth = home, heap, cache, quick, auth
        self._process: subprocess.Popen[bytes] | None = None
        self.port = 0
        atexit.register(self.kill)

    @property
    def url(self) -> str:
        """Its address for ``--store``."""
        return f"neo4j://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        """The process that runs."""
        assert self._process is not None
        return self._process.pid

    def start(self) -> Self:
        """Run and wait until it answers; another port is tried when something else took ours."""
        for _ in range(3):
            self.port = self.port or free_port()
            self._configure()
            with (self.home / "stdout.log").open("ab") as out:
                self._process = subprocess.Popen(self._command(), stdout=out, stderr=subprocess.STDOUT)
            if self._answers():
                return self
            if "Address already in use" not in self._tail():
                break
            self.port = 0
        raise RuntimeError(f"Neo4j did not start: {self._tail()}")

    def stop(self) -> None:
        """SIGTERM, then SIGKILL when it takes too long."""
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(30)
            except subprocess.TimeoutExpired:
                self.kill()
            self._process = None

    def term(self) -> None:
        """SIGTERM, not waited for."""
        os.kill(self.pid, signal.SIGTERM)

    def kill(self) -> None:
        """SIGKILL."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def gone(self) -> None:
        """Wait for the end of a process that was told to stop."""
        if self._process is not None:
            self._process.wait(60)
            self._process = None

    def freeze(self) -> None:
        """SIGSTOP: the ports stay open and nothing answers."""
        os.kill(self.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        """SIGCONT."""
        os.kill(self.pid, signal.SIGCONT)

    def admin(self, *words: str, folder: Path | None = None) -> str:
        """One ``neo4j-admin`` command on this home, said in a folder; what it answered."""
        self._configure()
        command = [java(), "-Xmx512m", *QUICK, "-cp", f"{LIB}/*", "org.neo4j.cli.AdminTool", *words]
        environment = {**os.environ, "NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")}
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"neo4j-admin {words[0]}: {done.stdout[-2000:]}{done.stderr[-2000:]}")
        return done.stdout

    def _configure(self) -> None:
        (self.home / "conf").mkdir(parents=True, exist_ok=True)
        auth = "true" if self._auth else "false"
        text = CONF.format(port=self.port or 7687, heap=self._heap, cache=self._cache, auth=auth)
        (self.home / "conf" / "neo4j.conf").write_text(text)

    def _command(self) -> list[str]:
        opens = [f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in OPENED]
        return [
            java(), f"-Xms{self._heap}", f"-Xmx{self._heap}", *(QUICK if self._quick else ()), "-Dfile.encoding=UTF-8",
            *opens, "-cp", f"{LIB}/*", "org.neo4j.server.CommunityEntryPoint", f"--home-dir={self.home}",
            f"--config-dir={self.home / 'conf'}", "--console-mode",
        ]  # fmt: skip

    def _answers(self) -> bool:
        until = time.monotonic() + READY_SECONDS
        while time.monotonic() < until:
            if self._process is None or self._process.poll() is not None:
                return False
            if self._one():
                return True
            time.sleep(0.1)
        return False

    def _one(self) -> bool:
        uri = self.url.replace("neo4j://", "bolt://")
        auth = ("neo4j", PASSWORD) if self._auth else None
        try:
            with GraphDatabase.driver(uri, auth=auth, connection_timeout=2, max_transaction_retry_time=0) as driver:
                driver.execute_query("RETURN 1", database_="neo4j")
        except AuthError:
            raise
        except (DriverError, Neo4jError, OSError):
            return False
        return True

    def _tail(self) -> str:
        return (self.home / "stdout.log").read_text(errors="replace")[-2000:]


def new_server(home: Path, *, heap: str = "512m", cache: str = "64m", quick: bool = True) -> Server:
    """A server over a new home, with a password set, not started yet."""
    server = Server(home, heap=heap, cache=cache, quick=quick)
    server.admin("dbms", "set-initial-password", PASSWORD)
    return server


def available() -> bool:
    """Whether Java and the parts of the server are here."""
    return shutil.which("java") is not None and LIB.is_dir() and any(LIB.glob("neo4j-5*.jar"))


def java() -> str:
    """The Java to run with."""
    return shutil.which("java") or "java"


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as trying:
        trying.bind(("127.0.0.1", 0))
        return int(trying.getsockname()[1])
