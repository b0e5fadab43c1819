"""What a place is likely to grow next, with the formula and its weights."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api.access.gate import needs
from api.access.roles import Permission
from api.http.deps import QuestionDep
from api.http.downloads import table_download
from api.pages.acting import EXTEND, acting
from api.pages.place.gaps import ListFormat
from api.pages.shell import show
from chaingraph.analysis.growth.extension import LOCAL_FIT, SIZE, TAIL_WIND, TITLES
from chaingraph.analysis.growth.relatedness import Relatedness
from chaingraph.errors import ChaingraphError
from chaingraph.export.sheets.answers import extension_table
from chaingraph.findings.place.extension import Extension
from chaingraph.service.ask.move.extension import ExtensionQuery, extend_place
from chaingraph.service.ask.report.schemes import foreign_scheme

router = APIRouter(include_in_schema=False, dependencies=[needs(Permission.SEE)])
SHOWN = 30
GROUPS = (("本地契合", LOCAL_FIT), ("全国顺风", TAIL_WIND), ("本地规模", SIZE))


@router.get("/places/{place:path}/chains/{chain:path}/extend")
def page(
    request: Request,
    question: QuestionDep,
    by: Annotated[str, Query(pattern="^(segment|industry)$")] = "segment",
    as_of: Annotated[str, Query(max_length=10)] = "",
    relatedness: Annotated[Relatedness, Query()] = Relatedness.PROXIMITY,
    format: ListFormat = "html",
) -> Response:
    """Segments of the pair's chain, or industries, that are not there yet."""
    pair = question.pair
    graph = question.study.graph
    asked = ExtensionQuery(by=by, chains=(graph.chain.name,), as_of=as_of or None, kind=relatedness)
    found: tuple[Extension, ...] = ()
    refused = ""
    doubt = foreign_scheme(question.study.snapshot, pair.place) if by == "industry" else None
    try:
        found = extend_place(question.workspace, pair.place, asked, top=SHOWN)
    except ChaingraphError as error:
        refused = str(error)
    if format != "html" and not refused:
        return table_download(extension_table(found), f"{pair.place}-{pair.chain}-延链", format)
    context = {
        "found": found,
        "refused": refused,
        "doubt": doubt,
        "by": by,
        "as_of": as_of,
        "relatedness": relatedness,
        "kinds": list(Relatedness),
        "groups": [(title, [(TITLES[name], weight) for name, weight in own.items()]) for title, own in GROUPS],
        "cover": question.study.coverage,
        "acting": acting(question.workspace.rules, EXTEND),
    }
    return show(request, "extend.html", here="extend", pair=pair, **context)
