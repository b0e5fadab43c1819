"""The rows of a table read cell by cell: values by field, notes from unknown columns, and why a row cannot be taken."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from loaders.cells import values
from loaders.cells.cells import Cell, has_unwanted, stripped, text_of
from loaders.cells.values import BadValue, SoftValue
from loaders.facts.magnitudes import Quantity, tell_magnitudes
from loaders.record.journal import Journal, Place
from loaders.record.report import Severity
from loaders.sheets.sheets import TableSheet
from loaders.tables.headers import split_unit
from loaders.tables.tables import Column

TOTALS = re.compile(r"(合计|总计|小计|汇总|平均|平均值|共计)[:：]?$")
DEFAULT_UNIT = {"money": "万元", "land": "亩", "plant": "m2"}
UNITS = {"money": values.MONEY, "land": values.LAND, "plant": values.PLANT}
STAGES = {
    "上": "上游", "中": "中游", "下": "下游", "配": "配套", "支": "配套",
    "upstream": "上游", "midstream": "中游", "downstream": "下游", "support": "配套",
}  # fmt: skip
LOCALITIES = {"必须": "必须本地", "宜": "宜本地", "可": "可外采"}
BATCHES = ("建设", "新开", "储备", "谋划")


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedRow:
    """One row: where it stands, its values by field (unknown ones absent), its notes, and its original texts."""

    place: Place
    values: dict[str, Any]
    notes: tuple[tuple[str, str], ...]
    texts: dict[str, str]

    def get(self, field: str) -> Any:
        """The value of a field, None when not known."""
        return self.values.get(field)


@dataclass(frozen=True, slots=True)
class Bound:
    """One matched column of a sheet: where it is, what it is, and the unit of a bare number in it."""

    index: int
    column: Column
    header: str
    unit: str


def parsed(sheet: TableSheet, journal: Journal, max_cell: int) -> Iterator[ParsedRow]:
    """The rows that can be read; the others are counted as rejected, each bad cell told.

    The caller counts every row it gets as accepted, merged or rejected.
    """
    bound = _bound(sheet, journal)
    extra = [(match.index, match.header) for match in sheet.columns if match.field is None]
    journal.read(sheet.table.name, len(sheet.rows))
    quantities: dict[int, list[Quantity]] = {b.index: [] for b in bound if b.column.kind in UNITS}
    for number, cells in sheet.rows:
        path = sheet.raw.paths[number - 1] if sheet.raw.paths else ""
        place = Place(sheet.table.name, sheet.raw.file, sheet.raw.sheet, number, path)
        row = _RowReading(place, cells, journal, max_cell)
        found = {b.column.field: value for b in bound if (value := row.value(b)) is not None}
        for b in bound:
            if b.index in quantities and b.column.field in found:
                value, own = found[b.column.field]
                found[b.column.field] = value
                quantities[b.index].append(Quantity(place, value, own, row.texts[b.column.field]))
        notes = row.notes(extra)
        if row.bad:
            journal.count(place.table, "rejected")
        else:
            yield ParsedRow(place=place, values=found, notes=notes, texts=row.texts)
    for b in bound:
        if quantities.get(b.index):
            tell_magnitudes(b.header, b.unit, split_unit(b.header)[1] != "", quantities[b.index], journal)


def _bound(sheet: TableSheet, journal: Journal) -> list[Bound]:
    bound = []
    for match in sheet.columns:
        if not match.field:
            continue
        column = sheet.table.by_field[match.field]
        unit = "" if match.unit in ("人", "名", "个") else match.unit
        units = UNITS.get(column.kind)
        if units is not None:
            unit = unit or DEFAULT_UNIT[column.kind]
            if unit not in units and values.FOREIGN.search(unit) is None:
                reason = f"表头单位“{unit}”不认识，按{DEFAULT_UNIT[column.kind]}计"
                journal.hint(sheet.raw.file, sheet.raw.sheet, "单位", reason, column=match.header)
                unit = DEFAULT_UNIT[column.kind]
        bound.append(Bound(match.index, column, match.header, unit))
    return bound


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
        if isinstance(cell, str) and not cell.isprintable():
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
            return READERS[column.kind](cell, bound)
        except BadValue as error:
            self._tell(error, bound.header, text)
        except SoftValue as error:
            self._soft.append((bound.header, text))
            self.journal.tell(Severity.HINT, self.place, error.rule, error.reason, column=bound.header, value=text)
        return None

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
            if isinstance(cell, str) and not cell.isprintable():
                text = self._clean(cell, header)
            if len(text) > self.max_cell:
                reason = f"超过 {self.max_cell} 字，未保留"
                self.journal.tell(Severity.HINT, self.place, "单元格上限", reason, column=header, value=text[:60])
            elif not values.is_unknown(text):
                pairs.append((stripped(header), text))
        return tuple(sorted(set(pairs)))


def ascii_escaped(text: str) -> str:
    """The text with unwanted characters written as escapes, so that a report can show them.

    >>> ascii_escaped("响铃\\x07")
    '响铃\\\\x07'
    """
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def _name(cell: Cell, bound: Bound) -> str:
    text = text_of(cell)
    if TOTALS.match(text):
        raise BadValue("合计行", "是合计行，不是一条记录")
    if text == bound.header:
        raise BadValue("重复表头", "是重复的表头，不是一条记录")
    return text


def _quantity(cell: Cell, bound: Bound) -> tuple[float, str]:
    if values.FOREIGN.search(bound.unit):
        raise SoftValue("外币", "是外币金额，未换算，按未知处理")
    return values.non_negative(cell, UNITS[bound.column.kind], bound.unit)


def _one_of(table: dict[str, str], what: str) -> Callable[[Cell, Bound], str]:
    def read(cell: Cell, _: Bound) -> str:
        text = text_of(cell)
        for start, meaning in table.items():
            if text.lower().startswith(start):
                return meaning
        raise BadValue(what, f"不是 {'、'.join(dict.fromkeys(table.values()))} 之一")

    return read


def _batch(cell: Cell, _: Bound) -> str:
    text = text_of(cell)
    return next((batch for batch in BATCHES if batch in text), text)


def _verdict(cell: Cell, _: Bound) -> bool:
    return values.flag(cell)


READERS: dict[str, Callable[[Cell, Bound], Any]] = {
    "text": lambda cell, _: text_of(cell),
    "name": _name,
    "list": lambda cell, _: values.parts(text_of(cell)),
    "products": lambda cell, _: text_of(cell),
    "roles": lambda cell, _: text_of(cell),
    "signals": lambda cell, _: text_of(cell),
    "uscc": lambda cell, _: values.uscc(cell),
    "money": _quantity,
    "land": _quantity,
    "plant": _quantity,
    "count": lambda cell, _: values.people(cell),
    "share": lambda cell, bound: values.share_of(cell, bound.unit),
    "soft_share": lambda cell, bound: values.soft_share(cell, bound.unit),
    "date": lambda cell, _: values.date_of(cell),
    "flag": lambda cell, _: values.flag(cell),
    "verdict": _verdict,
    "stage": _one_of(STAGES, "链位"),
    "locality": _one_of(LOCALITIES, "本地要求"),
    "batch": _batch,
}
