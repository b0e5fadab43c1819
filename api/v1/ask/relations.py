"""How two firms are joined, and who stands around one, as JSON."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.access.gate import needs
from api.access.roles import Permission
from api.http.deps import NAME_CHARACTERS, FirmName, Fresh, WorkspaceDep
from api.wire.statuses import READING, errors
from chaingraph.findings.firm.relation import Relation, Surroundings
from chaingraph.service.ask.firm import relations as questions
from chaingraph.wire.records import Wire

router = APIRouter(prefix="/api/v1", dependencies=[needs(Permission.SEE), Fresh], tags=["分析"])
End = Annotated[
    str,
    Query(
        min_length=1,
        max_length=NAME_CHARACTERS,
        description="企业的全称、简称、统一社会信用代码或编号",
        examples=["河南新太行电源股份有限公司"],
    ),
]


@router.get("/paths", summary="两家企业之间的关系路径：有来源的与按环节推断的", responses=errors(*READING))
def paths(workspace: WorkspaceDep, supplier: End, buyer: End) -> Wire[Relation]:
    """Routes both ways, leg by leg."""
    return questions.relation(workspace, supplier, buyer)


@router.get(
    "/enterprises/{enterprise:path}/neighbours",
    summary="一家企业周围几级以内有供应往来的企业（只按有来源的供应关系）",
    responses=errors(*READING),
)
def neighbours(
    workspace: WorkspaceDep, enterprise: FirmName, links: Annotated[int, Query(ge=1, le=4, description="几级以内")] = 2
) -> Wire[Surroundings]:
    """Suppliers before customers, near ones first."""
    return questions.surroundings(workspace, enterprise, links)
