"""What a sheet would be read as, shown before anything is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from chaingraph.errors import Refused
from loaders.cells.cells import LISTED, Cell, stripped, text_of
from loaders.cells.raw_sheet import RawSheet
from loaders.sheets.sheets import TableSheet, UnknownSheet, read_tables
from loaders.tables.presets import looks_like
from loaders.tables.tables import Table
from loaders.terms.choices import SheetChoice


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePreview:
    """One sheet before it is imported.

    Attributes
    ----------
    table, label
        English name and Chinese sheet name of the table it was taken for; ``None`` when it is none we know.
    columns
        Header to the field it names; ``None``: kept as a note or left aside.
    skipped
        A page of notes or an empty sheet, which is left aside whatever is chosen.
    headers, fields
        Every header of the file with the field it names, None where there is none; of a sheet we do not know, its
        first row.
    sample
        The first rows as text, in the order of the headers.
    hidden
        How many of its rows the workbook hides.
    """

    file: str
    sheet: str
    table: str | None
    label: str | None
    encoding: str
    header_row: int | None
    columns: Mapping[str, str | None]
    sample: tuple[tuple[str, ...], ...]
    rows: int
    problems: tuple[str, ...] = ()
    skipped: bool = False
    headers: tuple[str, ...] = ()
    fields: tuple[str | None, ...] = ()
    hidden: int = 0


def previewed(
    raw: RawSheet,
    table: Table | None = None,
    *,
    alone: bool = True,
    rows: int = 3,
    choice: SheetChoice | None = None,
) -> TablePreview:
    """The preview of one parsed sheet; never raises for what is in it."""
    try:
        found = read_tables(raw, table, alone=alone, choice=choice)
    except Refused as error:
        shown = _unknown(raw, rows, (str(error),))
        return _lacking(shown, choice) if choice is not None and choice.table else shown
    if not found:
        return replace(_unknown(raw, rows, ("说明页或空表，导入时跳过",)), skipped=True)
    sheet, *below = found
    if isinstance(sheet, UnknownSheet):
        return _unknown(raw, rows, (sheet.reason,))
    return _known(sheet, rows, [one for one in below if isinstance(one, TableSheet)])


def _known(sheet: TableSheet, rows: int, below: Sequence[TableSheet]) -> TablePreview:
    more = "、".join(f"{one.table.sheet}（表头在第 {one.header_row} 行，{len(one.rows)} 行）" for one in below)
    headers = [match.header or f"第{match.index + 1}列" for match in sheet.columns]
    known = looks_like(headers)
    return TablePreview(
        file=sheet.raw.file,
        sheet=sheet.raw.sheet,
        table=sheet.table.name,
        label=sheet.table.sheet,
        encoding=sheet.raw.encoding,
        header_row=sheet.header_row,
        columns={header: match.field or None for header, match in zip(headers, sheet.columns, strict=True)},
        sample=_sample(sheet.rows, rows, len(headers)),
        rows=len(sheet.rows),
        problems=(
            *([f"像是{known}导出的名单"] if known else []),
            *sheet.raw.hints,
            *([f"这一页里还有别的表，一并读入：{more}"] if more else []),
        ),
        headers=tuple(headers),
        fields=tuple(match.field or None for match in sheet.columns),
        hidden=len(set(sheet.raw.hidden_rows) & {number for number, _ in sheet.rows}),
    )


def _unknown(raw: RawSheet, rows: int, problems: tuple[str, ...]) -> TablePreview:
    width = max((len(cells) for _, cells in raw.rows[:rows]), default=0)
    return TablePreview(
        file=raw.file,
        sheet=raw.sheet,
        table=None,
        label=None,
        encoding=raw.encoding,
        header_row=None,
        columns={},
        sample=_sample(raw.rows, rows, width),
        rows=len(raw.rows),
        problems=problems,
        headers=tuple(_shown(cell) for cell in raw.rows[0][1]) if raw.rows else (),
        fields=(None,) * (len(raw.rows[0][1]) if raw.rows else 0),
    )


def _lacking(shown: TablePreview, choice: SheetChoice) -> TablePreview:
    """A sheet that somebody said is a table and that does not have all its required columns yet."""
    fields = tuple(match.field or None for match in choice.matched(shown.headers))
    return replace(shown, table=choice.table, label=choice.known.sheet, fields=fields)


def _sample(rows: tuple[tuple[int, list[Cell]], ...], count: int, width: int) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(_shown(cells[i]) if i < len(cells) else "" for i in range(width)) for _, cells in rows[:count])


def _shown(cell: Cell) -> str:
    return stripped(text_of(cell)).rstrip(LISTED).replace(LISTED, "；")
