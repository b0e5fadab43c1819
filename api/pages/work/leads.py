"""The board of leads: stages as columns, one lead with its history, and the forms that move them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Form, Path, Query, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.access.gate import VisitorDep, needs, visitor_of
from api.access.roles import Permission
from api.access.visitor import Visitor, decider
from api.access.watching import note as audited
from api.address.urls import Pair, query_text
from api.http.deps import OfficeDep
from api.http.downloads import download, table_download
from api.officer.calendar import follow_ups
from api.officer.leads import (
    LeadFilter,
    changed,
    follow,
    may_begin,
    own_lead,
    owners,
    reminded,
    seen_leads,
    staged,
    this_day,
)
from api.pages.shell import remembered, show
from api.server.office import Office, now
from chaingraph.errors import Overtaken, Refused
from chaingraph.export.sheets.answers import board_table
from chaingraph.findings.move.lead import BoardLead
from chaingraph.ids import ChainId, EnterpriseId, SegmentKey
from chaingraph.model.promotion import LEAD_STAGES, Lead
from chaingraph.service.decide import leads

router = APIRouter(include_in_schema=False, dependencies=[needs(Permission.SEE)])
Choice = Annotated[str, Query(max_length=200)]
Said = Annotated[str, Form(max_length=200)]
Noted = Annotated[str, Form(max_length=2000)]
LeadIdPath = Annotated[str, Path(max_length=40)]
FOLLOW = [needs(Permission.FOLLOW)]


def _wanted(at: Choice = "", of: Choice = "", owner: Choice = "", q: Choice = "") -> LeadFilter:
    return LeadFilter(place=at, chain=of, owner=owner, q=q)


LeadFilterDep = Annotated[LeadFilter, Depends(_wanted)]


class BackForm:
    """The filters of the board a card was moved on."""

    def __init__(self, at: Said = "", of: Said = "", holder: Said = "", q: Said = "") -> None:
        self.query = {"at": at, "of": of, "owner": holder, "q": q}


class StepForm:
    """What a form says of a lead but its stage."""

    def __init__(self, owner: Said = "", next_on: Said = "", note: Noted = "") -> None:
        self.owner, self.next_on, self.note = owner, next_on, note


class LeadForm:
    """What a form says of a new lead."""

    def __init__(
        self,
        step: Annotated[StepForm, Depends()],
        enterprise: Said,
        place: Said,
        chain: Said = "",
        segment: Said = "",
        stage: Said = "待联系",
    ) -> None:
        self.owner, self.next_on, self.note = step.owner, step.next_on, step.note
        self.enterprise, self.place, self.chain, self.segment, self.stage = enterprise, place, chain, segment, stage


@router.get("/leads")
def board(
    request: Request,
    office: OfficeDep,
    visitor: VisitorDep,
    wanted: LeadFilterDep,
    done: Choice = "",
    format: Annotated[Literal["html", "xlsx", "csv", "ics"], Query()] = "html",
) -> Response:
    """Every lead of the visitor's places, a column a stage; the filters are the address."""
    everything = seen_leads(office, visitor)
    kept = [one for one in everything if wanted.keeps(one)]
    if format == "ics":
        return download(follow_ups(kept), "招商跟进日历", format)
    if format != "html":
        return table_download(board_table(kept), "招商线索", format)
    columns = [(stage, [one for one in kept if one.lead.stage == stage]) for stage in LEAD_STAGES]
    query = {"at": wanted.place, "of": wanted.chain, "owner": wanted.owner, "q": wanted.q}
    choices = {
        "places": sorted({one.lead.place for one in everything}),
        "chains": sorted({one.lead.chain for one in everything if one.lead.chain}),
        "owners": owners(everything),
    }
    context: dict[str, Any] = {
        "columns": columns,
        "wanted": wanted,
        "query": query,
        "total": len(everything),
        "shown": len(kept),
    }
    due = reminded(office, visitor)
    return show(request, "leads.html", here="leads", due=due, done=done, choices=choices, **context)


@router.get("/leads/new", dependencies=FOLLOW)
def blank(
    request: Request,
    office: OfficeDep,
    enterprise: Choice = "",
    place: Choice = "",
    chain: Choice = "",
    segment: Choice = "",
) -> HTMLResponse:
    """The form for another lead, filled in with what the page it was opened from knows."""
    facts = office.workspace.snapshot()
    firm = facts.enterprises[facts.firm(enterprise)] if enterprise else None
    given = {"enterprise": enterprise, "place": place, "chain": chain, "segment": segment}
    return show(request, "lead_new.html", here="leads", given=given, firm=firm, stages=LEAD_STAGES)


@router.post("/leads", dependencies=FOLLOW)
def begin(request: Request, office: OfficeDep, visitor: VisitorDep, form: Annotated[LeadForm, Depends()]) -> Response:
    """Write a new lead and show it."""
    facts = office.workspace.snapshot()
    may_begin(visitor, facts, form.enterprise.strip(), form.place)
    bare = Lead(
        enterprise=EnterpriseId(form.enterprise.strip()),
        place=form.place,
        chain=ChainId(form.chain) if form.chain else None,
        segment=SegmentKey(form.segment.strip()) if form.segment.strip() else None,
    )
    lead = changed(bare, stage=form.stage, owner=form.owner, next_on=form.next_on, note=form.note)
    audited(request, f"新线索：{form.enterprise}")
    made = leads.begin(office.workspace, lead, by=decider(visitor), at=now(), today=this_day())
    return RedirectResponse(f"/leads/{made}?done=made", 303)


@router.get("/leads/{lead_id}")
def one(
    request: Request, office: OfficeDep, visitor: VisitorDep, lead_id: LeadIdPath, done: Choice = ""
) -> HTMLResponse:
    """A lead, the form that changes it, and its history."""
    return _page(request, office, own_lead(office, visitor, lead_id), done=done)


@router.post("/leads/{lead_id}", dependencies=FOLLOW)
def change(
    request: Request,
    office: OfficeDep,
    visitor: VisitorDep,
    lead_id: LeadIdPath,
    stage: Said,
    form: Annotated[StepForm, Depends()],
    seen: Annotated[int | None, Form()] = None,
) -> Response:
    """Write what the form says, and show the lead again; overtaken, show what is there now beside what was typed."""
    found = own_lead(office, visitor, lead_id)
    said = {"stage": stage, "owner": form.owner, "next_on": form.next_on, "note": form.note}
    audited(request, f"跟进线索：{found.name}（{stage}）")
    try:
        follow(office, visitor, found, lambda lead: changed(lead, **said), seen)
    except Overtaken as error:
        page = _page(request, office, found, clash=str(error), typed=_own_words(office, found.lead, said, seen))
        page.status_code = 409
        return page
    return RedirectResponse(f"/leads/{lead_id}?done=changed", 303)


@router.post("/leads/{lead_id}/move", dependencies=FOLLOW)
def move(
    request: Request,
    office: OfficeDep,
    visitor: VisitorDep,
    lead_id: LeadIdPath,
    stage: Said,
    back: Annotated[BackForm, Depends()],
    was: Said = "",
) -> Response:
    """Put a lead into another column and show the board as it was filtered; ``was`` is the column it was taken from."""
    found = own_lead(office, visitor, lead_id)

    def moved(lead: Lead) -> Lead:
        if was and lead.stage != was:
            raise Overtaken(f"“{found.name}”已被别人从“{was}”移到“{lead.stage}”，没有再移动，请看一眼再决定")
        return replace(lead, stage=staged(stage))

    audited(request, f"线索 {found.name}：{found.lead.stage} → {stage}")
    follow(office, visitor, found, moved, None)
    return RedirectResponse(f"/leads{query_text({**back.query, 'done': 'moved'})}#lead-{lead_id}", 303)


def _own_words(office: Office, lead: Lead, said: Mapping[str, str], seen: int | None) -> dict[str, str]:
    """Of what a form says, only what its writer changed: the rest is what somebody else has changed since."""
    before = leads.standing(office.workspace, lead, seen)
    return {name: text for name, text in said.items() if text != (getattr(before, name) or "")}


def _page(
    request: Request,
    office: Office,
    found: BoardLead,
    *,
    done: str = "",
    clash: str = "",
    typed: Mapping[str, str] | None = None,
) -> HTMLResponse:
    """The lead as it stands, with what was typed in the form where that could not be kept."""
    shown = replace(found, lead=leads.standing(office.workspace, found.lead))
    context: dict[str, Any] = {
        "found": shown,
        "history": leads.history(office.workspace, shown.lead),
        "mark": leads.mark(office.workspace, shown.lead),
        "typed": typed or {},
        "clash": clash,
    }
    pair = remembered(request) or _own_pair(office, visitor_of(request), shown.lead)
    return show(request, "lead.html", here="leads", pair=pair, stages=LEAD_STAGES, done=done, **context)


def _own_pair(office: Office, visitor: Visitor, lead: Lead) -> Pair | None:
    """The lead's own place and chain, as far as the present data know them."""
    home, known = office.overview(visitor).home, office.workspace.snapshot().chains
    chain = lead.chain if lead.chain in known else home.chain if home else ""
    try:
        return Pair(office.workspace.place(lead.place).name, chain) if chain else None
    except Refused:
        return None
