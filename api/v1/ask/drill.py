"""What if a leading firm walked away, and where a place's chain hangs by a thread, as JSON."""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from api.access.gate import needs, require_place, scope_of, visitor_of
from api.access.roles import Permission
from api.http.deps import NAME_CHARACTERS, FirmName, Fresh, QuestionDep, WorkspaceDep
from api.v1.schemas import ChokepointsAnswer
from api.wire.statuses import READING, errors
from chaingraph.findings.firm.drill import Drill
from chaingraph.service.ask.firm import drill as questions
from chaingraph.wire.records import Wire

router = APIRouter(prefix="/api/v1", dependencies=[needs(Permission.SEE), Fresh], tags=["分析"])
Where = Annotated[str, Query(max_length=NAME_CHARACTERS, description="在哪里演练，缺省为企业所在城市")]
Along = Annotated[str, Query(max_length=NAME_CHARACTERS, description="沿哪条产业链，缺省为企业占比最大的一条")]


@router.get(
    "/enterprises/{enterprise:path}/drill", summary="演练：企业退出，谁失去唯一来源或销路", responses=errors(*READING)
)
def drill(
    request: Request, workspace: WorkspaceDep, enterprise: FirmName, place: Where = "", chain: Along = ""
) -> Wire[Drill]:
    """What falls by wave, how badly, and who could stand in."""
    snapshot = workspace.snapshot()
    scope = scope_of(visitor_of(request), snapshot)
    home = scope.home(snapshot.enterprises[snapshot.firm(enterprise)])
    found = questions.drill(workspace, enterprise, place=place or home, chain=chain)
    require_place(scope, snapshot, found.place.name)
    return found


@router.get(
    "/places/{place:path}/chains/{chain:path}/chokepoints",
    summary="卡点：单一来源、必经环节、集中度",
    responses=errors(*READING),
)
def chokepoints(question: QuestionDep) -> ChokepointsAnswer:
    """Segments that the chain hangs on in the place."""
    return ChokepointsAnswer(
        data_version=question.study.snapshot.version,
        place=question.pair.place,
        chain=question.pair.chain,
        results=questions.chokepoints(question.workspace, question.study),
    )
