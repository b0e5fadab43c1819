"""Leads put in order for a board: by stage, overdue first, and what each step of one changed."""

from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import blake2b

from chaingraph.findings.move.lead import BoardLead, Due
from chaingraph.graph.snapshot import Snapshot
from chaingraph.model.kinds import KIND_BY_FACT
from chaingraph.model.promotion import LEAD_STAGES, Lead

ENDED = ("投产", "放弃")
FOLLOWED = (("stage", "阶段"), ("owner", "责任人"), ("next_on", "下次跟进"), ("note", "备注"))
"""Fields whose changes are history, and what they are called."""


def lead_id(lead: Lead) -> str:
    """Short digest of the natural key, the same for every version of a lead.

    >>> lead_id(Lead(enterprise="a", place="甲园")) == lead_id(Lead(enterprise="a", place="甲园", stage="在谈"))
    True
    """
    return blake2b(KIND_BY_FACT[Lead].key_of(lead).encode(), digest_size=8).hexdigest()


def due_of(lead: Lead, today: date) -> tuple[Due, int | None]:
    """When the lead is due, seen from a day, and in how many days. The week ends with its Sunday.

    >>> due_of(Lead(enterprise="a", place="b", next_on="2026-11-24"), date(2026, 11, 25))
    (<Due.OVERDUE: '已逾期'>, -1)
    """
    if lead.stage in ENDED:
        return Due.OVER, None
    if not lead.next_on or len(lead.next_on) < len("2026-11-25"):
        return Due.NONE, None
    days = (date.fromisoformat(lead.next_on) - today).days
    if days < 0:
        return Due.OVERDUE, days
    return (Due.THIS_WEEK if days <= 6 - today.weekday() else Due.LATER), days


def follow_ups(snapshot: Snapshot, today: date) -> tuple[BoardLead, ...]:
    """Every lead, by stage, then the most overdue first, those without a date last, ties by name. O(n log n)."""
    found = [_follow_up(snapshot, lead, today) for lead in snapshot.leads]
    found.sort(key=_order)
    return tuple(found)


def steps(said: Sequence[Lead]) -> tuple[tuple[tuple[str, str | None, str], ...], ...]:
    """For each layer of one lead, oldest first, what it changed as (what, before, after)."""
    known: dict[str, str | None] = {}
    found = []
    for lead in said:
        new = {field: getattr(lead, field) for field, _ in FOLLOWED}
        changed = [
            (title, known.get(field) or None, new[field] or "（清空）")
            for field, title in FOLLOWED
            if new[field] is not None and new[field] != (known.get(field) or "")
        ]
        known.update({field: value for field, value in new.items() if value is not None})
        found.append(tuple(changed))
    return tuple(found)


def reminders(leads: Iterable[BoardLead]) -> tuple[BoardLead, ...]:
    """Those overdue or due this week, the most overdue first."""
    due = [one for one in leads if one.due in (Due.OVERDUE, Due.THIS_WEEK)]
    return tuple(sorted(due, key=lambda one: (one.days or 0, one.name, one.id)))


def _follow_up(snapshot: Snapshot, lead: Lead, today: date) -> BoardLead:
    number = snapshot.index.get(lead.enterprise)
    due, days = due_of(lead, today)
    return BoardLead(
        id=lead_id(lead),
        lead=lead,
        enterprise=None if number is None else snapshot.enterprises[number],
        segment=_segment(snapshot, lead),
        due=due,
        days=days,
    )


def _segment(snapshot: Snapshot, lead: Lead) -> str | None:
    if lead.chain is None or lead.segment is None or lead.chain not in snapshot.chains:
        return lead.segment
    graph = snapshot.chains[lead.chain]
    number = graph.index.get(lead.segment)
    return lead.segment if number is None else graph.segments[number].name


def _order(one: BoardLead) -> tuple[int, bool, int, str, str]:
    return (LEAD_STAGES.index(one.lead.stage), one.days is None, one.days or 0, one.name, one.id)
