"""Files as answers: a name people can read, a type browsers keep their hands off."""

from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import Query
from starlette.responses import Response

from api.server.uploads import safe_name
from chaingraph.export.sheets.csv import csv_bytes
from chaingraph.export.sheets.workbook import table_workbook
from chaingraph.export.table import Table

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "zip": "application/zip",
    "csv": "text/csv; charset=utf-8",
    "graphml": "application/xml",
    "gexf": "application/xml",
    "json": "application/json",
    "ics": "text/calendar; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
    "html": "text/html; charset=utf-8",
}
ListFormat = Annotated[Literal["html", "xlsx", "csv"], Query()]
"""How a page with a list is asked for: as a page, or its list as a file."""
LOCKED = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"


def table_download(table: Table, name: str, kind: str) -> Response:
    """A table as a file: csv, or a workbook with a cover."""
    return download(csv_bytes(table) if kind == "csv" else table_workbook(table), name, kind)


def download(content: bytes | str, name: str, kind: str) -> Response:
    """The content as a file to be saved under a name."""
    file = safe_name(f"{name}.{kind}")
    headers = {
        "Content-Disposition": f"attachment; filename=\"chaingraph.{kind}\"; filename*=UTF-8''{quote(file, safe='')}",
        "Content-Security-Policy": LOCKED,
        "Cache-Control": "no-cache",
    }
    body = content.encode() if isinstance(content, str) else content
    return Response(body, media_type=TYPES[kind], headers=headers)
