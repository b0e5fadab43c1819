"""Assessments as JSON: the ranking of a period, with values supposed where somebody asks what they would change."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.access.gate import needs
from api.access.roles import Permission
from api.http.deps import PagingDep, WorkspaceDep
from api.v1.schemas.rule import AssessmentsAnswer
from api.wire.statuses import READING, errors
from chaingraph.service.ask.rule.assessment import ranking, read_supposed

router = APIRouter(prefix="/api/v1", dependencies=[needs(Permission.SEE)], tags=["园区"])
Period = Annotated[str, Query(max_length=10, description="考评期；默认最近一期", examples=["2026-H1"])]
Name = Annotated[str, Query(max_length=100, description="考评办法；只有一个时不用写")]
Supposed = Annotated[
    list[Annotated[str, Query(max_length=300)]] | None,
    Query(alias="set", max_length=50, description="假设某项数值，园区:指标=值（可重复）"),
]


@router.get("/assessments", summary="考评：得分、名次、升降与奖励", responses=errors(*READING, fresh=False))
def assessments(
    workspace: WorkspaceDep, paging: PagingDep, period: Period = "", scheme: Name = "", supposed: Supposed = None
) -> AssessmentsAnswer:
    """The ranking of a period; nothing is written."""
    found = ranking(workspace, period, scheme, read_supposed(supposed or ()))
    return AssessmentsAnswer(
        data_version=found.data_version,
        total=len(found.rows),
        page=paging.page,
        size=paging.size,
        period=found.period,
        scheme=found.scheme,
        rule=found.rule,
        published=found.published,
        periods=found.periods,
        absent=found.absent,
        results=found.rows[paging.part],
    )
