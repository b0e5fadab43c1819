"""Which enterprise a row speaks of: by code, then name and region; doubt is a conflict, never a merge."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from chaingraph.errors import AmbiguousName, UnknownName
from chaingraph.ids import EnterpriseId
from chaingraph.model.enterprise import Enterprise
from chaingraph.text import LEGAL, plain
from loaders.facts.near import NearNames

ODD_MARKS = str.maketrans("〔〕【】[]•・‧", "()()()···")
USCC_SHAPE = re.compile(r"[0-9A-Z]{18}")


def firm_key(name: str) -> str:
    """The name as two spellings of it agree: one width, simplified, one kind of bracket, no spaces.

    >>> firm_key("新鄉市某某（集團） 有限公司") == firm_key("新乡市某某(集团)有限公司")
    True
    """
    return plain(name).translate(ODD_MARKS).strip("·.。,")


def firm_core(name: str) -> str:
    """The name without its legal form, for likeness.

    >>> firm_core("天能电池集团股份有限公司")
    '天能电池'
    """
    return LEGAL.sub("", firm_key(name))


@dataclass(slots=True)
class Firm:
    """What is known of one enterprise while an import runs."""

    id: EnterpriseId
    name: str
    key: str
    uscc: str | None
    province: str | None
    city: str | None
    stored: bool
    short_names: list[str] = field(default_factory=list)

    @property
    def caption(self) -> str:
        """Name with what tells it from its namesakes."""
        more = "，".join(part for part in (self.uscc, self.city or self.province) if part) or self.id
        return f"{self.name}（{more}）"


class Fate(StrEnum):
    """What resolution made of a row."""

    NEW = "new"
    MERGED = "merged"
    TWO_NAMES = "一码两名"
    AMBIGUOUS = "同名多家"


@dataclass(frozen=True, slots=True)
class Resolution:
    """The firm a row speaks of, how that was found, and the firms it must not be confused with."""

    fate: Fate
    firm: Firm | None
    reason: str = ""
    rivals: tuple[Firm, ...] = ()


class FirmIndex:
    """The store's firms and the import's, found by id, code, full name, normalised name or short name."""

    def __init__(self, enterprises: Iterable[Enterprise]) -> None:
        self.by_id: dict[str, Firm] = {}
        self._by_uscc: dict[str, Firm] = {}
        self._by_name: dict[str, list[Firm]] = {}
        self._by_key: dict[str, list[Firm]] = {}
        self._by_short: dict[str, list[Firm]] = {}
        self._near = NearNames(self._names(), core=firm_core)
        for one in enterprises:
            self._add(
                Firm(one.id, one.name, firm_key(one.name), one.uscc, one.province, one.city, True), one.short_name
            )

    def _names(self) -> Iterable[str]:
        yield from (firm.name for firm in self.by_id.values())

    def resolve(
        self, name: str, uscc: str | None, province: str | None, city: str | None, short_name: str | None = None
    ) -> Resolution:
        """The firm of a row: an existing one it merges with, a new one, or a conflict that names the rival."""
        key = firm_key(name)
        owner = self._by_uscc.get(uscc) if uscc else None
        if owner is not None:
            if owner.key != key:
                return Resolution(Fate.TWO_NAMES, None, rivals=(owner,))
            self._learn(owner, uscc, province, city, short_name)
            return Resolution(Fate.MERGED, owner, "信用代码相同")
        same = [firm for firm in self._by_key.get(key, ()) if _compatible(firm, province, city)]
        rivals = tuple(firm for firm in same if uscc and firm.uscc and firm.uscc != uscc)
        free = [firm for firm in same if firm not in rivals]
        if len(free) > 1:
            return Resolution(Fate.AMBIGUOUS, None, rivals=tuple(free))
        if free:
            firm = free[0]
            reason = "名称相同" if firm.name == name else f"名称规范后与“{firm.name}”相同"
            self._learn(firm, uscc, province, city, short_name)
            return Resolution(Fate.MERGED, firm, reason, rivals)
        firm = Firm(self._new_id(key, uscc, province, city), name, key, uscc, province, city, False)
        self._add(firm, short_name)
        return Resolution(Fate.NEW, firm, rivals=rivals)

    def find(self, text: str) -> Firm:
        """The firm a reference means. Raises UnknownName with near names, AmbiguousName with the choices."""
        direct = self.by_id.get(text) or self._by_uscc.get(text)
        if direct is not None:
            return direct
        for index, key in ((self._by_name, text), (self._by_key, firm_key(text)), (self._by_short, firm_key(text))):
            found = index.get(key, [])
            if len(found) == 1:
                return found[0]
            if found:
                raise AmbiguousName("企业", text, tuple(sorted(firm.caption for firm in found))[:6])
        upper = text.upper()
        if USCC_SHAPE.fullmatch(upper) and upper in self._by_uscc:
            return self._by_uscc[upper]
        raise UnknownName("企业", text, self._near.near(text))

    def _learn(
        self, firm: Firm, uscc: str | None, province: str | None, city: str | None, short_name: str | None
    ) -> None:
        firm.province, firm.city = firm.province or province, firm.city or city
        if uscc and not firm.uscc:
            firm.uscc = uscc
            self._by_uscc[uscc] = firm
        self._add_short(firm, short_name)

    def _add(self, firm: Firm, short_name: str | None) -> None:
        self.by_id[firm.id] = firm
        if firm.uscc:
            self._by_uscc.setdefault(firm.uscc, firm)
        self._by_name.setdefault(firm.name, []).append(firm)
        self._by_key.setdefault(firm.key, []).append(firm)
        self._add_short(firm, short_name)

    def _add_short(self, firm: Firm, short_name: str | None) -> None:
        if short_name and short_name not in firm.short_names:
            firm.short_names.append(short_name)
            firms = self._by_short.setdefault(firm_key(short_name), [])
            if firm not in firms:
                firms.append(firm)

    def _new_id(self, key: str, uscc: str | None, province: str | None, city: str | None) -> EnterpriseId:
        text = "|".join((key, province or "", city or ""))
        base = uscc or "e" + hashlib.blake2b(text.encode(), digest_size=6).hexdigest()
        number, candidate = 1, base
        while candidate in self.by_id:
            number += 1
            candidate = f"{base}-{number}"
        return EnterpriseId(candidate)


def _compatible(firm: Firm, province: str | None, city: str | None) -> bool:
    pairs = ((firm.province, province), (firm.city, city))
    return all(mine is None or theirs is None or mine == theirs for mine, theirs in pairs)
