"""闲置土地: parcels by the clock of idle land, what can be taken back this quarter, and the papers for it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api.access.gate import needs
from api.access.roles import Permission
from api.http.deps import PagingDep, WorkspaceDep
from api.http.downloads import download
from api.pages.listing import Key, listed
from api.pages.shell import show
from api.server.office import today
from chaingraph.export.sheets.park.land import RULE, land_lines, land_sentences, land_table
from chaingraph.export.sheets.workbook import workbook
from chaingraph.export.word.land import land_docx
from chaingraph.findings.rule.land_book import LandBook, LandRow, takes_back
from chaingraph.service.ask.rule.land import land_book

router = APIRouter(include_in_schema=False, dependencies=[needs(Permission.SEE)])


class Wanted(StrEnum):
    """Which parcels are shown."""

    ACT = "要处置的"
    QUARTER = "本季可收回"
    ALL = "全部"


KEYS: Mapping[str, Key[LandRow]] = {
    "area": lambda row: row.parcel.area_mu or 0.0,
    "fee": lambda row: row.verdict.fee_yuan or 0,
    "late": lambda row: row.verdict.late_days,
    "park": lambda row: row.parcel.park,
}


@router.get("/land")
def land(
    request: Request,
    workspace: WorkspaceDep,
    paging: PagingDep,
    place: Annotated[str, Query(max_length=200)] = "",
    on: Annotated[date | None, Query()] = None,
    which: Wanted = Wanted.ACT,
    sort: Annotated[str, Query(max_length=20)] = "",
    format: Literal["html", "xlsx", "docx"] = "html",
) -> Response:
    """The list as a page, a sheet or a notice; ``place`` empty is everywhere the visitor may see."""
    whole = land_book(workspace, place or None, on or date.fromisoformat(today()))
    rows = _shown(whole, which)
    if format != "html":
        found = replace(whole, rows=tuple(rows))
        made = workbook((land_table(found),), land_lines(found)) if format == "xlsx" else land_docx(found)
        return download(made, f"{whole.place.rsplit('/', 1)[-1] or '全部'}-闲置土地-{whole.on}", format)
    query = {"place": place, "on": on.isoformat() if on else None, "which": which.value, "sort": sort or None}
    listing = listed(rows, KEYS, sort=sort, paging=paging, query=query)
    context: dict[str, Any] = {
        "found": whole,
        "listing": listing,
        "which": which,
        "choices": tuple(Wanted),
        "place": place,
    }
    return show(request, "land.html", here="land", said=land_sentences(whole), rule=RULE, asked=on, **context)


def _shown(found: LandBook, which: Wanted) -> Sequence[LandRow]:
    if which is Wanted.ALL:
        return found.rows
    if which is Wanted.QUARTER:
        return [row for row in found.rows if takes_back(row, found.quarter_ends)]
    return [row for row in found.rows if row.must_act]
