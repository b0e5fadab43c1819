"""A workbook measured as a stream, before any parser builds it in memory."""

import re
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.parsers import expat

CHUNK = 1 << 16
MAX_ENTRIES = 2_000
MAX_MERGES = 20_000
MAX_AREA = 12_000_000
"""Cells in the box around all filled cells; a parser keeps one object for each, filled or not."""

CELL = re.compile(r"([A-Za-z]{1,8})(\d{1,12})$")
XML_PART = (".xml", ".rels", ".vml")


class Unsafe(Exception):
    """The file would hurt whoever reads it, or breaks a rule; the message is Chinese and names the rule."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one workbook: inflated bytes, rows and columns of a sheet."""

    inflated_bytes: int
    rows: int
    columns: int


def prescan(path: Path, limits: Limits) -> tuple[str, ...]:
    """What is to be told of the cells of a zip-based workbook that is within the limits.

    Checks what the bytes really inflate to, the number of parts, document type declarations, the box around the filled
    cells, cells in a row, and merged ranges. O(inflated bytes) time, constant memory.

    Raises Unsafe with the rule and the measured value.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if len(entries) > MAX_ENTRIES:
                raise Unsafe(f"工作簿内有 {len(entries)} 个部件，超过 {MAX_ENTRIES} 个（规则：部件数上限）")
            inflated, seen = 0, _Seen()
            for entry in entries:
                if entry.flag_bits & 1:
                    raise Unsafe("工作簿设有密码，请去掉密码后再导入（规则：加密文件）")
                inflated = _scan_entry(archive, entry, inflated, limits, seen)
            return seen.hints()
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, ValueError) as error:
        raise Unsafe(f"工作簿已损坏，无法解开：{error}（规则：文件完整）") from error


def _scan_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, inflated: int, limits: Limits, seen: "_Seen") -> int:
    box = _Box(limits, entry.filename) if entry.filename.lower().endswith(XML_PART) else None
    with archive.open(entry) as stream:
        while chunk := stream.read(CHUNK):
            inflated += len(chunk)
            if inflated > limits.inflated_bytes:
                raise Unsafe(f"工作簿解开后超过 {limits.inflated_bytes:,} 字节（规则：解压上限）")
            if box is not None:
                box.feed(chunk)
    if box is not None:
        box.close()
        seen.errors += box.errors
        seen.lacking += box.lacking + box.in_formula
    return inflated


@dataclass
class _Seen:
    """Cells that hold an error, and formulas that hold no value: both are read as not known."""

    errors: int = 0
    lacking: int = 0

    def hints(self) -> tuple[str, ...]:
        """A sentence for each that there is."""
        errors = f"工作簿里有 {self.errors} 个单元格是错误值（如 #DIV/0!、#N/A），按未知处理，请在原表中修正"
        lacking = (
            f"工作簿里有 {self.lacking} 个公式没有保存结果，按未知处理，请在 Excel 或 WPS 中打开、重算并保存后再导入"
        )
        return (*((errors,) if self.errors else ()), *((lacking,) if self.lacking else ()))


@dataclass
class _Box:
    """What one XML part of a workbook spans."""

    limits: Limits
    part: str
    row: int = 0
    column: int = 0
    last_row: int = 0
    in_row: int = 0
    row_repeats: int = 1
    merges: int = 0
    errors: int = 0
    lacking: int = 0
    in_formula: bool = False
    low: list[int] = field(default_factory=lambda: [10**9, 10**9])
    high: list[int] = field(default_factory=lambda: [0, 0])

    def __post_init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.open_cell: tuple[int, int] | None = None
        self.fed = False

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes of the part. Raises Unsafe when it is no XML, or more than the limits allow."""
        self.fed = True
        try:
            self.parser.Parse(chunk, False)
        except expat.ExpatError as error:
            raise Unsafe(f"工作簿部件 {self.part} 不是完整的 XML：{error}（规则：文件完整）") from error

    def close(self) -> None:
        """End the part. Raises Unsafe when it breaks off."""
        if not self.fed:
            return
        try:
            self.parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise Unsafe(f"工作簿部件 {self.part} 不是完整的 XML：{error}（规则：文件完整）") from error

    def _doctype(self, *_: Any) -> None:
        raise Unsafe(f"工作簿部件 {self.part} 含文档类型声明（DTD），已拒绝（规则：禁止 DTD）")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        act = _ACTS.get(name)
        if act is not None:
            act(self, attributes)

    def _row(self, attributes: dict[str, str]) -> None:
        given = attributes.get("r", "")
        self.row = int(given) if given.isdigit() and len(given) < 10 else self.row + 1
        self.column, self.in_row = 0, 0

    def _formula(self, _: dict[str, str]) -> None:
        self._fill_open()
        self.in_formula = True

    def _cell(self, attributes: dict[str, str]) -> None:
        self.lacking += self.in_formula
        self.in_formula = False
        self.errors += attributes.get("t") == "e"
        found = CELL.match(attributes.get("r", ""))
        self.in_row += 1
        if self.in_row > 16_384:
            raise Unsafe(f"第 {self.row} 行有超过 16,384 个单元格（规则：每行单元格数）")
        if found:
            self.row, self.column = int(found[2]), _column_number(found[1].upper())
        else:
            self.column += 1
        self.open_cell = (self.row, self.column)

    def _value(self, _: dict[str, str]) -> None:
        self.in_formula = False
        self._fill_open()

    def _fill_open(self) -> None:
        if self.open_cell is not None:
            self._fill(*self.open_cell)
            self.open_cell = None

    def _merge(self, _: dict[str, str]) -> None:
        self.merges += 1
        if self.merges > MAX_MERGES:
            raise Unsafe(f"合并单元格超过 {MAX_MERGES:,} 处（规则：合并单元格上限）")

    def _ods_row(self, attributes: dict[str, str]) -> None:
        self.row += self.row_repeats
        self.row_repeats = _repeats(attributes, "number-rows-repeated")
        self.column = 0

    def _ods_cell(self, attributes: dict[str, str]) -> None:
        repeats = _repeats(attributes, "number-columns-repeated")
        if any(key.endswith("value-type") for key in attributes):
            self._fill(self.row, self.column + 1)
            self._fill(self.row + self.row_repeats - 1, self.column + repeats)
        self.column += repeats

    def _new_sheet(self, _: dict[str, str]) -> None:
        self.row, self.column, self.row_repeats = 0, 0, 1
        self.low, self.high = [10**9, 10**9], [0, 0]

    def _fill(self, row: int, column: int) -> None:
        low, high = self.low, self.high
        if low[0] <= row <= high[0] and low[1] <= column <= high[1]:
            return
        low[0], low[1] = min(low[0], row), min(low[1], column)
        high[0], high[1] = max(high[0], row), max(high[1], column)
        rows, columns = high[0] - low[0] + 1, high[1] - low[1] + 1
        if columns > self.limits.columns:
            raise Unsafe(f"表格宽达 {columns} 列，超过 {self.limits.columns} 列（规则：列数上限）")
        if rows > self.limits.rows + 10:
            raise Unsafe(f"表格长达 {rows} 行，超过 {self.limits.rows} 行（规则：行数上限）")
        if rows * columns > MAX_AREA:
            raise Unsafe(f"表格范围达 {rows}×{columns}，超过 {MAX_AREA:,} 格（规则：表格范围上限）")


def _repeats(attributes: dict[str, str], name: str) -> int:
    text = next((value for key, value in attributes.items() if key.endswith(name)), "1")
    return min(int(text[:10]), 2_000_000) if text.isascii() and text.isdigit() else 1


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


_ACTS: dict[str, Any] = {
    "row": _Box._row,
    "c": _Box._cell,
    "v": _Box._value,
    "is": _Box._value,
    "f": _Box._formula,
    "mergeCell": _Box._merge,
    "table": _Box._new_sheet,
    "table-row": _Box._ods_row,
    "table-cell": _Box._ods_cell,
    "covered-table-cell": _Box._ods_cell,
}
