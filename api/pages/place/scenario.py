"""The page of a scenario: who lands, who leaves, and every measure before and after."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.access.gate import needs
from api.access.roles import Permission
from api.http.deps import Land, Leave, QuestionDep
from api.http.downloads import ListFormat, table_download
from api.pages.acting import acting
from api.pages.shell import show
from api.server.office import WARMED_TARGETS
from chaingraph.export.sheets.answers import scenario_table
from chaingraph.service.ask.move.scenario import scenario as ask

router = APIRouter(include_in_schema=False, dependencies=[needs(Permission.SEE)])


@router.get("/places/{place:path}/chains/{chain:path}/scenario")
def scenario(
    request: Request, question: QuestionDep, land: Land = None, leave: Leave = None, format: ListFormat = "html"
) -> Response:
    """Names in the address; without any, the page says how to ask."""
    landing = tuple(dict.fromkeys(name.strip() for name in land or () if name.strip()))
    leaving = tuple(dict.fromkeys(name.strip() for name in leave or () if name.strip()))
    best = question.targets((), WARMED_TARGETS, with_likely=True)[:1] if not landing and not leaving else ()
    example = best[0].enterprise if best else ""
    landing = landing or tuple(str(target.enterprise_id) for target in best)
    asked = bool(landing or leaving)
    found = ask(question.workspace, question.study, land=landing, leave=leaving) if asked else None
    if found is not None and format != "html":
        return table_download(scenario_table(found), f"{question.pair.place}-{question.pair.chain}-假设推演", format)
    context = {
        "question": question,
        "cover": question.study.coverage,
        "found": found,
        "land": () if example else landing,
        "example": example,
        "leave": leaving,
        "acting": acting(question.workspace.rules, ("landing_yuan", "weak_local_supply", "strong_firms")),
    }
    return show(request, "scenario.html", here="scenario", pair=question.pair, **context)
