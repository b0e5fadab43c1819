"""What if firms landed or left: before and after as JSON."""

from fastapi import APIRouter

from api.access.gate import needs
from api.access.roles import Permission
from api.http.deps import Fresh, Land, Leave, QuestionDep
from api.v1 import schemas
from api.v1.schemas.scenario import MeasuresRow, ScenarioAnswer, SegmentChangeRow
from api.wire.statuses import READING, errors
from chaingraph.findings.move.scenario import Measures
from chaingraph.service.ask.move.scenario import scenario_of

router = APIRouter(prefix="/api/v1", dependencies=[needs(Permission.SEE), Fresh], tags=["分析"])


@router.get(
    "/places/{place:path}/chains/{chain:path}/scenario",
    summary="假设推演：企业落地或离开，各项指标前后对比",
    responses=errors(*READING),
)
def scenario(question: QuestionDep, land: Land = None, leave: Leave = None) -> ScenarioAnswer:
    """Every measure before and after; a landed firm counts at most ``landing_yuan``."""
    found = scenario_of(question.workspace, question.study, land=land or (), leave=leave or ())
    return ScenarioAnswer(
        data_version=found.data_version,
        place=found.place.name,
        chain=found.chain,
        landed=list(found.landed),
        left=list(found.left),
        before=_measures(found.before),
        after=_measures(found.after),
        closed=list(found.closed),
        opened=list(found.opened),
        results=[SegmentChangeRow.model_validate(change) for change in found.segments],
    )


def _measures(now: Measures) -> MeasuresRow:
    return MeasuresRow(
        firms=now.firms,
        completeness=schemas.CompletenessRow.model_validate(now.completeness),
        supply=schemas.SupplyRateRow.model_validate(now.supply),
        gaps=now.gaps,
        severity=now.severity,
    )
