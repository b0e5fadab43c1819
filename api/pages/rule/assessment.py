"""考评: who ranks where, who moves up or down, what would change it; tried out before it is published."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from api.access.gate import needs, require_everywhere, visitor_of
from api.access.roles import Permission
from api.access.visitor import decider
from api.address.urls import query_text
from api.http.deps import OfficeDep, WorkspaceDep
from api.http.downloads import download
from api.pages.shell import show
from api.server.office import now
from chaingraph.errors import Refused
from chaingraph.export.sheets.park.assessment import (
    change,
    figure,
    lifts_table,
    points_table,
    ranking_lines,
    ranking_table,
)
from chaingraph.export.sheets.workbook import workbook
from chaingraph.export.word.assessment import assessment_docx
from chaingraph.findings.rule.periods import period_name
from chaingraph.findings.rule.ranking import Ranking
from chaingraph.service.ask.rule.assessment import ranking, read_supposed
from chaingraph.service.ask.rule.schemes import NoScheme
from chaingraph.service.decide.assessment import publish
from chaingraph.service.workspace import Workspace

router = APIRouter(include_in_schema=False, dependencies=[needs(Permission.SEE)])
Named = Annotated[str, Query(max_length=100)]
Supposed = Annotated[list[Annotated[str, Query(max_length=300)]] | None, Query(alias="set", max_length=50)]
WORDS: dict[str, Any] = {"period_name": period_name, "change": change, "figure": figure}


@router.get("/assessment")
def page(
    request: Request,
    workspace: WorkspaceDep,
    period: Named = "",
    scheme: Named = "",
    park: Annotated[str, Query(max_length=200)] = "",
    supposed: Supposed = None,
    format: Literal["html", "xlsx", "docx"] = "html",
    done: str = "",
) -> Response:
    """The ranking of a period as a page, a workbook or a paper; ``park`` opens one park's points."""
    asked = [text for text in supposed or () if text.strip()]
    found = _found(workspace, period, scheme, asked)
    if found is None:
        return show(request, "assessment.html", here="assessment", found=None, **WORDS)
    if format == "xlsx":
        tables = (ranking_table(found), points_table(found), lifts_table(found))
        return download(workbook(tables, ranking_lines(found)), f"园区考评-{found.period}", format)
    if format == "docx":
        return download(assessment_docx(found), f"园区考评-{found.period}", format)
    opened = next((row for row in found.rows if row.score.park == park), None)
    here = {"period": found.period, "scheme": scheme or None, "set": asked or None}
    return show(
        request, "assessment.html", here="assessment", found=found, opened=opened, state=here, done=done, **WORDS
    )


@router.post("/assessment", dependencies=[needs(Permission.IMPORT)])
def publish_it(
    request: Request,
    office: OfficeDep,
    period: Annotated[str, Form(max_length=100)],
    scheme: Annotated[str, Form(max_length=100)] = "",
) -> Response:
    """Publish the ranking as it stands."""
    visitor = visitor_of(request)
    require_everywhere(visitor, "考评结果")
    found = ranking(office.workspace, period, scheme)
    new = publish(office.workspace, found, by=decider(visitor, ""), at=now())
    return RedirectResponse(f"/assessment{query_text({'period': found.period, 'done': 'new' if new else 'same'})}", 303)


def _found(workspace: Workspace, period: str, scheme: str, asked: list[str]) -> Ranking | None:
    """The ranking; None where nothing has been imported to assess by."""
    try:
        return ranking(workspace, period, scheme, read_supposed(asked))
    except NoScheme:
        return None
    except Refused:
        if period or scheme or asked:
            raise
        return None
