"""Parks, projects, platforms and firms looked after, as JSON; what depends on the day carries no tag of the data."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query

from api.access.gate import VisitorDep, needs, scope_of
from api.access.roles import Permission
from api.access.visitor import Visitor
from api.http.deps import NAME_CHARACTERS, FirmName, Paging, PagingDep, PlaceName, WorkspaceDep
from api.v1 import schemas
from api.wire.statuses import READING, errors
from chaingraph.findings.park.care import FirmPlan
from chaingraph.findings.park.platform import Innovation
from chaingraph.findings.park.project import ProjectBoard
from chaingraph.findings.park.sheet import ParkSheet
from chaingraph.graph.places import Place
from chaingraph.model.enterprise import Enterprise
from chaingraph.service.ask.park import care, park, platforms, projects
from chaingraph.service.ask.park.day import day
from chaingraph.service.workspace import Workspace
from chaingraph.wire.records import Wire

router = APIRouter(prefix="/api/v1", dependencies=[needs(Permission.SEE)], tags=["园区运行"])
On = Annotated[
    str, Query(max_length=10, description="按哪一天看逾期和进度（年-月-日）；默认今天", examples=["2026-11-30"])
]
At = Annotated[
    str, Query(max_length=NAME_CHARACTERS, description="只看这个园区或地区；不写是全部", examples=["新乡市"])
]
Supervised = Annotated[bool, Query(description="只列挂牌督办的")]
ANSWERS = errors(*READING, fresh=False)


def kept(visitor: Visitor, workspace: Workspace) -> Callable[[Place], bool]:
    """Which places the visitor is answered about."""
    return park.everywhere if visitor.everywhere else scope_of(visitor, workspace.snapshot()).holds


def shown(visitor: Visitor, workspace: Workspace) -> Callable[[Enterprise], bool]:
    """Which firms the visitor is answered about."""
    return scope_of(visitor, workspace.snapshot()).shows


def paged(workspace: Workspace, rows: Sequence[Any], paging: Paging) -> dict[str, Any]:
    """One page of a list, as every list answers."""
    version = workspace.snapshot().version
    where = {"page": paging.page, "size": paging.size}
    return {"data_version": version, "total": len(rows), **where, "results": tuple(rows[paging.part])}


@router.get("/parks", summary="各园区 × 六大要素：有、缺、滞后、未报", responses=ANSWERS)
def parks(workspace: WorkspaceDep, visitor: VisitorDep, paging: PagingDep, on: On = "") -> schemas.ParksAnswer:
    """A line a park, by name."""
    found = park.park_table(workspace, day(on), kept(visitor, workspace))
    return schemas.ParksAnswer(**paged(workspace, found.parks, paging))


@router.get("/parks/{place:path}", summary="一个园区的档案", responses=ANSWERS)
def one_park(workspace: WorkspaceDep, place: PlaceName, on: On = "") -> Wire[ParkSheet]:
    """The park on one sheet."""
    return park.park_sheet(workspace, place, day(on))


@router.get("/projects", summary="四个一批：项目，按批次，逾期最久的在前", responses=ANSWERS)
def project_list(
    workspace: WorkspaceDep,
    visitor: VisitorDep,
    paging: PagingDep,
    place: At = "",
    on: On = "",
    supervised: Supervised = False,
) -> schemas.ProjectsAnswer:
    """Projects with their milestones."""
    found = projects.cards_of(workspace, place, day(on), kept(visitor, workspace), supervised=supervised)
    return schemas.ProjectsAnswer(**paged(workspace, found, paging))


@router.get("/projects/whole", summary="项目看板：批次、年度目标、没有项目的紧迫缺口", responses=ANSWERS)
def project_board(
    workspace: WorkspaceDep, visitor: VisitorDep, place: At = "", on: On = "", supervised: Supervised = False
) -> Wire[ProjectBoard]:
    """The whole board."""
    return projects.board(workspace, place, day(on), kept(visitor, workspace), supervised=supervised)


@router.get("/platforms", summary="创新平台、院所、团队与它们服务的环节", responses=ANSWERS)
def platform_list(
    workspace: WorkspaceDep, visitor: VisitorDep, paging: PagingDep, place: At = ""
) -> schemas.PlatformsAnswer:
    """Platforms by park."""
    found = platforms.innovation(workspace, place, kept(visitor, workspace))
    return schemas.PlatformsAnswer(**paged(workspace, found.platforms, paging))


@router.get("/platforms/whole", summary="平台、没有平台的关键环节、可转化为企业的成果", responses=ANSWERS)
def innovation(workspace: WorkspaceDep, visitor: VisitorDep, place: At = "") -> Wire[Innovation]:
    """Everything about platforms."""
    return platforms.innovation(workspace, place, kept(visitor, workspace))


@router.get("/services", summary="一企一策：责任人、诉求、走访，逾期的在前", responses=ANSWERS)
def service_list(
    workspace: WorkspaceDep, visitor: VisitorDep, paging: PagingDep, place: At = "", on: On = ""
) -> schemas.ServicesAnswer:
    """Firms looked after."""
    found = care.plans(workspace, place, day(on), shown(visitor, workspace))
    return schemas.ServicesAnswer(**paged(workspace, found, paging))


@router.get("/services/{enterprise:path}", summary="一家企业的一企一策，含缺的投入与可能的供应商", responses=ANSWERS)
def service(workspace: WorkspaceDep, enterprise: FirmName, on: On = "") -> Wire[FirmPlan]:
    """One firm's plan."""
    return care.plan(workspace, enterprise, day(on))
