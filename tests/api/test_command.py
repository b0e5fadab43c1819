"""The commands that open the web face refuse what cannot work before they say they are open."""

import socket
from pathlib import Path

from click.testing import CliRunner

from api.command import demo, load_demo, serve
from chaingraph.service.workspace import Workspace
from chaingraph.settings import Settings
from chaingraph.store.base.memory import MemoryStore


def test_a_port_in_use_is_refused_in_chinese() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        for command in (demo, serve):
            told = CliRunner().invoke(command, ["--port", port])
            assert (told.exit_code, "请用 --port 换一个" in told.output) == (1, True)


def test_an_unknown_kind_of_store_is_refused() -> None:
    told = CliRunner().invoke(serve, ["--store", "foo://x", "--port", "59999"])
    assert told.exit_code == 1
    assert "不认识的数据库地址" in told.output


def test_the_demo_never_writes_into_a_file_that_exists(tmp_path: Path) -> None:
    mine = tmp_path / "mine.db"
    mine.write_bytes(b"mine")
    told = CliRunner().invoke(demo, ["--store", str(mine)])
    assert (told.exit_code, mine.read_bytes()) == (1, b"mine")


def test_the_demo_city_loads_without_a_rejected_row() -> None:
    assert load_demo(Workspace(MemoryStore(), Settings())).endswith("拒绝 0")
