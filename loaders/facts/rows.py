"""The rows of a table read cell by cell: values by field, notes from unknown columns, and why a row cannot be taken."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from loaders.cells import approximate, values
from loaders.cells.cells import Cell, has_unwanted, stripped, text_of
from loaders.cells.values import BadValue, SoftValue
from loaders.facts.magnitudes import Quantity, tell_magnitudes
from loaders.facts.readers import DEFAULT_UNIT, READERS, UNITS, Bound
from loaders.record.journal import Journal, Place
from loaders.record.report import Severity
from loaders.sheets.lines.asides import is_total
from loaders.sheets.lines.heads import shown_header
from loaders.sheets.lines.titles import NO_TITLES, Titles
from loaders.sheets.sheets import TableSheet

BARE = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)")
LOOSELY = frozenset({"money", "signed", "land", "plant", "count"})
"""Kinds of columns that people fill with about, more than and the like."""
TITLED = {"signed": "money", "exact": "money"}
STRICT = ("chains", "segment_inputs", "products", "product_inputs")
"""Tables that define the library: a row that is wrong anywhere defines nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedRow:
    """One row: where it stands, values by field (unknown ones absent), notes, original texts, titles and headers."""

    place: Place
    values: dict[str, Any]
    notes: tuple[tuple[str, str], ...]
    texts: dict[str, str]
    titles: Titles = NO_TITLES
    headers: Mapping[str, str] = field(default_factory=dict)
    cells: Sequence[Cell] = ()

    def get(self, field: str) -> Any:
        """The value of a field, None when not known."""
        return self.values.get(field)


def parsed(sheet: TableSheet, journal: Journal, max_cell: int) -> Iterator[ParsedRow]:
    """The rows that can be read; the others are counted as rejected, each bad cell told.

    The caller counts every row it gets as accepted, merged or rejected.
    """
    bound = _bound(sheet, journal)
    extra = [(match.index, match.header) for match in sheet.columns if match.field is None]
    journal.read(sheet.table.name, len(sheet.rows))
    quantities: dict[int, list[Quantity]] = {b.index: [] for b in bound if b.column.kind in UNITS}
    reader = _Reader(sheet, journal, max_cell, bound, extra, quantities)
    for number, cells in sheet.rows:
        since = len(journal.issues)
        row = reader.read(number, cells)
        if len(journal.issues) > since:
            journal.annotate(since, number, row_text(cells))
        if row is None:
            journal.count(sheet.table.name, "rejected")
        else:
            yield row
    for b in bound:
        if quantities.get(b.index):
            tell_magnitudes(b.header, b.unit, b.stated, quantities[b.index], journal)


@dataclass(frozen=True, slots=True)
class _Reader:
    """What is needed to read any row of one sheet."""

    sheet: TableSheet
    journal: Journal
    max_cell: int
    bound: list[Bound]
    extra: list[tuple[int, str]]
    quantities: dict[int, list[Quantity]]

    def read(self, number: int, cells: list[Cell]) -> ParsedRow | None:
        """The row; None, and told why, where it is no record."""
        raw = self.sheet.raw
        place = Place(self.sheet.table.name, raw.file, raw.sheet, number, raw.paths[number - 1] if raw.paths else "")
        row = _RowReading(place, cells, self.journal, self.max_cell)
        name = next((b.index for b in self.bound if b.column.required), 0)
        if not raw.paths and row.is_total(name):
            return None
        found = {b.column.field: value for b in self.bound if (value := row.value(b)) is not None}
        for b in self.bound:
            if b.index in self.quantities and b.column.field in found:
                value, own = found[b.column.field]
                found[b.column.field] = value
                self.quantities[b.index].append(Quantity(place, float(value), own, row.texts[b.column.field]))
        notes = row.notes(self.extra)
        if row.bad:
            return None
        return ParsedRow(
            place=place,
            values=found,
            notes=notes,
            texts=row.texts,
            titles=self.sheet.titles,
            headers={b.column.field: b.header for b in self.bound},
            cells=cells,
        )


def _bound(sheet: TableSheet, journal: Journal) -> list[Bound]:
    bound = []
    for match in sheet.columns:
        if not match.field:
            continue
        column = sheet.table.by_field[match.field]
        unit = "" if match.unit in ("人", "名", "个") else match.unit
        units = UNITS.get(column.kind)
        header = shown_header(match.header)
        stated = unit != "" or TITLED.get(column.kind, column.kind) in sheet.titles.units
        if units is not None:
            unit = unit or sheet.titles.units.get(TITLED.get(column.kind, column.kind)) or DEFAULT_UNIT[column.kind]
            if unit not in units and values.FOREIGN.search(unit) is None:
                reason = f"表头单位“{unit}”不认识，按{DEFAULT_UNIT[column.kind]}计"
                journal.hint(sheet.raw.file, sheet.raw.sheet, "单位", reason, column=header)
                unit = DEFAULT_UNIT[column.kind]
        elif unit == "%" and _are_fractions(sheet, match.index):
            reason = "表头写的是百分数，而各数都不超过 1，按 Excel 的百分数格式（0.35 即 35%）读取"
            journal.hint(sheet.raw.file, sheet.raw.sheet, "占比格式", reason, column=header)
            unit = ""
        bound.append(Bound(match.index, column, header, unit, stated))
    return bound


def _are_fractions(sheet: TableSheet, index: int) -> bool:
    """Whether a column under a header in % holds numbers up to one, as cells formatted as percent do."""
    column = [cells[index] for _, cells in sheet.rows if index < len(cells)]
    numbers = [number for cell in column if (number := _bare_number(cell)) is not None]
    return bool(numbers) and all(abs(number) <= 1 for number in numbers) and any(0 < number < 1 for number in numbers)


def _bare_number(cell: Cell) -> float | None:
    """A number without a unit of its own, typed as one or as text."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, float | int):
        return float(cell)
    return float(cell) if isinstance(cell, str) and BARE.fullmatch(cell.strip()) else None


def _refuse_doubtful_percent(cell: Cell, bound: Bound) -> None:
    """Nothing; raises SoftValue for 0.35 among numbers above one under a header in %: 35 % or 0.35 %, who knows."""
    number = _bare_number(cell) if bound.unit == "%" else None
    if number is not None and 0 < abs(number) < 1:
        raise SoftValue("占比格式", "在百分数列里可能是 35%（Excel 百分数格式），也可能是 0.35%，按未知处理，请写明 %")


class _RowReading:
    """One row while it is read; remembers original texts and whether any cell was bad."""

    def __init__(self, place: Place, cells: list[Cell], journal: Journal, max_cell: int) -> None:
        self.place, self.cells, self.journal, self.max_cell = place, cells, journal, max_cell
        self.bad = False
        self.texts: dict[str, str] = {}
        self._soft: list[tuple[str, str]] = []

    def value(self, bound: Bound) -> Any:
        """The value of one column; None when not known or not readable."""
        cell = self.cells[bound.index] if bound.index < len(self.cells) else None
        if isinstance(cell, str) and (not cell.isprintable() or has_unwanted(cell)):
            cell = self._clean(cell, bound.header)
        text = text_of(cell)
        column = bound.column
        if values.is_unknown(text):
            if column.required:
                self._tell(BadValue("必填", "是空的，这一列必填"), bound.header, text)
            return None
        self.texts[column.field] = text
        try:
            if len(text) > self.max_cell:
                raise BadValue("单元格上限", f"超过 {self.max_cell} 字")
            values.refuse_excel_error(text)
            return self._typed(cell, bound, text)
        except BadValue as error:
            if column.required or self.place.table in STRICT:
                self._tell(error, bound.header, text)
            else:
                self._unknown(error, bound.header, text)
        except SoftValue as error:
            self._unknown(error, bound.header, text)
        return None

    def is_total(self, name: int) -> bool:
        """Whether the row adds others up; told, for it is no record."""
        texts = [text_of(cell) for cell in self.cells[: name + 1]]
        if not is_total(texts, name):
            return False
        shown = next((text for text in texts if text and not text.isdigit()), "")
        self.journal.tell(Severity.REJECTED, self.place, "合计行", "是合计行，不是一条记录", value=shown)
        return True

    def _unknown(self, error: BadValue | SoftValue, header: str, text: str) -> None:
        """The value of an optional cell stays unknown; its text is kept as a note, but no person's own number."""
        private = error.rule == "身份证号"
        shown = f"{text[:6]}…" if private else text[: self.max_cell]
        self._soft += [] if private or len(text) > self.max_cell else [(header, text)]
        reason = error.reason if "按未知" in error.reason else f"{error.reason}，按未知处理"
        self.journal.tell(Severity.HINT, self.place, error.rule, reason, column=header, value=shown)

    def _typed(self, cell: Cell, bound: Bound, text: str) -> Any:
        """The value as its column is typed; a quantity that is only about right is told."""
        _refuse_doubtful_percent(cell, bound)
        read = READERS[bound.column.kind](cell, bound)
        if bound.column.kind in LOOSELY and isinstance(cell, str) and approximate.is_loose(text):
            reason = "写的是约数，按其中的数计；可能偏差较大，请核实"
            self.journal.tell(Severity.HINT, self.place, "约数", reason, column=bound.header, value=text)
        return read

    def _clean(self, cell: str, header: str) -> str:
        if has_unwanted(cell):
            reason = "含有控制字符或不可见字符，已去掉"
            self.journal.tell(Severity.HINT, self.place, "控制字符", reason, column=header, value=ascii_escaped(cell))
        return stripped(cell)

    def _tell(self, error: BadValue, header: str, text: str) -> None:
        self.bad = True
        self.journal.tell(
            Severity.REJECTED, self.place, error.rule, error.reason, column=header, value=text[: self.max_cell]
        )

    def notes(self, extra: list[tuple[int, str]]) -> tuple[tuple[str, str], ...]:
        """(header, text) of the unknown columns and of cells kept out of the fact, sorted."""
        pairs = list(self._soft)
        for index, header in extra:
            cell = self.cells[index] if index < len(self.cells) else None
            text = text_of(cell)
            if isinstance(cell, str) and (not cell.isprintable() or has_unwanted(cell)):
                text = self._clean(cell, header)
            if len(text) > self.max_cell:
                reason = f"超过 {self.max_cell} 字，未保留"
                self.journal.tell(Severity.HINT, self.place, "单元格上限", reason, column=header, value=text[:60])
            elif not values.is_unknown(text):
                pairs.append((stripped(header), text))
        return tuple(sorted(set(pairs)))


def row_text(cells: Sequence[Cell]) -> str:
    """A row as one line, its cells parted by a bar.

    >>> row_text(["甲公司", None, 3.0])
    '甲公司 |  | 3'
    """
    return " | ".join(stripped(text_of(cell)) for cell in cells)


def ascii_escaped(text: str) -> str:
    """The text with unwanted characters written as escapes, so that a report can show them.

    >>> ascii_escaped("响铃\\x07")
    '响铃\\\\x07'
    """
    kept = (char if char.isprintable() and not has_unwanted(char) else "" for char in text)
    return "".join(seen or char.encode("unicode_escape").decode() for seen, char in zip(kept, text, strict=True))
