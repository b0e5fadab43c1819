"""The leads of a workspace: the board, one lead with its history, a new one, and a step of one."""

from dataclasses import replace
from datetime import date

from chaingraph.analysis.leads import follow_ups, lead_id, steps
from chaingraph.errors import Refused, UnknownName
from chaingraph.graph.lead_findings import FollowUp, LeadChange
from chaingraph.ids import ChainId, EnterpriseId
from chaingraph.model.kinds import KIND_BY_FACT
from chaingraph.model.promotion import Lead
from chaingraph.model.provenance import Evidence
from chaingraph.workspace import Workspace


def board(workspace: Workspace, today: date) -> tuple[FollowUp, ...]:
    """Every lead, by stage, the most overdue first."""
    return follow_ups(workspace.snapshot(), today)


def find(workspace: Workspace, wanted: str, today: date) -> FollowUp:
    """The lead of that id. Raises UnknownName."""
    for one in board(workspace, today):
        if one.id == wanted:
            return one
    raise UnknownName("线索", wanted[:40])


def history(workspace: Workspace, lead: Lead) -> tuple[LeadChange, ...]:
    """Every step of the lead, newest first: who, when, what was changed; steps that changed nothing are left out."""
    layers = workspace.store.layers_of("leads", KIND_BY_FACT[Lead].key_of(lead))
    records = {record.sequence: record for record in workspace.store.imports()}
    changed = zip(layers, steps([said for _, said in layers]), strict=True)
    found = [
        LeadChange(at=record.at, by=record.by, title=record.title, changes=changes)
        for (sequence, _), changes in changed
        if changes and (record := records.get(sequence)) is not None
    ]
    return tuple(reversed(found))


def begin(workspace: Workspace, lead: Lead, *, by: str, at: str, today: date) -> str:
    """Write a new lead, its names resolved, and return its id. Raises UnknownName, or Refused when it is there."""
    facts = workspace.snapshot()
    firm = facts.enterprises[facts.firm(lead.enterprise)]
    chain = facts.chain(lead.chain) if lead.chain else None
    if lead.segment and chain is None:
        raise Refused("写了环节就要写产业链")
    made = replace(
        lead,
        enterprise=EnterpriseId(firm.id),
        place=facts.place(lead.place).name,
        chain=ChainId(chain.chain.name) if chain else None,
        segment=chain.key_of(lead.segment) if chain and lead.segment else None,
    )
    key = lead_id(made)
    if any(lead_id(known) == key for known in facts.leads):
        raise Refused(f"“{firm.label}”在“{made.place}”的这条线索已经在看板上")
    _write(workspace, made, title=f"新线索：{firm.label}（{made.stage}）", by=by, at=at, today=today)
    return key


def advance(workspace: Workspace, before: FollowUp, after: Lead, *, by: str, at: str, today: date) -> bool:
    """Write what is different; whether anything was."""
    changes = steps([before.lead, after])[1]
    if not changes:
        return False
    told = "，".join(f"{what} {old or '—'} → {new}" for what, old, new in changes)
    _write(workspace, after, title=f"线索 {before.name}：{told}"[:200], by=by, at=at, today=today)
    return True


def _write(workspace: Workspace, lead: Lead, *, title: str, by: str, at: str, today: date) -> None:
    on = today.isoformat()
    stamped = replace(lead, updated_on=on, evidence=Evidence(source=f"线索看板（{by}）", as_of=on))
    workspace.decide(stamped, by=by, title=title, at=at)
