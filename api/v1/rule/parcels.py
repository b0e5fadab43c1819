"""Parcels by the clock of idle land, as JSON."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query

from api.access.gate import needs
from api.access.roles import Permission
from api.http.deps import PagingDep, WorkspaceDep
from api.server.office import today
from api.v1.schemas.rule import ParcelsAnswer
from api.wire.statuses import READING, errors
from chaingraph.service.ask.rule.land import land_book

router = APIRouter(prefix="/api/v1", dependencies=[needs(Permission.SEE)], tags=["园区"])
Place = Annotated[str, Query(max_length=200, description="只看这个园区或地区")]
On = Annotated[date | None, Query(description="算到哪一天；默认今天", examples=["2026-11-30"])]
Idle = Annotated[bool, Query(description="只看闲置的，与 90 天内到期的")]


@router.get("/parcels", summary="地块与闲置计时，最急的在前", responses=errors(*READING, fresh=False))
def parcels(
    workspace: WorkspaceDep, paging: PagingDep, place: Place = "", on: On = None, idle: Idle = False
) -> ParcelsAnswer:
    """Parcels of a place, or of all that the visitor may see, with what the clock says of each."""
    found = land_book(workspace, place or None, on or date.fromisoformat(today()))
    rows = [row for row in found.rows if row.must_act or not idle]
    return ParcelsAnswer(
        data_version=found.data_version,
        total=len(rows),
        page=paging.page,
        size=paging.size,
        place=found.place,
        on=found.on.isoformat(),
        quarter_ends=found.quarter_ends.isoformat(),
        sums=found.sums,
        results=tuple(rows[paging.part]),
    )
