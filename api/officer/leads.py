"""Leads for one visitor: those of their places, filtered, and what a form says of one."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from api.access.gate import Forbidden, require_place, scope_of
from api.access.scope import Scope
from api.access.visitor import Visitor, decider
from api.server.office import Office, now, today
from chaingraph.analysis.reports.leads import reminders
from chaingraph.errors import Refused
from chaingraph.findings.move.lead import BoardLead
from chaingraph.graph.snapshot import Snapshot
from chaingraph.model.promotion import LEAD_STAGES, Lead
from chaingraph.service.decide import leads

LONGEST_NOTE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadFilter:
    """Which leads are asked for; what is empty lets everything pass."""

    place: str = ""
    chain: str = ""
    owner: str = ""
    stage: str = ""
    q: str = ""

    def keeps(self, one: BoardLead) -> bool:
        """Whether a lead is among them."""
        pairs = ((self.place, one.lead.place), (self.chain, one.lead.chain), (self.owner, one.lead.owner))
        if any(wanted and wanted != there for wanted, there in pairs) or self.stage not in ("", one.lead.stage):
            return False
        return self.q.strip() in f"{one.name} {one.segment or ''} {one.lead.note or ''}"


def this_day() -> date:
    """Today where the server stands."""
    return date.fromisoformat(today())


def seen_leads(office: Office, visitor: Visitor) -> tuple[BoardLead, ...]:
    """The leads of the visitor's places."""
    found = leads.board(office.workspace, this_day())
    if visitor.everywhere:
        return found
    facts = office.workspace.snapshot()
    scope = scope_of(visitor, facts)
    mine = {place for place in {one.lead.place for one in found} if _holds(scope, facts, place)}
    return tuple(one for one in found if one.lead.place in mine)


def own_lead(office: Office, visitor: Visitor, lead_id: str) -> BoardLead:
    """The lead, when it is in the visitor's places. Raises UnknownName or Forbidden."""
    found = leads.find(office.workspace, lead_id, this_day())
    if not visitor.everywhere:
        facts = office.workspace.snapshot()
        require_place(scope_of(visitor, facts), facts, found.lead.place)
    return found


def may_begin(visitor: Visitor, facts: Snapshot, enterprise: str, place: str) -> None:
    """Raise Forbidden when the place or the firm of a new lead is not the visitor's to see."""
    scope = scope_of(visitor, facts)
    require_place(scope, facts, place)
    firm = facts.enterprises[facts.firm(enterprise)]
    if not scope.shows(firm):
        raise Forbidden(f"企业“{firm.label}”所在园区不在您的负责范围内")


def reminded(office: Office, visitor: Visitor) -> tuple[BoardLead, ...]:
    """What the visitor should follow up now: an officer's own and unowned ones, for others all of their places."""
    due = reminders(seen_leads(office, visitor))
    if all(one.lead.owner != visitor.name for one in due):
        return due
    return tuple(one for one in due if one.lead.owner in (visitor.name, "", None))


def staged(stage: str) -> str:
    """The stage, when it is one. Raises Refused."""
    if stage not in LEAD_STAGES:
        raise Refused(f"阶段“{stage[:20]}”不是 {'、'.join(LEAD_STAGES)} 之一")
    return stage


def changed(lead: Lead, *, stage: str, owner: str, next_on: str, note: str) -> Lead:
    """The lead as a form says it; what is empty is taken back. Raises Refused or InvalidFact."""
    if len(note) > LONGEST_NOTE:
        raise Refused(f"备注不能超过 {LONGEST_NOTE} 字")
    return replace(lead, stage=staged(stage), owner=owner.strip(), next_on=next_on.strip(), note=note.strip())


def follow(office: Office, visitor: Visitor, found: BoardLead, after: Callable[[Lead], Lead], seen: int | None) -> None:
    """Write what ``after`` makes of the lead as it stands now. Raises Overtaken when it has changed since ``seen``."""
    with office.deciding:
        if seen is not None:
            leads.require_unchanged(office.workspace, found.lead, seen)
        now_is = replace(found, lead=leads.standing(office.workspace, found.lead))
        made = after(now_is.lead)
        leads.advance(office.workspace, now_is, made, by=decider(visitor), at=now(), today=this_day())


def owners(found: Iterable[BoardLead]) -> Sequence[str]:
    """Everyone who follows a lead."""
    return sorted({one.lead.owner for one in found if one.lead.owner})


def _holds(scope: Scope, facts: Snapshot, name: str) -> bool:
    try:
        return scope.holds(facts.place(name))
    except Refused:
        return False
