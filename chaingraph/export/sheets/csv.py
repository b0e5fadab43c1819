"""A table as CSV bytes that Excel and WPS open as text, never as formulas."""

import csv
from io import StringIO

from chaingraph.export.table import Cell, Table

BOM = "\ufeff"
DANGEROUS = frozenset("=+-@\t\r\n\0＝＋－＠")


def guarded(text: str) -> str:
    """The text, with a leading apostrophe when a spreadsheet would take it for a formula.

    Full-width forms count too, because some programs narrow them on opening; leading blanks do not hide a formula.

    >>> guarded("=cmd|'/C calc'!A1"), guarded("  ＝1+1"), guarded("铜箔")
    ("'=cmd|'/C calc'!A1", "'  ＝1+1", '铜箔')
    """
    bare = text.lstrip(" \u3000\u00a0")
    return f"'{text}" if text[:1] in DANGEROUS or bare[:1] in DANGEROUS else text


def csv_bytes(table: Table) -> bytes:
    """Header and rows as UTF-8 with a byte order mark and CRLF line ends.

    >>> from chaingraph.export.table import Column
    >>> csv_bytes(Table(sheet="", title="", note="", columns=(Column(title="名称", width=9),), rows=(("-1",),)))
    b"\\xef\\xbb\\xbf\\xe5\\x90\\x8d\\xe7\\xa7\\xb0\\r\\n'-1\\r\\n"
    """
    out = StringIO(newline="")
    out.write(BOM)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([guarded(column.title) for column in table.columns])
    writer.writerows([_cell(value) for value in row] for row in table.rows)
    return out.getvalue().encode("utf-8")


def _cell(value: Cell) -> str | int | float:
    if value is None:
        return ""
    return guarded(value.replace("\0", "")) if isinstance(value, str) else value
