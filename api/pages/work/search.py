"""Global search: a list under the search box while typing, and a page of everything that answers."""

from itertools import groupby

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from api.access.gate import VisitorDep, needs
from api.access.roles import Permission
from api.http.deps import OfficeDep, SearchWords
from api.pages.shell import part_of_page, remembered, show
from api.search.everything import Found, firm_hits

router = APIRouter(include_in_schema=False, dependencies=[needs(Permission.SEE)])
MOST_IN_LIST = 5
MOST_FIRMS_IN_LIST = 7
MOST_ON_PAGE = 60
MOST_NAMES = 10


@router.get("/search")
def search(
    request: Request, office: OfficeDep, visitor: VisitorDep, q: SearchWords = "", part: bool = False
) -> HTMLResponse:
    """Firms, segments, places, chains and products that answer to the words."""
    facts = office.workspace.snapshot()
    pair = remembered(request) or office.overview(visitor).home
    firms = office.search(facts, q, visitor) if q.strip() else []
    shown = firms[: MOST_FIRMS_IN_LIST if part else MOST_ON_PAGE]
    others = office.named(q, pair, MOST_IN_LIST if part else MOST_ON_PAGE, visitor)
    hits: list[Found] = [*firm_hits(facts, shown, pair), *others]
    groups = [(kind, list(own)) for kind, own in groupby(hits, key=lambda hit: hit.kind)]
    context = {"q": q, "groups": groups, "firms": len(firms), "shown": len(shown)}
    if part:
        return part_of_page(request, "hits.html", **context)
    return show(request, "search.html", here="", pair=remembered(request), **context)


@router.get("/names")
def names(
    request: Request,
    office: OfficeDep,
    visitor: VisitorDep,
    land: SearchWords = "",
    leave: SearchWords = "",
    supplier: SearchWords = "",
    buyer: SearchWords = "",
    enterprise: SearchWords = "",
) -> HTMLResponse:
    """Names of firms that answer to the few letters of whichever field is being typed in, as choices of a list."""
    words = next((each for each in (land, leave, supplier, buyer, enterprise) if each.strip()), "")
    facts = office.workspace.snapshot()
    found = office.search(facts, words, visitor)[:MOST_NAMES] if words.strip() else []
    return part_of_page(request, "names.html", words=words, firms=[facts.enterprises[firm] for firm in found])
