"""Mutated lists through the import: every file is read or refused in words, and none raises anything else or hangs.

    python -m benchmarks.fuzz --files 300 --seed 1

Rows of a firm list, a project list and a link list are mutated as tables (cells swapped, emptied, lengthened, given odd
values; rows dropped, doubled, moved, put under another table) and written as xlsx, csv or JSON; of every third file
bytes are then damaged too. Nothing is stored (dry run). The same seed makes the same files.
"""

import argparse
import csv
import io
import json
import random
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from types import FrameType

import xlsxwriter

from chaingraph.errors import Refused
from chaingraph.settings import Settings
from chaingraph.store.base.memory import MemoryStore
from loaders.run import load

AT = "2026-11-23T00:00:00+00:00"
LIMIT_SECONDS = 60
KINDS = ("xlsx", "csv", "json")
Rows = list[list[str | float | None]]
TABLES: tuple[Rows, ...] = (
    [
        [
            "企业名称",
            "统一社会信用代码",
            "登记状态",
            "注册资本（万元）",
            "成立日期",
            "企业地址",
            "主要产品",
            "联系电话",
        ],
        [
            "甲阀门有限公司",
            "91110000600037341L",
            "存续",
            500,
            "2010-03-05",
            "浙江省湖州市长兴县某路1号",
            "阀门、泵",
            "1",
        ],
        ["乙轴承有限公司", None, "注销", "约2亿元", "2016", "广东省佛山市高明区", "轴承", None],
        ["合计", None, None, 900, None, None, None, None],
    ],
    [["项目名称", "所在园区", "总投资（亿元）", "投资方", "进度"], ["丁项目", "高新园", 3.5, "甲阀门有限公司", "50%"]],
    [["供应商", "采购方", "产品", "年份", "金额（万元）"], ["乙轴承有限公司", "甲阀门有限公司", "轴承", 2024, 12]],
)
ODD: tuple[str | float | None, ...] = (
    None, "", " ", "-", "/", "不详", "#REF!", "=1+1", "1e308", "-1", "0", "９９", "2024-02-30", "1900/1/0", "合计",
    "示例：甲", "（一）", "说明：", "a" * 5000, "公司", "\u202e甲", "\x07", "😀", "50%", "1,000-5,000万", -1.5, 1e300,
    45000.5, 10**15,
    "企业名称", "项目名称", "单位：亿元", "{}", "[]", "null", "'=cmd", "<b>", "110101199003070011",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the import did with one file: read, refused, or an error nobody caught."""

    name: str
    word: str
    seconds: float
    error: str = ""


def mutated(chance: random.Random) -> Rows:
    """The rows of a table, or of two below one another, after a few changes."""
    rows: Rows = [list(row) for row in chance.choice(TABLES)]
    if chance.random() < 0.3:
        title: Rows = [["二、其他"]] if chance.random() < 0.5 else []
        rows += [[], *title, *[list(row) for row in chance.choice(TABLES)]]
    for _ in range(chance.randint(1, 8)):
        _change(rows, chance)
    return rows


def _change(rows: Rows, chance: random.Random) -> None:
    """One change of a cell, a row or a column, in place: the rows are the caller's own."""
    at = chance.randrange(len(rows))
    row = rows[at]
    kind = chance.randrange(6)
    if kind <= 2 and row:
        row[chance.randrange(len(row))] = chance.choice(ODD)
    elif kind == 3:
        rows.insert(chance.randrange(len(rows) + 1), list(row))
    elif kind == 4 and len(rows) > 1:
        rows.insert(chance.randrange(len(rows)), rows.pop(at))
    elif kind == 5:
        column = chance.randrange(8)
        for other in rows:
            other.insert(min(column, len(other)), chance.choice(ODD))


def written(folder: Path, number: int, chance: random.Random) -> Path:
    """One mutated file."""
    kind = KINDS[number % len(KINDS)]
    content = {"xlsx": _xlsx, "csv": _csv, "json": _json}[kind](mutated(chance), chance)
    if chance.random() < 1 / 3:
        content = _damaged(content, chance)
    path = folder / f"{number}.{kind}"
    path.write_bytes(content)
    return path


def _xlsx(rows: Rows, chance: random.Random) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "nan_inf_to_errors": True}) as book:
        sheet = book.add_worksheet(chance.choice(("Sheet1", "企业", "项目", "高新园区")))
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write(number, column, cell)
        if len(rows) > 2 and chance.random() < 0.3:
            sheet.merge_range(0, 0, 0, 2, chance.choice(("名单（单位：亿元）", "企业名称")))
    return buffer.getvalue()


def _csv(rows: Rows, chance: random.Random) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=chance.choice(",;\t")).writerows(rows)
    return text.getvalue().encode(chance.choice(("utf-8", "utf-8-sig", "gb18030", "utf-16")), "replace")


def _json(rows: Rows, chance: random.Random) -> bytes:
    heads = [str(cell) for cell in rows[0]]
    entries: list[object] = [dict(zip(heads, row, strict=False)) for row in rows[1:]]
    shape = chance.randrange(3)
    held: object = entries if shape == 0 else {"data": entries} if shape == 1 else {"name": "链", "children": entries}
    return json.dumps(held, ensure_ascii=chance.random() < 0.5).encode()


def _damaged(content: bytes, chance: random.Random) -> bytes:
    """The bytes with some set at random, or cut off."""
    bytes_ = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        if bytes_:
            bytes_[chance.randrange(len(bytes_))] = chance.randrange(256)
    return bytes(bytes_[: chance.randrange(len(bytes_) + 1)]) if chance.random() < 0.2 else bytes(bytes_)


@contextmanager
def within(seconds: int) -> Iterator[None]:
    """Raise TimeoutError in the block when it takes longer; of the main thread only."""

    def late(_: int, __: FrameType | None) -> None:
        raise TimeoutError(f"longer than {seconds} s")

    earlier = signal.signal(signal.SIGALRM, late)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, earlier)


def outcome(path: Path, rules: Settings) -> Outcome:
    """What the import does with the file."""
    began, word, error = perf_counter(), "read", ""
    try:
        with within(LIMIT_SECONDS):
            report = load([path], MemoryStore(), rules=rules, at=AT, dry_run=True)
        if report.read != report.accepted + report.merged + report.rejected:
            word, error = "error", f"{report.read} read, {report.accepted} + {report.merged} + {report.rejected} told"
    except Refused:
        word = "refused"
    except Exception as found:  # noqa: BLE001 - any other error is what is looked for
        word, error = "error", f"{type(found).__name__}: {found}"
    return Outcome(path.name, word, perf_counter() - began, error)


def fuzz(files: int, seed: int, folder: Path) -> list[Outcome]:
    """The outcomes of so many files; those of files that are in order are deleted."""
    chance, rules, found = random.Random(seed), Settings(), []
    for number in range(files):
        path = written(folder, number, chance)
        found.append(outcome(path, rules))
        if found[-1].word != "error":
            path.unlink()
    return found


def main() -> None:
    """Tell how many were read, refused and wrong; end with 1 when any was wrong."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz")
    parser.add_argument("--files", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    found = fuzz(asked.files, asked.seed, Path(tempfile.mkdtemp(prefix="fuzz-")))
    counts = Counter(one.word for one in found)
    slowest = max(found, key=lambda one: one.seconds)
    print(
        f"{len(found)} files, seed {asked.seed}: " + ", ".join(f"{counts[w]} {w}" for w in ("read", "refused", "error"))
    )
    print(f"slowest {slowest.name}: {slowest.seconds:.1f} s")
    for one in found:
        if one.error:
            print(f"{one.name}: {one.error}")
    sys.exit(1 if counts["error"] else 0)


if __name__ == "__main__":
    main()
