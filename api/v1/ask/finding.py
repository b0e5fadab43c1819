"""Anything by words, as JSON: firms, segments, places, chains and products."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query

from api.access.gate import VisitorDep, needs
from api.access.roles import Permission
from api.http.deps import Fresh, OfficeDep, PagingDep
from api.search.everything import firm_hits
from api.v1 import schemas
from api.wire.statuses import LISTING, errors

router = APIRouter(prefix="/api/v1", dependencies=[needs(Permission.SEE), Fresh], tags=["搜索"])
MOST_OF_A_KIND = 200
FIRMS = "企业"
Words = Annotated[
    str,
    Query(min_length=1, max_length=100, description="搜索词：汉字、代码、产品、环节、全拼或首字母", examples=["隔膜"]),
]
Kind = Annotated[Literal["企业", "环节", "地点", "产业链", "产品"] | None, Query(description="只找这一种")]


@router.get("/search", summary="搜索：企业、环节、地点、产业链、产品", responses=errors(*LISTING))
def search(
    office: OfficeDep, visitor: VisitorDep, paging: PagingDep, q: Words, kind: Kind = None
) -> schemas.SearchAnswer:
    """Other names first, then firms; at most two hundred of a kind besides firms."""
    facts = office.workspace.snapshot()
    firms = office.search(facts, q, visitor) if q.strip() and kind in (None, FIRMS) else []
    named = [hit for hit in office.named(q, None, MOST_OF_A_KIND, visitor) if kind in (None, hit.kind)]
    left = slice(max(0, paging.part.start - len(named)), max(0, paging.part.stop - len(named)))
    hits = [*named[paging.part], *firm_hits(facts, firms[left], None)]
    return schemas.SearchAnswer(
        data_version=facts.version,
        total=len(named) + len(firms),
        page=paging.page,
        size=paging.size,
        results=[schemas.HitRow(kind=hit.kind, label=hit.label, detail=hit.detail) for hit in hits],
    )
