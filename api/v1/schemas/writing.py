"""Imports and corrections as the JSON routes take and show them."""

from typing import Annotated, Any

from pydantic import Field

from api.wire.base import Answer, Paged
from chaingraph.findings.known.firm import NamedTag
from chaingraph.wire.records import Record, Wire


class ImportRow(Record):
    """An import as the store remembers it."""

    id: str
    sequence: int
    title: str
    at: str
    by: str
    rows: int


class ImportsAnswer(Paged):
    """Imports, newest first."""

    results: list[ImportRow]


class ImportAnswer(Answer):
    """What one import did; accepted + merged + rejected = read."""

    id: str
    files: list[str]
    already_imported: bool
    read: int
    accepted: int
    merged: int
    rejected: int
    unplaced: Annotated[int, Field(description="没有写明地区和园区的企业数")]
    next: Annotated[list[str], Field(description="接下来做什么")]
    tables: dict[str, dict[str, int]]
    issues: list[dict[str, Any]]


class UndoAnswer(Answer):
    """The import that was taken away."""

    id: str
    undone: bool


class CorrectionBody(Record):
    """An officer's word on a tag."""

    chain: Annotated[str, Field(min_length=1, max_length=200, description="产业链", examples=["动力电池"])]
    segment: Annotated[str, Field(min_length=1, max_length=200, description="环节名称或编码", examples=["湿法隔膜"])]
    verdict: Annotated[bool, Field(description="是否在这个环节", examples=[True])] = True
    by: Annotated[str, Field(max_length=50, description="谁判断的", examples=["王工"])] = ""


class CorrectionAnswer(Answer):
    """The tags after the correction."""

    enterprise: str
    segments: tuple[Wire[NamedTag], ...]
