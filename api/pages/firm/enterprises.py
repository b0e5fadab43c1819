"""Finding enterprises, one enterprise with all that is known, and the officer's word on its segments."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Form, Query, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.access.gate import VisitorDep, needs, visitor_of
from api.access.roles import Permission
from api.access.visitor import Visitor, decider
from api.address.urls import local, part, query_text
from api.http.deps import FirmName, OfficeDep, PagingDep, SearchWords
from api.http.downloads import ListFormat, table_download
from api.officer.correcting import correct
from api.officer.facets import FACETS, facets, narrowed
from api.officer.views import enterprise_view, standings_of
from api.pages.listing import listed
from api.pages.shell import remembered, show
from api.server.office import Office, now
from chaingraph.errors import Refused
from chaingraph.export.sheets.answers import roster_table
from chaingraph.model.contacts import contacts, open_notes
from chaingraph.service.ask.firm.doubt import doubt_about

router = APIRouter(include_in_schema=False, dependencies=[needs(Permission.SEE)])
Verdict = Literal["是", "否", "改到"]
Said = Annotated[str, Form(min_length=1, max_length=200)]
Facetted = Annotated[str, Query(max_length=100)]
MOST_PICKED = 200
"""So many firms a shortlist may name: its address stays short enough to send."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What of the list is shown: one value a facet, and the firms of a shortlist; empty lets everything pass."""

    on: Facetted = ""
    segment: Facetted = ""
    quality: Facetted = ""
    listed: Facetted = ""
    status: Facetted = ""
    only: Annotated[list[str] | None, Query(max_length=MOST_PICKED, description="只看这些企业（可重复）")] = None

    @property
    def chosen(self) -> dict[str, str]:
        """The values by facet."""
        return {name: getattr(self, name) for name, _, _ in FACETS}


NarrowingDep = Annotated[Narrowing, Depends()]


@router.get("/enterprises")
def enterprises(
    request: Request,
    office: OfficeDep,
    paging: PagingDep,
    visitor: VisitorDep,
    wanted: NarrowingDep,
    q: SearchWords = "",
    where: Annotated[str | None, Query(max_length=200)] = None,
    format: ListFormat = "html",
) -> Response:
    """The firms that answer to the words, in a place or anywhere, narrowed by facets or to a shortlist; a list nobody
    asked for starts at one's own place."""
    facts = office.workspace.snapshot()
    found = office.search(facts, q, visitor)
    if where is None:
        where = _start(request, office, visitor) if not q.strip() and not wanted.only else ""
    if where:
        members = facts.members(facts.place(where))
        found = [firm for firm in found if members[firm]]
    if not q.strip():
        found.sort(key=lambda firm: (-(facts.enterprises[firm].revenue_yuan or 0), facts.enterprises[firm].name))
    if wanted.only:
        picked = {facts.firm(name) for name in wanted.only}
        found = [firm for firm in found if firm in picked]
    narrow = narrowed(facts, found, wanted.chosen)
    if format != "html":
        return table_download(roster_table(facts, narrow[: office.rules.export_rows]), "企业名单", format)
    kept = {"place": request.query_params.get("place", ""), "chain": request.query_params.get("chain", "")}
    query = {"q": q, "where": where, **wanted.chosen, "only": wanted.only or [], **kept}
    listing = listed(narrow, {}, sort="", paging=paging, query=query)
    context: dict[str, Any] = {"listing": listing, "facts": facts, "q": q, "where": where, "standings_of": standings_of}
    context.update(facets=facets(facts, narrow), chosen=wanted.chosen, only=wanted.only or [])
    return show(request, "enterprises.html", here="enterprises", **context)


def _start(request: Request, office: Office, visitor: Visitor) -> str:
    """Where the list starts: the place of the address, else one's own; everywhere while that is not chosen."""
    seen = office.overview(visitor)
    pair = remembered(request, seen.home) or seen.home
    return pair.place if pair is not None and seen.own is not None else ""


@dataclass(frozen=True, slots=True)
class Word:
    """What an officer says of one enterprise on one segment, and the page of this server it was said on."""

    chain: Said
    segment: Said
    verdict: Annotated[Verdict, Form()]
    to: Annotated[str, Form(max_length=200)] = ""
    by: Annotated[str, Form(max_length=50)] = ""
    then: Annotated[str, Form(max_length=2000)] = ""


@router.post("/enterprises/{enterprise:path}/corrections", dependencies=[needs(Permission.CORRECT)])
def add_correction(
    request: Request, office: OfficeDep, enterprise: FirmName, word: Annotated[Word, Depends()]
) -> Response:
    """Write the officer's word, then show the enterprise again, or the page the word was given on."""
    workspace, who, at = office.workspace, decider(visitor_of(request), word.by), now()
    firm = workspace.snapshot().firm(enterprise)
    if word.verdict == "改到" and not word.to:
        raise Refused("请选择要改到的环节")
    if word.verdict != "改到" or word.to != word.segment:
        correct(workspace, firm, word.chain, word.segment, verdict=word.verdict == "是", by=who, at=at)
    if word.verdict == "改到":
        correct(workspace, firm, word.chain, word.to, verdict=True, by=who, at=at)
    if word.then:
        return RedirectResponse(local(word.then), 303)
    pair = remembered(request)
    query = {"place": pair.place, "chain": pair.chain} if pair else {}
    return RedirectResponse(f"/enterprises/{part(enterprise)}{query_text({**query, 'done': '1'})}", 303)


@router.get("/enterprises/{enterprise:path}")
def one(request: Request, office: OfficeDep, enterprise: FirmName, done: bool = False) -> HTMLResponse:
    """All that is known of one enterprise, and why it stands on no other segment."""
    facts = office.workspace_of(visitor_of(request)).snapshot()
    pair = remembered(request) or office.overview(visitor_of(request)).home
    number = facts.firm(enterprise)
    view = enterprise_view(facts, number, pair.chain if pair else "")
    doubt = doubt_about(facts, number, office.workspace.rules)
    threshold = office.workspace.rules.tag_threshold
    context: dict[str, Any] = {"view": view, "doubt": doubt, "threshold": threshold, "done": done}
    notes = facts.enterprises[number].notes
    called = contacts(notes) if visitor_of(request).may(Permission.FOLLOW) else ()
    return show(request, "enterprise.html", here="enterprises", noted=open_notes(notes), called=called, **context)
