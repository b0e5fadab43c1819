"""A file parsed in a child process that may die without harm; what comes back is sheets of plain rows."""

import datetime
import json
import os
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import Any

from chaingraph.errors import Refused
from chaingraph.progress import Progress, silent
from chaingraph.settings import Settings
from loaders.cells.cells import Cell, stripped
from loaders.cells.raw_sheet import RawSheet
from loaders.files.child import REFUSED

LISTEN_SECONDS = 0.1
ROOT = Path(__file__).resolve().parents[2]
PASSED_ON = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "HOME", "LANG", "LC_ALL", "VIRTUAL_ENV", "LD_LIBRARY_PATH")


def parse_file(path: Path, name: str, rules: Settings, tell: Progress = silent) -> tuple[RawSheet, ...]:
    """The sheets of one file, parsed under the limits of ``rules``; ``name`` stands for the file in messages.

    ``tell`` hears how many rows were parsed; what it raises ends the parser at once.

    Raises Refused, in Chinese, when the file is too large, damaged or unsafe, or the parser was ended by a limit.
    """
    require_size(path, name, rules)
    with tempfile.TemporaryDirectory(prefix="chaingraph-") as folder:
        answer = Path(folder) / "answer.jsonl"
        status = _run(path, answer, rules, name, tell)
        if status == REFUSED:
            raise Refused(f"文件“{name}”：{_reason(answer)}")
        if status != 0:
            raise Refused(
                f"文件“{name}”解析时被终止（状态 {status}）：超出内存 {rules.parser_memory_bytes // 1_000_000} MB "
                f"或处理时间 {rules.parser_cpu_seconds} 秒，或文件已损坏（规则：解析上限）"
            )
        return tuple(_sheets(answer, name))


def require_size(path: Path, name: str, rules: Settings) -> None:
    """Raise Refused for a file too large or empty, before a byte of it is read."""
    size = path.stat().st_size
    if size > rules.upload_bytes:
        raise Refused(f"文件“{name}”有 {size:,} 字节，超过 {rules.upload_bytes:,} 字节（规则：上传上限）")
    if size == 0:
        raise Refused(f"文件“{name}”是空的（规则：文件完整）")


def _run(path: Path, answer: Path, rules: Settings, name: str, tell: Progress) -> int:
    request = {
        "path": str(path.resolve()),
        "answer": str(answer),
        "memory": rules.parser_memory_bytes,
        "cpu": rules.parser_cpu_seconds,
        "inflated": rules.inflated_bytes,
        "rows": rules.max_rows,
        "columns": rules.max_columns,
        "cell": rules.max_cell,
    }
    with subprocess.Popen(
        [sys.executable, "-P", "-m", "loaders.files.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
    ) as child:
        try:
            return _awaited(child, json.dumps(request).encode(), rules.parser_wall_seconds, name, tell)
        finally:
            child.kill()


def _awaited(child: "subprocess.Popen[bytes]", request: bytes, seconds: float, name: str, tell: Progress) -> int:
    """Exit status of the child; its standard output is the number of rows parsed so far, a line each time."""
    heard = _Heard(child)
    deadline = monotonic() + seconds
    with suppress(BrokenPipeError):
        heard.send(request)
    while True:
        tell(f"解析 {name}", heard.rows, 0)
        with suppress(subprocess.TimeoutExpired):
            return child.wait(LISTEN_SECONDS)
        if monotonic() > deadline:
            raise Refused(f"文件“{name}”解析超过 {seconds:g} 秒，已终止（规则：解析等待上限）")


class _Heard:
    """What a child says while it parses, listened to in a thread of its own."""

    def __init__(self, child: "subprocess.Popen[bytes]") -> None:
        if child.stdin is None or child.stdout is None:
            raise ValueError("the child has no pipes")
        self._into, self._out, self.rows = child.stdin, child.stdout, 0
        Thread(target=self._listen, name="parser", daemon=True).start()

    def send(self, request: bytes) -> None:
        """Say what is to be parsed."""
        self._into.write(request)
        self._into.close()

    def _listen(self) -> None:
        with suppress(ValueError, OSError):
            for line in self._out:
                self.rows = int(line)


def _environment() -> dict[str, str]:
    """What the child may know: where the code is, nothing of the server's own secrets."""
    kept = {key: os.environ[key] for key in PASSED_ON if key in os.environ}
    paths = [str(ROOT), *(entry for entry in sys.path if entry and entry != str(ROOT))]
    return {**kept, "PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}


def _reason(answer: Path) -> str:
    last = answer.read_text(encoding="utf-8").splitlines()[-1]
    return str(json.loads(last)["refused"])


def _sheets(answer: Path, name: str) -> list[RawSheet]:
    opened: list[tuple[dict[str, Any], list[tuple[int, list[Cell]]]]] = []
    with answer.open(encoding="utf-8") as stream:
        for line in stream:
            entry = json.loads(line)
            if isinstance(entry, dict):
                opened.append((entry, []))
            else:
                number, cells = entry
                if any(isinstance(cell, dict) for cell in cells):
                    cells = [cell_of(cell) for cell in cells]
                opened[-1][1].append((number, cells))
    return [
        RawSheet(
            file=name,
            sheet=stripped(opening["sheet"]),
            encoding=opening["encoding"],
            hidden=opening["hidden"],
            filled=opening["filled"],
            rows=tuple(rows),
            paths=tuple(stripped(path) for path in opening.get("paths", ())),
            hints=tuple(opening.get("hints", ())),
            merges=tuple(tuple(merge) for merge in opening.get("merges", ())),
            hidden_rows=tuple(opening.get("hidden_rows", ())),
        )
        for opening, rows in opened
    ]


def cell_of(cell: Any) -> Cell:
    """The cell that one of an answer stands for."""
    return datetime.date.fromisoformat(cell["date"]) if isinstance(cell, dict) else cell
