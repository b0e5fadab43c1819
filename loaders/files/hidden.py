"""Which rows of a workbook its sheets do not show, because somebody hid them or filtered."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

CHUNK = 1 << 16
MOST = 200_000
TARGET = re.compile(r"(?:^|/)(worksheets/[^/]+\.xml)$")


def hidden_rows(path: Path) -> dict[str, list[int]]:
    """Numbers of hidden rows by the name of their sheet, of an xlsx already scanned; empty for other workbooks.

    O(inflated bytes) time, constant memory besides the answer.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if "xl/workbook.xml" not in names:
                return {}
            return {sheet: rows for sheet, part in _sheets(archive, names) if (rows := _hidden(archive, part))}
    except (zipfile.BadZipFile, expat.ExpatError, OSError, KeyError, ValueError):
        return {}


def _sheets(archive: zipfile.ZipFile, names: set[str]) -> Iterator[tuple[str, str]]:
    """(name, part) of every sheet."""
    targets = {
        one["Id"]: found[1]
        for one in _elements(archive, "xl/_rels/workbook.xml.rels", "Relationship")
        if (found := TARGET.search(one.get("Target", "")))
    }
    for one in _elements(archive, "xl/workbook.xml", "sheet"):
        part = "xl/" + targets.get(next((value for key, value in one.items() if key.endswith(":id")), ""), "")
        if part in names and "name" in one:
            yield one["name"], part


def _hidden(archive: zipfile.ZipFile, part: str) -> list[int]:
    rows = (one for one in _elements(archive, part, "row") if one.get("hidden") in ("1", "true"))
    return sorted(int(one["r"]) for one, _ in zip(rows, range(MOST), strict=False) if one.get("r", "").isdigit())


def _elements(archive: zipfile.ZipFile, part: str, wanted: str) -> Iterator[dict[str, str]]:
    """The attributes of every element of that name, as a stream."""
    found: list[dict[str, str]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == wanted:
            found.append(attributes)

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    with archive.open(part) as stream:
        while chunk := stream.read(CHUNK):
            parser.Parse(chunk, False)
            yield from found
            found.clear()
    parser.Parse(b"", True)
    yield from found
