"""A real `chaingraph serve` in a process of its own, with its real settings but for those a test names."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from api.access.passwords import hashed
from api.access.roles import Role
from api.access.users import User, Users
from chaingraph.ids import ImportId
from chaingraph.store.base.port import ImportBatch
from chaingraph.store.sqlite import SqliteStore
from tests.api.world import facts

LOCAL = "127.0.0.1"
ADMIN, PASSWORD = "管理员甲", "correct horse 42"
START = "from chaingraph.cli.main import main; main()"


def city(path: Path, *, accounts: bool = False) -> Path:
    """The small city in a file, perhaps with one administrator."""
    with SqliteStore(path) as store:
        store.write(ImportBatch(id=ImportId("first"), title="名录.xlsx", facts=facts(), at="2026-07-01T00:00:00Z"))
        if accounts:
            Users(store).add(User(name=ADMIN, role=Role.ADMIN, password=hashed(PASSWORD)))
    return path


@contextmanager
def serving(path: Path, **settings: str) -> Iterator[int]:
    """The port of a server over the file."""
    with socket.socket() as trying:
        trying.bind((LOCAL, 0))
        port = int(trying.getsockname()[1])
    command = [sys.executable, "-c", START, "serve", "--store", f"sqlite:///{path}", "--port", str(port)]
    with subprocess.Popen(
        command, env={**os.environ, **settings}, cwd=path.parent, stdout=subprocess.DEVNULL
    ) as process:
        try:
            _wait(port, process)
            yield port
        finally:
            process.terminate()


def _wait(port: int, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if httpx.get(f"http://{LOCAL}:{port}/healthz", timeout=5).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError("the server did not come up")


def connected(port: int, said: bytes = b"") -> socket.socket:
    """An open connection on which this much was said."""
    opened = socket.create_connection((LOCAL, port), timeout=20)
    if said:
        opened.sendall(said)
    return opened


def closed_within(opened: socket.socket, seconds: float) -> bool:
    """Whether the other side ends the connection in time; what it says before that is read over."""
    opened.settimeout(seconds)
    deadline = time.monotonic() + seconds
    try:
        while time.monotonic() < deadline:
            if not opened.recv(65_536):
                return True
    except TimeoutError:
        return False
    except ConnectionError:
        return True
    return False
