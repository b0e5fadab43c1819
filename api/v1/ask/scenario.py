"""What if firms landed or left: before and after as JSON."""

from fastapi import APIRouter

from api.access.gate import needs
from api.access.roles import Permission
from api.http.deps import Fresh, Land, Leave, QuestionDep
from api.wire.statuses import READING, errors
from chaingraph.findings.move.scenario import Scenario
from chaingraph.service.ask.move.scenario import scenario as ask
from chaingraph.wire.records import Wire

router = APIRouter(prefix="/api/v1", dependencies=[needs(Permission.SEE), Fresh], tags=["分析"])


@router.get(
    "/places/{place:path}/chains/{chain:path}/scenario",
    summary="假设推演：企业落地或离开，各项指标前后对比",
    responses=errors(*READING),
)
def scenario(question: QuestionDep, land: Land = None, leave: Leave = None) -> Wire[Scenario]:
    """Every measure before and after; a landed firm counts at most ``landing_yuan``."""
    return ask(question.workspace, question.study, land=land or (), leave=leave or ())
