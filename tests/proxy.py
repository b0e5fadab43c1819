"""A TCP proxy between a client and a server that can cut, swallow or delay what passes."""

import socket
import threading
import time
from contextlib import suppress
from typing import Self

PASS, CUT, SWALLOW = "pass", "cut", "swallow"


class Proxy:
    """Listens on loopback and forwards to a port.

    ``mode`` may be changed at any time: ``cut`` closes every connection, ``swallow`` takes what is said and answers
    nothing; ``delay`` seconds are waited before each piece is passed on. ``cut_after`` bytes from the client, all
    connections are cut once.
    """

    def __init__(self, port: int) -> None:
        self._target = port
        self.mode, self.delay = PASS, 0.0
        self.cut_after: int | None = None
        self._open: list[socket.socket] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """Close every connection there is; new ones pass."""
        for end in self._open:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self._open.clear()

    def close(self) -> None:
        """Stop."""
        self._listening.close()
        self.cut()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listening.accept()
                if self.mode == CUT:
                    near.close()
                    continue
                far = socket.create_connection(("127.0.0.1", self._target))
                self._open += [near, far]
                threading.Thread(target=self._carry, args=(near, far, True), daemon=True).start()
                threading.Thread(target=self._carry, args=(far, near, False), daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket, outward: bool) -> None:
        with suppress(OSError):
            while piece := source.recv(65_536):
                if self.mode == CUT or (outward and self._spent(len(piece))):
                    self.cut()
                    return
                time.sleep(self.delay)
                if self.mode != SWALLOW:
                    target.sendall(piece)
        with suppress(OSError):
            target.shutdown(socket.SHUT_WR)

    def _spent(self, size: int) -> bool:
        """Whether the bytes allowed are used up; said once."""
        if self.cut_after is None:
            return False
        self.cut_after -= size
        if self.cut_after > 0:
            return False
        self.cut_after = None
        return True

    def __enter__(self) -> Self:
        """The proxy itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Stop."""
        self.close()
