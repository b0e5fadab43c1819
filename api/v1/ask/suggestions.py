"""What places may grow next, what the store's facts may lack, and how often such suggestions are right."""

from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request

from api.access.gate import needs, scope_of, visitor_of
from api.access.roles import Permission
from api.http.deps import Fresh, PlaceName, WorkspaceDep
from api.v1 import schemas
from api.wire.statuses import READING, errors
from chaingraph.findings.move.backtest import Backtest
from chaingraph.findings.place.extension import Extension
from chaingraph.service.ask.move.backtest import backtest as ask
from chaingraph.service.ask.move.completion import further_inputs, further_segments, own_chains
from chaingraph.service.ask.move.extension import ExtensionQuery, extend_all, extend_place
from chaingraph.service.ask.move.trials import Trial
from chaingraph.service.workspace import Workspace
from chaingraph.wire.records import Wire

router = APIRouter(prefix="/api/v1", dependencies=[needs(Permission.SEE), Fresh], tags=["建议与回测"])
MOST_NAMES = 500


class By(StrEnum):
    """What is counted."""

    INDUSTRY = "industry"
    SEGMENT = "segment"


Names = Annotated[
    list[Annotated[str, Query(max_length=100)]],
    Query(alias="name", min_length=1, max_length=MOST_NAMES, description="名称，可重复；库中有没有都可以"),
]
Chains = Annotated[list[str] | None, Query(alias="chain", max_length=50, description="产业链，可重复")]
Day = Annotated[str | None, Query(max_length=10, description="只用此日及以前成立或上市的企业", examples=["2017-12-31"])]
Counted = Annotated[By, Query(description="按行业，或按环节")]
Top = Annotated[int, Query(ge=1, le=500, description="每个最多几条")]


class Sort(StrEnum):
    """Places of which kind."""

    PROVINCE = "province"
    CITY = "city"
    DISTRICT = "district"
    PARK = "park"


class HiddenKind(StrEnum):
    """What the back-test hides."""

    FIRMS = "firms"
    SEGMENTS = "segments"
    LINKS = "links"
    INPUTS = "inputs"
    ARRIVALS = "arrivals"


@router.get("/places/{place:path}/extend", summary="延链：一地可能长出的行业或环节", responses=errors(*READING))
def extend(
    workspace: WorkspaceDep,
    place: PlaceName,
    by: Counted = By.INDUSTRY,
    chain: Chains = None,
    as_of: Day = None,
    top: Top = 20,
) -> schemas.ExtensionsAnswer:
    """The likeliest next activities of one place."""
    asked = asked_of(workspace, by, chain, as_of)
    return _extensions(workspace, asked, extend_place(workspace, place, asked, top=top))


@router.get("/extend", summary="延链：全部省、市、区县或园区一次问", responses=errors(*READING))
def extend_everywhere(
    request: Request,
    workspace: WorkspaceDep,
    all_places: Annotated[Sort, Query(description="省、市、区县还是园区")] = Sort.CITY,
    by: Counted = By.INDUSTRY,
    chain: Chains = None,
    as_of: Day = None,
    top: Annotated[int, Query(ge=1, le=50, description="每地最多几条")] = 10,
) -> schemas.ExtensionsAnswer:
    """The likeliest next activities of every place of a kind that is the visitor's."""
    snapshot = workspace.snapshot()
    scope = scope_of(visitor_of(request), snapshot)
    asked = asked_of(workspace, by, chain, as_of)
    found = extend_all(workspace, all_places.value, asked, top=top)
    if scope.places is not None:
        places = sorted({one.place for one in found})
        seen = {place for place in places if scope.holds(snapshot.place(place))}
        found = tuple(one for one in found if one.place in seen)
    return _extensions(workspace, asked, found)


@router.get("/complete/inputs", summary="推断：产品的其他上游材料", responses=errors(*READING))
def inputs(workspace: WorkspaceDep, names: Names, top: Top = 10) -> schemas.ProposedInputsAnswer:
    """Proposals only; nothing is written."""
    found = further_inputs(workspace, names, top=top)
    return schemas.ProposedInputsAnswer(data_version=workspace.snapshot().version, results=found)


@router.get("/complete/segments", summary="推断：企业的其他环节", responses=errors(*READING))
def segments(
    workspace: WorkspaceDep,
    names: Names,
    other_chains: Annotated[bool, Query(description="只看企业尚未进入的产业链")] = False,
    chain: Chains = None,
    top: Top = 10,
) -> schemas.ProposedSegmentsAnswer:
    """Proposals only; nothing is written."""
    found = further_segments(workspace, names, top=top, other_chains=other_chains, chains=tuple(chain or ()))
    return schemas.ProposedSegmentsAnswer(data_version=workspace.snapshot().version, results=found)


@router.get("/backtest/{question}", summary="回测：建议有多少是对的", responses=errors(*READING))
def backtest(
    workspace: WorkspaceDep,
    question: Annotated[
        HiddenKind, Path(description="藏起什么：企业、环节、供应商、上游材料，或只用较早的数据找其后新增")
    ],
    cases: Annotated[int, Query(ge=1, le=200, description="最多藏起几条")] = 100,
    top: Annotated[int, Query(ge=1, le=100, description="前几名算命中")] = 10,
    as_of: Day = None,
) -> Wire[Backtest]:
    """Hide what the store knows, ask for it, count; each method beside popularity and chance."""
    return ask(workspace, question.value, Trial(cases=cases, top=top, as_of=as_of))


def asked_of(workspace: Workspace, by: By, chains: list[str] | None, as_of: str | None) -> ExtensionQuery:
    """What of and as of when, with the chains named or the store's own."""
    snapshot = workspace.snapshot()
    named = tuple(snapshot.chain(name).chain.name for name in chains or ())
    return ExtensionQuery(by=by.value, chains=named or own_chains(snapshot), as_of=as_of or None)


def _extensions(workspace: Workspace, asked: ExtensionQuery, found: tuple[Extension, ...]) -> schemas.ExtensionsAnswer:
    return schemas.ExtensionsAnswer(
        data_version=workspace.snapshot().version, by=asked.by, as_of=asked.as_of, results=found
    )
