"""The leads of a workspace: the board, one lead with its history, a new one, and a step of one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from chaingraph.analysis.reports.leads import FOLLOWED, follow_ups, lead_id, steps
from chaingraph.errors import Overtaken, Refused, UnknownName
from chaingraph.findings.move.lead import BoardLead, LeadChange
from chaingraph.ids import ChainId, EnterpriseId
from chaingraph.model.kinds import KIND_BY_FACT
from chaingraph.model.promotion import Lead
from chaingraph.model.provenance import Evidence
from chaingraph.service.workspace import Workspace


def board(workspace: Workspace, today: date) -> tuple[BoardLead, ...]:
    """Every lead, by stage, the most overdue first."""
    return follow_ups(workspace.snapshot(), today)


def find(workspace: Workspace, wanted: str, today: date) -> BoardLead:
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


def mark(workspace: Workspace, lead: Lead) -> int:
    """What tells the lead as it stands from the lead after anyone's next step: the sequence of its last layer."""
    layers = workspace.store.layers_of("leads", KIND_BY_FACT[Lead].key_of(lead))
    return layers[-1][0] if layers else 0


def require_unchanged(workspace: Workspace, lead: Lead, seen: int) -> None:
    """Raise Overtaken, naming who and what, when the lead was changed after it carried the mark ``seen``."""
    layers = workspace.store.layers_of("leads", KIND_BY_FACT[Lead].key_of(lead))
    if seen not in {sequence for sequence, _ in layers}:
        raise Overtaken("您打开这条线索之后，它的上一步已被撤销。您的修改没有保存，请核对现在的内容后再提交")
    changed = zip(layers, steps([said for _, said in layers]), strict=True)
    later = {sequence: changes for (sequence, _), changes in changed if sequence > seen and changes}
    if later:
        people = {record.sequence: record.by for record in workspace.store.imports()}
        told = "；".join(f"{people.get(at) or '有人'}：{told_steps(changes)}" for at, changes in later.items())
        raise Overtaken(f"您打开这条线索之后，别人已经改过（{told}）。您的修改没有保存，请核对现在的内容后再提交")


def standing(workspace: Workspace, lead: Lead, until: int | None = None) -> Lead:
    """The lead as the store has it at this moment, whatever the snapshot still shows; or as it was when it carried the
    mark ``until``."""
    layers = workspace.store.layers_of("leads", KIND_BY_FACT[Lead].key_of(lead))
    known: dict[str, str] = {}
    for sequence, said in layers:
        if until is not None and sequence > until:
            break
        known.update({name: value for name, _ in FOLLOWED if (value := getattr(said, name)) is not None})
    return replace(lead, **known)  # type: ignore[arg-type]


def told_steps(changes: Sequence[tuple[str, str | None, str]]) -> str:
    """Changes in words.

    >>> told_steps([("阶段", "对接", "在谈"), ("责任人", None, "王工")])
    '阶段 对接 → 在谈，责任人 — → 王工'
    """
    return "，".join(f"{what} {old or '—'} → {new}" for what, old, new in changes)


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


def advance(workspace: Workspace, before: BoardLead, after: Lead, *, by: str, at: str, today: date) -> bool:
    """Write what is different; whether anything was."""
    changes = steps([before.lead, after])[1]
    if not changes:
        return False
    title = f"线索 {before.name}：{told_steps(changes)}"[:200]
    _write(workspace, after, title=title, by=by, at=at, today=today)
    return True


def _write(workspace: Workspace, lead: Lead, *, title: str, by: str, at: str, today: date) -> None:
    on = today.isoformat()
    stamped = replace(lead, updated_on=on, evidence=Evidence(source=f"线索看板（{by}）", as_of=on))
    workspace.decide(stamped, by=by, title=title, at=at)
