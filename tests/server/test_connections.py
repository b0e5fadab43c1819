"""The real server process: who says nothing, or half of something, keeps nobody else out."""

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress

import httpx
import pytest

from tests.server.process import LOCAL, city, closed_within, connected, serving

HALF_HEAD = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n"
HALF_BODY = (
    b"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nOrigin: http://127.0.0.1:PORT\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 500\r\n\r\nname="
)
UPLOAD = (
    b"POST PATH HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nOrigin: http://127.0.0.1:PORT\r\n"
    b"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 49000000\r\n\r\n--x\r\n"
)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a server with nothing set."""
    with serving(city(tmp_path_factory.mktemp("real") / "a.db", accounts=True)) as port:
        yield port


@pytest.fixture(scope="module")
def hasty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a server that waits a second where the real one waits a quarter of a minute."""
    path = city(tmp_path_factory.mktemp("hasty") / "a.db", accounts=True)
    with serving(path, CHAINGRAPH_RECEIPT_SECONDS="1", CHAINGRAPH_CONNECTIONS="150") as port:
        yield port


def filled(said: bytes, port: int) -> bytes:
    """A request with the port in it."""
    return said.replace(b"PORT", str(port).encode())


def test_idle_sockets_and_seventeen_browsers_keep_nobody_out(real: int) -> None:
    with ExitStack() as open_ones:
        for _ in range(99):
            open_ones.enter_context(connected(real))
        for _ in range(17):
            browser = open_ones.enter_context(httpx.Client(limits=httpx.Limits(max_keepalive_connections=6)))
            for _ in range(6):
                open_ones.enter_context(connected(real, filled(HALF_HEAD, real)))
            assert browser.get(f"http://{LOCAL}:{real}/sign-in").status_code == 200
        began = time.monotonic()
        assert httpx.get(f"http://{LOCAL}:{real}/sign-in", timeout=10).status_code == 200
        assert time.monotonic() - began < 2


@pytest.mark.parametrize("said", [b"", HALF_HEAD, HALF_BODY], ids=["idle", "half a head", "half a body"])
def test_a_connection_that_waits_for_nothing_is_closed(said: bytes, hasty: int) -> None:
    with connected(hasty, filled(said, hasty)) as opened:
        assert closed_within(opened, 6)


def test_a_head_whose_bytes_trickle_is_closed(hasty: int) -> None:
    with connected(hasty, HALF_HEAD) as opened:
        deadline = time.monotonic() + 6
        with suppress(OSError):
            while time.monotonic() < deadline:
                opened.sendall(b"X-A: b\r\n")
                time.sleep(0.2)
        assert time.monotonic() < deadline


def test_a_second_half_head_after_an_answer_is_closed(hasty: int) -> None:
    with connected(hasty, b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n") as opened:
        assert b"200" in opened.recv(65_536)
        time.sleep(0.3)
        opened.sendall(HALF_HEAD)
        assert closed_within(opened, 6)


@pytest.mark.parametrize("path", [b"/imports/preview", b"/api/v1/imports"])
def test_nothing_is_read_of_a_stranger_s_upload(path: bytes, real: int) -> None:
    with connected(real, filled(UPLOAD, real).replace(b"PATH", path)) as opened:
        first = opened.recv(65_536)
        assert first.split()[1] in (b"303", b"401")
        sent, deadline = 0, time.monotonic() + 8
        opened.settimeout(1)
        while time.monotonic() < deadline:
            try:
                sent += opened.send(b"x" * 65_536)
            except TimeoutError:
                continue
            except OSError:
                break
        assert time.monotonic() < deadline
        assert sent < 8_000_000


def test_when_there_are_too_many_the_one_that_waited_longest_gives_way(hasty: int) -> None:
    """Half bodies and idle sockets beyond the limit: an honest request still comes in."""
    with ExitStack() as open_ones:
        sockets: list[socket.socket] = []
        for number in range(300):
            said = filled(HALF_BODY, hasty) if number % 2 else b""
            sockets.append(open_ones.enter_context(connected(hasty, said)))
        time.sleep(2)
        assert httpx.get(f"http://{LOCAL}:{hasty}/sign-in", timeout=10).status_code == 200
