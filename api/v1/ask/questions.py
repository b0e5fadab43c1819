"""What is asked of a chain in a place, and of a leading firm."""

from collections import Counter
from typing import Annotated

from fastapi import APIRouter, Query

from api.access.gate import needs
from api.access.roles import Permission
from api.http.deps import (
    MOST_TARGETS,
    FirmName,
    Fresh,
    MinScore,
    PagingDep,
    QuestionDep,
    Segments,
    Top,
    WithLikely,
    WorkspaceDep,
)
from api.v1 import schemas
from api.wire.statuses import READING, errors
from chaingraph.analysis.network import ecosystem as analysis
from chaingraph.findings.firm.ecosystem import Ecosystem
from chaingraph.findings.move.target import Mode
from chaingraph.findings.place.gap import Coverage
from chaingraph.service.ask.move.targets import Whose, approached, with_worth
from chaingraph.wire.records import Wire

router = APIRouter(prefix="/api/v1", dependencies=[needs(Permission.SEE), Fresh], tags=["分析"])
Modes = Annotated[list[Mode] | None, Query(max_length=len(Mode), description="只看这些招引方式（可重复）")]
List = Annotated[Whose | None, Query(alias="list", description="own：不含内置名录；pool：只看内置名录；缺省为全部")]
PAIR = "/places/{place:path}/chains/{chain:path}"


@router.get(f"{PAIR}/panorama", summary="全景图：各环节状态与依据", responses=errors(*READING))
def panorama(question: QuestionDep) -> Wire[Coverage]:
    """How the place stands on every segment of the chain."""
    return question.study.coverage


@router.get(f"{PAIR}/gaps", summary="缺口清单，最急的在前", responses=errors(*READING))
def gaps(question: QuestionDep, paging: PagingDep) -> schemas.GapsAnswer:
    """Gaps of the chain in the place, most urgent first."""
    found = question.study.gaps
    return schemas.GapsAnswer(
        data_version=question.study.snapshot.version,
        place=question.pair.place,
        chain=question.pair.chain,
        total=len(found),
        page=paging.page,
        size=paging.size,
        results=found[paging.part],
    )


@router.get(f"{PAIR}/targets", summary="目标企业，附分项得分、理由与证据", responses=errors(*READING))
def targets(
    question: QuestionDep,
    paging: PagingDep,
    segment: Segments = None,
    mode: Modes = None,
    whose: List = None,
    top: Top = 50,
    min_score: MinScore = 0.0,
    with_likely: WithLikely = False,
) -> schemas.TargetsAnswer:
    """Enterprises outside the place that could fill the segments, or its gaps when none are named."""
    best = question.targets(tuple(segment or ()), MOST_TARGETS if mode or whose else top, with_likely=with_likely)
    found = [target for target in approached(best, mode or (), whose)[:top] if target.score >= min_score]
    return schemas.TargetsAnswer(
        data_version=question.study.snapshot.version,
        place=question.pair.place,
        chain=question.pair.chain,
        total=len(found),
        page=paging.page,
        size=paging.size,
        results=with_worth(question.workspace, question.study, found[paging.part]),
    )


@router.get(f"{PAIR}/targets/excluded", summary="不作目标的外地企业与理由", responses=errors(*READING))
def excluded(question: QuestionDep, paging: PagingDep, segment: Segments = None) -> schemas.ExcludedAnswer:
    """Firms elsewhere on the segments, or on the gaps, that are no targets: not live, no makers, here already."""
    found = question.excluded(tuple(segment or ()))
    return schemas.ExcludedAnswer(
        data_version=question.study.snapshot.version,
        place=question.pair.place,
        chain=question.pair.chain,
        counts=dict(Counter(one.reason for one in found)),
        total=len(found),
        page=paging.page,
        size=paging.size,
        results=found[paging.part],
    )


@router.get("/enterprises/{enterprise:path}/ecosystem", summary="龙头生态：上下游各级", responses=errors(*READING))
def ecosystem(
    workspace: WorkspaceDep,
    enterprise: FirmName,
    tiers: Annotated[int, Query(ge=1, le=4, description="上下各几级")] = 2,
) -> Wire[Ecosystem]:
    """Suppliers and customers of the enterprise by tier, observed or inferred."""
    facts = workspace.snapshot()
    return analysis.ecosystem(facts, facts.firm(enterprise), workspace.rules, tiers)
