"""A park with what it can offer and the chains it stands for, and how complete the lists of a place are."""

from dataclasses import dataclass
from enum import StrEnum

from chaingraph.errors import InvalidFact
from chaingraph.ids import ChainId
from chaingraph.model.provenance import NO_EVIDENCE, Evidence
from chaingraph.units import Mu, SquareMetre, Yuan, non_negative


@dataclass(frozen=True, slots=True, kw_only=True)
class Park:
    """One park; its name is its key. Unknown land, plant or fund is ``None``, which is not 0."""

    name: str
    province: str | None = None
    city: str | None = None
    district: str | None = None
    status: str | None = None
    chains: tuple[ChainId, ...] = ()
    land_mu: Mu | None = None
    plant_m2: SquareMetre | None = None
    fund_yuan: Yuan | None = None
    notes: tuple[tuple[str, str], ...] = ()
    evidence: Evidence = NO_EVIDENCE

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise InvalidFact("园区名称为空")
        for value, name in ((self.land_mu, "可用净地"), (self.plant_m2, "标准厂房"), (self.fund_yuan, "产业基金")):
            if value is not None:
                non_negative(value, name)


class RosterKind(StrEnum):
    """名录口径: which firms the lists of a place hold."""

    ALL = "全部"
    ABOVE_SCALE = "规上"
    LISTED = "上市"
    MANUFACTURING = "制造业"
    UNKNOWN = "未知"


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """What the lists of a place hold; the place is its key. A place without one has lists of unknown scope."""

    place: str
    kind: RosterKind = RosterKind.UNKNOWN
    evidence: Evidence = NO_EVIDENCE

    def __post_init__(self) -> None:
        if not self.place.strip():
            raise InvalidFact("名录口径的地区为空")
