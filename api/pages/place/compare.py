"""The page that sets places side by side on one chain, and tells what changed here since a day."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api.access.gate import needs, require_place, scope_of, visitor_of
from api.access.roles import Permission
from api.access.scope import Scope
from api.http.deps import NAME_CHARACTERS, QuestionDep
from api.http.downloads import ListFormat, table_download
from api.pages.acting import acting
from api.pages.shell import show
from chaingraph.errors import Refused
from chaingraph.export.sheets.answers import comparison_table
from chaingraph.findings.place.compare import Comparison, Complement
from chaingraph.findings.report.difference import Difference
from chaingraph.graph.places import Place
from chaingraph.graph.snapshot import Snapshot
from chaingraph.service.ask.place.compare import MOST_PLACES, compare, siblings
from chaingraph.service.ask.report.difference import difference
from chaingraph.service.workspace import Workspace

router = APIRouter(include_in_schema=False, dependencies=[needs(Permission.SEE)])
Names = Annotated[list[Annotated[str, Query(max_length=NAME_CHARACTERS)]] | None, Query(max_length=MOST_PLACES)]


@router.get("/places/{place:path}/chains/{chain:path}/compare")
def page(
    request: Request,
    question: QuestionDep,
    places: Names = None,
    since: Annotated[str, Query(max_length=10)] = "",
    format: ListFormat = "html",
) -> Response:
    """The pair's place beside those asked for, or beside its siblings."""
    workspace, pair, study = question.workspace, question.pair, question.study
    scope = scope_of(visitor_of(request), study.snapshot)
    here = study.coverage.place
    asked = [name.strip() for name in places or () if name.strip()]
    beside = asked or [p.name for p in _seen(scope, siblings(workspace, study.snapshot, here, pair.chain))]
    found = compare(workspace, pair.chain, (here.name, *beside)) if beside else None
    for place in found.survey.places if found else ():
        require_place(scope, study.snapshot, place.name)
    if found is not None and format != "html":
        return table_download(comparison_table(found), f"{here.label}-{pair.chain}-各地对比", format)
    changed, refused = _changes(workspace, question, since)
    context = {
        "found": found,
        "home": here,
        "beside": beside,
        "asked": asked,
        "choices": _choices(workspace, study.snapshot, scope, beside, here),
        "ours": _ours(found, here),
        "others": [c for c in found.complements if here.name not in (c.needs.name, c.gives.name)] if found else [],
        "since": since,
        "changed": changed,
        "refused": refused,
        "acting": acting(workspace.rules, ("strong_firms", "weak_local_supply", "specialised_lq", "demand_tiers")),
    }
    return show(request, "compare.html", here="compare", pair=pair, **context)


def _seen(scope: Scope, places: tuple[Place, ...]) -> list[Place]:
    return [place for place in places if scope.holds(place)]


def _ours(found: Comparison | None, here: Place) -> list[Complement]:
    """Complements that the place itself is part of."""
    return [c for c in found.complements if here.name in (c.needs.name, c.gives.name)] if found else []


def _choices(workspace: Workspace, snapshot: Snapshot, scope: Scope, taken: list[str], here: Place) -> list[str]:
    shown = {(place.kind, place.label) for place in map(snapshot.place, taken)} | {(here.kind, here.label)}
    places = _seen(scope, workspace.places())
    return [place.name for place in places if (place.kind, place.label) not in shown][:400]


def _changes(workspace: Workspace, question: QuestionDep, since: str) -> tuple[Difference | None, str]:
    """The difference, or why there is none."""
    if not since:
        return None, ""
    try:
        return difference(workspace, question.pair.place, question.pair.chain, since), ""
    except Refused as error:
        return None, str(error)
