"""One enterprise while an import runs, what a row says of it, and what was made of the row."""

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum

from chaingraph.ids import EnterpriseId
from loaders.known.names import firm_key


def firm_id(key: str, province: str | None, city: str | None) -> EnterpriseId:
    """The id of a firm without a code, from its normalised name and its seat.

    >>> firm_id("甲", "甲省", None) == firm_id("甲", "甲省", "")
    True
    """
    text = "|".join((key, province or "", city or ""))
    return EnterpriseId("e" + hashlib.blake2b(text.encode(), digest_size=6).hexdigest())


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
    pool: bool = False
    short_names: list[str] = field(default_factory=list)
    former: list[str] = field(default_factory=list)
    outside: bool = False

    def once(self, key: str) -> bool:
        """Whether the firm bore a name of that key before."""
        return any(firm_key(name) == key for name in self.former)

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a row says of a firm, as far as it helps to know which one it is."""

    name: str
    uscc: str | None = None
    province: str | None = None
    city: str | None = None
    short_name: str | None = None
    former: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """The firm a row speaks of, how that was found, and the firms it must not be confused with."""

    fate: Fate
    firm: Firm | None
    reason: str = ""
    rivals: tuple[Firm, ...] = ()
    doubtful: tuple[Firm, ...] = ()
