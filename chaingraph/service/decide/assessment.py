"""Publish an assessment: its results, and the standing of parks that move by it, as one decision."""

from dataclasses import fields
from typing import Any

from chaingraph.errors import Refused
from chaingraph.findings.rule.ranking import Ranked, Ranking
from chaingraph.ids import ImportId
from chaingraph.model.parks.assessment import AssessmentResult
from chaingraph.model.parks.standing import ParkStanding
from chaingraph.model.provenance import Evidence
from chaingraph.service.workspace import Workspace, import_id
from chaingraph.store.base.layers import DECISION
from chaingraph.store.base.port import ImportBatch


def publish(workspace: Workspace, found: Ranking, *, by: str, at: str) -> bool:
    """Write results and moves; False when exactly this was published before, which changes nothing.

    Raises Refused for an assessment with suppositions, or without a park.
    """
    if found.supposed:
        raise Refused("这是推演，不能公布；请去掉假设的数值后再公布")
    if not found.rows:
        raise Refused(f"{found.period} 没有参评园区，不能公布")
    results = [_result(found, row, by) for row in found.rows]
    moves = [_move(found, row, by) for row in found.moved]
    told: dict[str, list[Any]] = {"assessment_results": results, "park_statuses": moves}
    content = "\n".join(
        str([getattr(fact, field.name) for field in fields(fact)]) for facts in told.values() for fact in facts
    )
    return workspace.import_batch(
        ImportBatch(
            id=ImportId(DECISION + import_id(f"assessment {found.scheme} {content}".encode())),
            title=f"公布考评：{found.scheme} {found.period}（{len(results)} 个园区）",
            facts={kind: facts for kind, facts in told.items() if facts},
            by=by,
            at=at,
        )
    )


def _result(found: Ranking, row: Ranked, by: str) -> AssessmentResult:
    score = row.score
    return AssessmentResult(
        park=score.park,
        period=found.period,
        score=float(score.score),
        grade=score.grade,
        rank=score.rank,
        parks=len(found.rows),
        status=row.step.after.status,
        scheme=found.scheme,
        published_on=found.ends.isoformat(),
        evidence=_evidence(found, by),
    )


def _move(found: Ranking, row: Ranked, by: str) -> ParkStanding:
    status = row.step.after.status
    assert status is not None  # noqa: S101
    return ParkStanding(
        park=row.score.park,
        on=found.ends.isoformat(),
        status=status,
        reason=row.step.reason,
        evidence=_evidence(found, by),
    )


def _evidence(found: Ranking, by: str) -> Evidence:
    demo = "，演示" if found.demo else ""
    return Evidence(source=f"{found.scheme}（{by or '本机'}公布{demo}）", as_of=found.ends.isoformat())
