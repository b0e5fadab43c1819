"""What stands behind the figures, as JSON: one segment explained, sources of a place, and firms still to be asked."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.access.gate import needs
from api.access.roles import Permission
from api.http.deps import NAME_CHARACTERS, Fresh, PagingDep, PlaceName, QuestionDep, WorkspaceDep
from api.v1 import schemas
from api.wire.statuses import READING, errors
from chaingraph.findings.place.explanation import Explanation
from chaingraph.findings.place.worklist import Worklist
from chaingraph.service.ask.place.explain import explain as ask
from chaingraph.service.ask.place.sources import place_sources
from chaingraph.service.ask.place.worklist import survey_list
from chaingraph.wire.records import Wire

router = APIRouter(prefix="/api/v1", dependencies=[needs(Permission.SEE), Fresh], tags=["分析"])
PAIR = "/places/{place:path}/chains/{chain:path}"
MOST_ASKED = 5000
SegmentName = Annotated[
    str, Query(min_length=1, max_length=NAME_CHARACTERS, description="环节名称或编码", examples=["湿法隔膜"])
]


@router.get(f"{PAIR}/explain", summary="追问：一个环节的数字从哪里来", responses=errors(*READING))
def explain(question: QuestionDep, segment: SegmentName) -> Wire[Explanation]:
    """Rules, local firms with their words and sources, buyers with their cost shares, and what is not known."""
    return ask(question.study, segment)


@router.get(f"{PAIR}/worklist", summary="待摸排企业：可能在这条链上、还没认出环节的", responses=errors(*READING))
def chain_worklist(question: QuestionDep, paging: PagingDep) -> schemas.WorklistAnswer:
    """Firms to ask, by what they may make of the chain."""
    return _answer(survey_list(question.workspace, question.pair.place, question.pair.chain, MOST_ASKED), paging)


@router.get("/places/{place:path}/worklist", summary="待摸排企业：没认出环节的本地企业", responses=errors(*READING))
def worklist(workspace: WorkspaceDep, place: PlaceName, paging: PagingDep) -> schemas.WorklistAnswer:
    """Firms to ask, what knowing them would change first."""
    return _answer(survey_list(workspace, place, None, MOST_ASKED), paging)


@router.get("/places/{place:path}/sources", summary="来源：本地企业由谁说、截至何时", responses=errors(*READING))
def sources(workspace: WorkspaceDep, place: PlaceName) -> schemas.SourcesAnswer:
    """Sources of the place's firms, most firms first."""
    snapshot = workspace.snapshot()
    return schemas.SourcesAnswer(
        data_version=snapshot.version, place=snapshot.place(place).name, results=place_sources(snapshot, place)
    )


def _answer(found: Worklist, paging: PagingDep) -> schemas.WorklistAnswer:
    return schemas.WorklistAnswer(
        data_version=found.data_version,
        place=found.place,
        firms=found.firms,
        sentence=found.sentence,
        total=len(found.rows),
        page=paging.page,
        size=paging.size,
        results=found.rows[paging.part],
    )
