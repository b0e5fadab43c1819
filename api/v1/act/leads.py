"""Leads: the list, one with its history, a new one, and a change."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from api.access.gate import VisitorDep, needs
from api.access.roles import Permission
from api.access.visitor import Visitor, decider
from api.http.deps import Fresh, OfficeDep, PagingDep
from api.officer.leads import LeadFilter, changed, follow, may_begin, own_lead, seen_leads, this_day
from api.server.office import Office, now
from api.v1 import schemas
from api.wire.statuses import LISTING, READING, WRITING, errors
from chaingraph.findings.move.lead import BoardLead
from chaingraph.ids import ChainId, EnterpriseId, SegmentKey
from chaingraph.model.promotion import Lead
from chaingraph.service.decide import leads

router = APIRouter(prefix="/api/v1", dependencies=[needs(Permission.SEE)], tags=["线索"])
LeadId = Annotated[str, Path(max_length=40, description="线索编号", examples=["9f2c4e1a77b0d3c5"])]


@router.get("/leads", summary="招商线索，按阶段", responses=errors(*LISTING, fresh=False))
def board(
    office: OfficeDep,
    visitor: VisitorDep,
    paging: PagingDep,
    stage: Annotated[str, Query(max_length=20, description="只看这个阶段")] = "",
    at: Annotated[str, Query(max_length=200, description="只看这个园区或地区")] = "",
    owner: Annotated[str, Query(max_length=60, description="只看这位责任人")] = "",
) -> schemas.LeadsAnswer:
    """Leads of the visitor's places."""
    wanted = LeadFilter(place=at, owner=owner, stage=stage)
    found = [one for one in seen_leads(office, visitor) if wanted.keeps(one)]
    return schemas.LeadsAnswer(
        data_version=office.workspace.snapshot().version,
        total=len(found),
        page=paging.page,
        size=paging.size,
        results=[lead_row(one) for one in found[paging.part]],
    )


@router.get("/leads/{lead_id}", summary="一条线索与它的经过", dependencies=[Fresh], responses=errors(*READING))
def lead(office: OfficeDep, visitor: VisitorDep, lead_id: LeadId) -> schemas.LeadAnswer:
    """The lead, and who changed what when."""
    return _answer(office, visitor, lead_id)


@router.post(
    "/leads",
    summary="新建线索",
    status_code=201,
    dependencies=[needs(Permission.FOLLOW)],
    responses=errors(*WRITING, fresh=False),
)
def begin(office: OfficeDep, visitor: VisitorDep, body: schemas.LeadBody) -> schemas.LeadAnswer:
    """Write a new lead."""
    facts = office.workspace.snapshot()
    may_begin(visitor, facts, body.enterprise, body.place)
    bare = Lead(
        enterprise=EnterpriseId(body.enterprise),
        place=body.place,
        chain=ChainId(body.chain) if body.chain else None,
        segment=SegmentKey(body.segment) if body.segment else None,
    )
    made = changed(bare, stage=body.stage, owner=body.owner, next_on=body.next_on, note=body.note)
    key = leads.begin(office.workspace, made, by=decider(visitor), at=now(), today=this_day())
    return _answer(office, visitor, key)


@router.patch(
    "/leads/{lead_id}",
    summary="推进或修改线索",
    dependencies=[needs(Permission.FOLLOW)],
    responses=errors(*WRITING, fresh=False),
)
def change(office: OfficeDep, visitor: VisitorDep, lead_id: LeadId, body: schemas.LeadChangeBody) -> schemas.LeadAnswer:
    """Write what is different; with a mark, only when nobody has changed the lead since."""
    found = own_lead(office, visitor, lead_id)
    said = {name: value for name, value in body.model_dump(exclude={"mark"}).items() if value is not None}

    def after(lead: Lead) -> Lead:
        known = {name: getattr(lead, name) or "" for name in ("stage", "owner", "next_on", "note")}
        return changed(lead, **{**known, **said})

    follow(office, visitor, found, after, body.mark)
    return _answer(office, visitor, lead_id)


def lead_row(one: BoardLead) -> schemas.LeadRow:
    """A lead as a row."""
    lead = one.lead
    return schemas.LeadRow(
        id=one.id,
        enterprise_id=lead.enterprise,
        enterprise=one.name,
        place=lead.place,
        chain=lead.chain,
        segment=one.segment,
        stage=lead.stage,
        owner=lead.owner or None,
        next_on=lead.next_on or None,
        due=one.due.value,
        note=lead.note or None,
        updated_on=lead.updated_on,
    )


def _answer(office: Office, visitor: Visitor, lead_id: str) -> schemas.LeadAnswer:
    found = own_lead(office, visitor, lead_id)
    steps = [
        schemas.LeadStep(at=step.at, by=step.by, title=step.title, changes=list(step.changes))
        for step in leads.history(office.workspace, found.lead)
    ]
    version = office.workspace.snapshot().version
    mark = leads.mark(office.workspace, found.lead)
    return schemas.LeadAnswer(data_version=version, lead=lead_row(found), mark=mark, history=steps)
