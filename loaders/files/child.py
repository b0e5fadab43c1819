"""The parser process: one file in, one JSON line a row out, under its own memory and time limits.

Run as ``python -m loaders.files.child``; the request is one JSON object on standard input, the answer goes to the file
it names. It exits 0 when done, 3 when it refuses the file (the reason is the answer's last line), and anything else
when a limit or a fault of a parser ended it. While it parses it says on standard output how many rows it has read.
"""

import csv
import datetime
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TextIO

from loaders.files import encoding
from loaders.files.hidden import hidden_rows
from loaders.files.nested import graph_sheets, json_sheet, tree_sheet
from loaders.files.prescan import Limits, Unsafe, prescan
from loaders.record.sources import GRAPH_FILES, KNOWLEDGE_GRAPH, LINE_FILES, TREE_FILES
from loaders.tables.headers import known_headers

REFUSED = 3
HEADER_ROWS = 10
MAX_FIELD = 1 << 17
MAX_FILL = 2_000_000
NOTHING_HIDDEN: Mapping[str, list[int]] = {}
MERGED_ROWS = 40
MAX_WIDE = 2_000
SAY_EVERY = 1000


TYPE_IN = "请把其中的名单存成 xlsx 或 csv 后再导入"
STRANGE = (
    (b"%PDF", " PDF 文件", TYPE_IN),
    (b"\x89PNG", "图片", TYPE_IN),
    (b"\xff\xd8\xff", "图片", TYPE_IN),
    (b"GIF8", "图片", TYPE_IN),
    (b"Rar!", "压缩包", "请解开后导入其中的表格"),
    (b"7z\xbc\xaf", "压缩包", "请解开后导入其中的表格"),
    (b"\x1f\x8b", "压缩包", "请解开后导入其中的表格"),
    (b"{\\rtf", "文字处理文件", TYPE_IN),
    (b"SQLite format 3", "数据库或备份文件", "请用 chaingraph restore 恢复到一个空的数据库"),
)


class Unreadable(Exception):
    """The file is understood and not accepted; the message is Chinese."""


def main() -> int:
    """Exit status of one parse."""
    request = json.loads(sys.stdin.buffer.read())
    bound(request["memory"], request["cpu"], request["inflated"])
    with Path(request["answer"]).open("w", encoding="utf-8", errors="backslashreplace") as answer:
        try:
            parse(Path(request["path"]), request, answer)
        except (Unreadable, Unsafe, encoding.BadEncoding) as error:
            print(json.dumps({"refused": str(error)}, ensure_ascii=False), file=answer)
            return REFUSED
        except MemoryError:
            return 4
        except (LookupError, ValueError, TypeError, RecursionError, OverflowError) as error:
            said = f"里有本程序读不懂的内容（{type(error).__name__}：{str(error)[:100]}）"
            said += "；请在 Excel 或 WPS 中另存为 xlsx 后再导入（规则：文件完整）"
            print(json.dumps({"refused": said}, ensure_ascii=False), file=answer)
            return REFUSED
    return 0


def bound(memory: int, cpu: int, written: int) -> None:
    """Limit this process; where the system has no such limits (Windows) the caller's clock remains."""
    try:
        import resource  # noqa: PLC0415  (not there on Windows)
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (written, written))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def parse(path: Path, request: dict[str, Any], answer: TextIO) -> None:
    """Write every sheet of the file: a line with its name, then a line a row."""
    read = 0
    for opening, rows in sheets_of(path, request):
        print(json.dumps(opening, ensure_ascii=False), file=answer)
        for line in bounded(rows, request):
            print(line, file=answer)
            read = said(read + 1)


def said(read: int) -> int:
    """The count, now and then also told to whoever waits."""
    if read % SAY_EVERY == 0:
        print(read, flush=True)
    return read


def sheets_of(path: Path, request: dict[str, Any]) -> Iterator[tuple[dict[str, Any], Iterable[tuple[int, list[Any]]]]]:
    """The sheets of a file of any kind we read, by its first bytes and its name. Raises Unreadable or Unsafe."""
    with path.open("rb") as stream:
        head = stream.read(512)
    if head.startswith(b"PK\x03\x04"):
        hints = prescan(path, Limits(request["inflated"], request["rows"], request["columns"]))
        return hinted(workbook_sheets(path, hidden_rows(path)), hints)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return workbook_sheets(path)
    for mark, what, then in STRANGE:
        if head.startswith(mark):
            raise Unreadable(f"这是{what}，不是表格；{then}（规则：文件类型）")
    return text_sheets(path)


def hinted(
    sheets: Iterator[tuple[dict[str, Any], Iterable[tuple[int, list[Any]]]]], hints: Sequence[str]
) -> Iterator[tuple[dict[str, Any], Iterable[tuple[int, list[Any]]]]]:
    """The sheets, the first with what is to be told of the whole workbook."""
    for number, (opening, rows) in enumerate(sheets):
        yield {**opening, "hints": [] if number else list(hints)}, rows


def text_sheets(path: Path) -> Iterator[tuple[dict[str, Any], Iterable[tuple[int, list[Any]]]]]:
    """The sheets of a file of text, by its name."""
    suffix = path.suffix.lower()
    if path.name in KNOWLEDGE_GRAPH or suffix in LINE_FILES:
        return json_sheet(path)
    if suffix in GRAPH_FILES:
        return graph_sheets(path)
    return tree_sheet(path) if suffix in TREE_FILES else text_sheet(path)


def bounded(rows: Iterable[tuple[int, list[Any]]], request: dict[str, Any]) -> Iterator[str]:
    """Rows as JSON lines ``[number, cells]``, empty ones left out, cells cut just above the limit so it is seen."""
    count, longest = 0, request["cell"] + 1
    for number, cells in rows:
        while cells and (cells[-1] == "" or cells[-1] is None):
            cells.pop()
        if not cells:
            continue
        if len(cells) > request["columns"]:
            raise Unreadable(f"第 {number} 行有 {len(cells)} 列，超过 {request['columns']} 列（规则：列数上限）")
        count += 1
        if count > request["rows"] + HEADER_ROWS:
            raise Unreadable(f"表格超过 {request['rows']:,} 行，请分批导入（规则：行数上限）")
        plain = [cell[:longest] if isinstance(cell, str) else _coded(cell) for cell in cells]
        yield json.dumps([number, plain], ensure_ascii=False)


def _coded(cell: Any) -> Any:
    if cell is None or isinstance(cell, bool | int | float):
        return cell
    if isinstance(cell, datetime.datetime):
        return {"date": cell.date().isoformat()}
    if isinstance(cell, datetime.date):
        return {"date": cell.isoformat()}
    return str(cell)


def workbook_sheets(
    path: Path, unseen: Mapping[str, list[int]] = NOTHING_HIDDEN
) -> Iterator[tuple[dict[str, Any], Iterable[tuple[int, list[Any]]]]]:
    """Sheets of an xlsx, xls or ods in their order; cells merged downwards carry the first cell's value."""
    import python_calamine as calamine  # noqa: PLC0415  (only the child needs it)

    try:
        workbook = calamine.CalamineWorkbook.from_path(str(path))
    except calamine.PasswordError as error:
        raise Unreadable("工作簿设有密码，请去掉密码后再导入（规则：加密文件）") from error
    except (calamine.CalamineError, ValueError, OSError) as error:
        raise Unreadable(f"工作簿无法打开：{error}（规则：文件完整）") from error
    for metadata in workbook.sheets_metadata:
        if metadata.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        try:
            sheet = workbook.get_sheet_by_name(metadata.name)
            rows = sheet.to_python(skip_empty_area=False)
            merged = sheet.merged_cell_ranges or []
        except (calamine.CalamineError, ValueError, OSError) as error:
            raise Unreadable(f"工作表“{metadata.name}”无法读取：{error}（规则：文件完整）") from error
        filled = fill_down(rows, merged)
        hidden = metadata.visible != calamine.SheetVisibleEnum.Visible
        opening = {"sheet": metadata.name, "encoding": "", "hidden": hidden, "filled": filled}
        opening["merges"] = sideways(merged)
        opening["hidden_rows"] = unseen.get(metadata.name, [])
        yield opening, ((number, list(cells)) for number, cells in enumerate(rows, start=1))


def sideways(merged: Iterable[tuple[tuple[int, int], tuple[int, int]]]) -> list[tuple[int, int, int, int]]:
    """Ranges merged over several columns among the first rows, rows counted from 1."""
    wide = [(top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in merged if right > left]
    return sorted(range_ for range_ in wide if range_[0] <= MERGED_ROWS)[:MAX_WIDE]


def fill_down(rows: list[list[Any]], merged: Iterable[tuple[tuple[int, int], tuple[int, int]]]) -> int:
    """Count of cells given the value of the one-column merged range they belong to; ``rows`` is this parse's own."""
    filled = 0
    for (top, left), (bottom, right) in merged:
        if left != right or top >= len(rows) or left >= len(rows[top]):
            continue
        for row in rows[top + 1 : bottom + 1]:
            if left < len(row) and row[left] in ("", None) and filled < MAX_FILL:
                row[left] = rows[top][left]
                filled += 1
    return filled


def text_sheet(path: Path) -> Iterator[tuple[dict[str, Any], Iterable[tuple[int, list[Any]]]]]:
    """The one sheet of a delimited text file."""
    name = encoding.detect(path)
    with path.open(encoding=name, newline="") as stream:
        opening = stream.read(1 << 16)
    if opening.lstrip()[:1] == "<" and "<t" in opening.lower():
        raise Unreadable("这是网页格式的表格，请在 Excel 或 WPS 中另存为 xlsx 后再导入（规则：文件类型）")
    delimiter = sniff(opening)
    header = {"sheet": "", "encoding": encoding.label(name), "hidden": False, "filled": 0}
    yield header, text_rows(path, name, delimiter)


def text_rows(path: Path, name: str, delimiter: str) -> Iterator[tuple[int, list[Any]]]:
    """Rows with the number of the line each begins on."""
    csv.field_size_limit(MAX_FIELD)
    with path.open(encoding=name, newline="") as stream:
        reader = csv.reader(stream, delimiter=delimiter, strict=True)
        line = 1
        while True:
            try:
                cells = next(reader, None)
            except csv.Error as error:
                raise Unreadable(f"第 {line} 行起的引号不成对，或单元格过长：{error}（规则：CSV 格式）") from error
            if cells is None:
                return
            yield line, list(cells)
            line = reader.line_num + 1


def sniff(opening: str) -> str:
    """The delimiter, of comma, tab and semicolon, under which the first lines show most known headers, then cells.

    >>> sniff("企业名称;主营产品\\n甲;乙")
    ';'
    """
    lines = opening.splitlines()[:HEADER_ROWS]

    def found(delimiter: str) -> tuple[int, int]:
        rows = [line.replace('"', "").split(delimiter) for line in lines]
        return (
            max((sum(known_headers(cell) for cell in row) for row in rows), default=0),
            max((len(row) for row in rows[:1]), default=0),
        )

    return max(",\t;", key=found)


if __name__ == "__main__":
    sys.exit(main())
