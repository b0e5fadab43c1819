"""Which enterprise a row speaks of: by code, then name and region; doubt is a conflict, never a merge."""

import re
from collections.abc import Iterable

from chaingraph.errors import AmbiguousName, UnknownName
from chaingraph.ids import EnterpriseId
from chaingraph.model.enterprise import Enterprise
from loaders.known.firm import Fate, Firm, Resolution, Said, firm_id
from loaders.known.names import firm_core, firm_key, own_part, parent_of, tidied
from loaders.known.near import NearNames

USCC_SHAPE = re.compile(r"[0-9A-Z]{18}")


class FirmRegister:
    """The store's firms and the import's, found by id, code, full name, normalised name or short name."""

    def __init__(self, enterprises: Iterable[Enterprise]) -> None:
        self.by_id: dict[str, Firm] = {}
        self._by_uscc: dict[str, Firm] = {}
        self._by_name: dict[str, list[Firm]] = {}
        self._by_key: dict[str, list[Firm]] = {}
        self._by_short: dict[str, list[Firm]] = {}
        self._by_former: dict[str, list[Firm]] = {}
        self._by_own: dict[str, list[Firm]] = {}
        self._by_ref: dict[str, list[Firm]] = {}
        self._near = NearNames(self._names(), core=firm_core)
        for one in enterprises:
            firm = Firm(one.id, one.name, firm_key(one.name), one.uscc, one.province, one.city, True, one.pool)
            self._add(firm, one.short_name, one.former_names)

    def _names(self) -> Iterable[str]:
        yield from (firm.name for firm in self.by_id.values())

    def resolve(self, said: Said) -> Resolution:
        """The firm of a row: an existing one it merges with, a new one, or a conflict that names the rival."""
        key = firm_key(said.name)
        owner = self._by_uscc.get(said.uscc) if said.uscc else None
        if owner is not None:
            return self._of_code(owner, said, key)
        same = [firm for firm in self._by_key.get(key, ()) if _compatible(firm, said.province, said.city)]
        rivals = tuple(firm for firm in same if said.uscc and firm.uscc and firm.uscc != said.uscc)
        free = [firm for firm in same if firm not in rivals]
        if len(free) > 1:
            return Resolution(Fate.AMBIGUOUS, None, rivals=tuple(free))
        if free:
            reason = "名称相同" if free[0].name == said.name else f"名称规范后与“{free[0].name}”相同"
            self._learn(free[0], said)
            return Resolution(Fate.MERGED, free[0], reason, rivals)
        return self._of_former_name(said, key) or self._new(said, key, rivals)

    def _of_code(self, owner: Firm, said: Said, key: str) -> Resolution:
        """The firm of a code: under its name, an earlier or later one, or another spelling; else a conflict."""
        reason = "信用代码相同"
        if owner.key != key:
            if any(firm_key(name) == owner.key for name in said.former):
                reason = f"信用代码相同，“{owner.name}”已更名"
                self._rename(owner, said.name, key)
            elif owner.once(key):
                reason = f"信用代码相同，是“{owner.name}”的曾用名"
            elif own_part(owner.name) != own_part(said.name):
                return Resolution(Fate.TWO_NAMES, None, rivals=(owner,))
        self._learn(owner, said)
        return Resolution(Fate.MERGED, owner, reason)

    def _of_former_name(self, said: Said, key: str) -> Resolution | None:
        """The firm that bore this name before, or that this row says it was called; None when there is no one such."""
        once = [firm for firm in self._by_former.get(key, ()) if _open_to(firm, said)]
        if len(once) == 1:
            self._learn(once[0], said)
            return Resolution(Fate.MERGED, once[0], f"是“{once[0].name}”的曾用名")
        keys = {firm_key(name) for name in said.former}
        before = [firm for one in sorted(keys) for firm in self._by_key.get(one, ()) if _open_to(firm, said)]
        if len(before) != 1 or not before[0].stored:
            return None
        reason = f"“{before[0].name}”已更名"
        self._rename(before[0], said.name, key)
        self._learn(before[0], said)
        return Resolution(Fate.MERGED, before[0], reason)

    def _new(self, said: Said, key: str, rivals: tuple[Firm, ...]) -> Resolution:
        firm = Firm(self._new_id(key, said), said.name, key, said.uscc, said.province, said.city, False)
        doubtful = () if parent_of(said.name) else tuple(self._alike(said, rivals))
        self._add(firm, said.short_name, said.former)
        return Resolution(Fate.NEW, firm, rivals=rivals, doubtful=doubtful)

    def _alike(self, said: Said, rivals: tuple[Firm, ...]) -> Iterable[Firm]:
        """Firms of this list under the row's former name, or whose name differs only in place, form or brackets."""
        own, former = own_part(said.name), {firm_key(name) for name in said.former}
        for firm in (firm for one in sorted(former) for firm in self._by_key.get(one, ())):
            if firm not in rivals and _open_to(firm, said):
                yield firm
        for firm in self._by_own.get(own, ()) if len(own) >= 2 else ():
            if firm not in rivals and _open_to(firm, said) and firm.key not in former and not parent_of(firm.name):
                yield firm

    def find_or_none(self, text: str) -> Firm | None:
        """The one firm a reference means, or None."""
        try:
            return self.find(text)
        except (UnknownName, AmbiguousName):
            return None

    def named(self, ref: str, firm: Firm) -> None:
        """Let the import's other tables speak of the firm by its number in its own table."""
        firms = self._by_ref.setdefault(ref, [])
        if firm not in firms:
            firms.append(firm)

    def find(self, text: str) -> Firm:
        """The firm a reference means. Raises UnknownName with near names, AmbiguousName with the choices."""
        direct = self.by_id.get(text) or self._by_uscc.get(text)
        if direct is not None:
            return direct
        spelt = firm_key(tidied(text).name)
        for index, key in (
            (self._by_name, text),
            (self._by_key, spelt),
            (self._by_short, spelt),
            (self._by_former, spelt),
            (self._by_ref, text),
        ):
            found = index.get(key, [])
            if len(found) == 1:
                return found[0]
            if found:
                raise AmbiguousName("企业", text, tuple(sorted(firm.caption for firm in found))[:6])
        upper = text.upper()
        if USCC_SHAPE.fullmatch(upper) and upper in self._by_uscc:
            return self._by_uscc[upper]
        raise UnknownName("企业", text, self._near.near(text))

    def _learn(self, firm: Firm, said: Said) -> None:
        first, second = (said.province, said.city), (firm.province, firm.city)
        if not firm.pool:
            first, second = second, first
        firm.province, firm.city, firm.pool = first[0] or second[0], first[1] or second[1], False
        if said.uscc and not firm.uscc:
            firm.uscc = said.uscc
            self._by_uscc[said.uscc] = firm
        self._add_short(firm, said.short_name)
        self._add_former(firm, said.former)

    def _rename(self, firm: Firm, name: str, key: str) -> None:
        """Give the firm its new name; the old one still finds it."""
        old = firm.name
        firm.name, firm.key = name, key
        self._by_name.setdefault(name, []).append(firm)
        self._by_key.setdefault(key, []).append(firm)
        self._add_former(firm, (old,))

    def _add(self, firm: Firm, short_name: str | None, former: Iterable[str]) -> None:
        self.by_id[firm.id] = firm
        if firm.uscc:
            self._by_uscc.setdefault(firm.uscc, firm)
        self._by_name.setdefault(firm.name, []).append(firm)
        self._by_key.setdefault(firm.key, []).append(firm)
        self._by_own.setdefault(own_part(firm.name), []).append(firm)
        self._add_short(firm, short_name)
        self._add_former(firm, former)

    def _add_former(self, firm: Firm, former: Iterable[str]) -> None:
        for name in former:
            if name != firm.name and name not in firm.former:
                firm.former.append(name)
                firms = self._by_former.setdefault(firm_key(name), [])
                firms += [] if firm in firms else [firm]

    def _add_short(self, firm: Firm, short_name: str | None) -> None:
        if short_name and short_name not in firm.short_names:
            firm.short_names.append(short_name)
            firms = self._by_short.setdefault(firm_key(short_name), [])
            if firm not in firms:
                firms.append(firm)

    def _new_id(self, key: str, said: Said) -> EnterpriseId:
        base = said.uscc or firm_id(key, said.province, said.city)
        number, candidate = 1, base
        while candidate in self.by_id:
            number += 1
            candidate = f"{base}-{number}"
        return EnterpriseId(candidate)


def _open_to(firm: Firm, said: Said) -> bool:
    """Whether code and place let the row speak of the firm."""
    codes = firm.uscc is None or said.uscc is None or firm.uscc == said.uscc
    return codes and _compatible(firm, said.province, said.city)


def _compatible(firm: Firm, province: str | None, city: str | None) -> bool:
    """Whether both may be one firm by where they sit; the shipped list gives way to whoever says the whole seat."""
    if firm.pool and province and city:
        return True
    pairs = ((firm.province, province), (firm.city, city))
    return all(mine is None or theirs is None or mine == theirs for mine, theirs in pairs)
