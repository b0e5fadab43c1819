"""A second list of firms that are stored already: what rose becomes a dated sign of expansion, who is gone is told."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from chaingraph.ids import EnterpriseId
from chaingraph.model.enterprise import Enterprise, Signal
from loaders.record.journal import Journal

RISE = 1.01
"""Capital that grew by less is the same capital, rounded otherwise."""
HALF = 0.5
SHOWN = 20


class Refresh:
    """The firms of earlier imports that this one speaks of again."""

    def __init__(self, stored: Iterable[Enterprise], on: str) -> None:
        self._stored = {one.id: one for one in stored}
        self._on = on
        self._again: set[EnterpriseId] = set()
        self._new: set[EnterpriseId] = set()

    def seen(self, fact: Enterprise) -> Enterprise:
        """The fact with what it says newly of a stored firm as dated signals; kept with those stored before."""
        before = self._stored.get(fact.id)
        if before is None:
            self._new.add(fact.id)
            return fact
        self._again.add(fact.id)
        signals = (*before.signals, *fact.signals, *self._rises(before, fact))
        former = tuple(dict.fromkeys((*before.former_names, *fact.former_names)))
        qualifications = fact.qualifications and tuple(dict.fromkeys((*before.qualifications, *fact.qualifications)))
        return replace(
            fact,
            signals=tuple(dict.fromkeys(signals)) if signals != before.signals else fact.signals,
            former_names=former,
            qualifications=qualifications,
        )

    def branch(self, parent: Enterprise | None, name: str, on: str | None) -> Enterprise | None:
        """The stored parent of a branch that was not known, with the new branch as a sign; None without one."""
        if parent is None or parent.id not in self._stored:
            return None
        signal = Signal(kind="新设分支", on=on or self._on or None, text=f"新设分支机构 {name}")
        signals = (*self._stored[parent.id].signals, *parent.signals, signal)
        return Enterprise(id=parent.id, name=parent.name, signals=tuple(dict.fromkeys(signals)))

    def stored(self, one: EnterpriseId) -> Enterprise | None:
        """The firm as the store has it."""
        return self._stored.get(one)

    def _rises(self, before: Enterprise, fact: Enterprise) -> list[Signal]:
        on = fact.evidence.as_of or self._on or None
        if before.evidence.as_of and fact.evidence.as_of and fact.evidence.as_of < before.evidence.as_of:
            return []
        found = []
        old, new = before.registered_capital_yuan, fact.registered_capital_yuan
        if old and new and new >= old * RISE:
            found.append(Signal(kind="增资", on=on, text=f"注册资本由 {_wan(old)} 增至 {_wan(new)}"))
        gained = [one for one in fact.qualifications if one not in before.qualifications]
        if before.qualifications and gained:
            found.append(Signal(kind="新获资质", on=on, text=f"新获 {'、'.join(gained)}"))
        return found

    def tell(self, journal: Journal, files: Sequence[str]) -> None:
        """Say what is new and what is gone, where this list is a later one of a list stored before."""
        origins = Counter(_file(self._stored[one]) for one in self._again)
        if not origins or sum(origins.values()) * 2 < len(self._again) + len(self._new):
            return
        source, count = min(origins.items(), key=lambda pair: (-pair[1], pair[0]))
        of_list = [one for one in self._stored.values() if _file(one) == source and not one.pool]
        if not source or count < HALF * len(of_list):
            return
        gone = sorted(one.name for one in of_list if one.id not in self._again)
        name = files[0] if files else ""
        reason = f"是“{source}”的更新：新增 {len(self._new)} 家，仍在 {len(self._again)} 家，这次没有的 {len(gone)} 家"
        more = f"（{'、'.join(gone[:SHOWN])}{'……' if len(gone) > SHOWN else ''}）；仍保留在库中，请核实" if gone else ""
        journal.hint(name, "", "名单更新", reason + more)


def _file(one: Enterprise) -> str:
    return one.evidence.origin.split("/")[0]


def _wan(yuan: float) -> str:
    return f"{yuan / 1e8:g} 亿元" if yuan >= 1e8 else f"{yuan / 1e4:g} 万元"
