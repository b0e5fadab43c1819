"""Platforms, institutes and teams with what they work on; funds with what they may still commit."""

from dataclasses import dataclass
from enum import StrEnum

from chaingraph.errors import InvalidFact
from chaingraph.ids import ChainId
from chaingraph.model.parks.checks import require_amounts, require_dates, require_named
from chaingraph.model.provenance import NO_EVIDENCE, Evidence
from chaingraph.units import SquareMetre, Yuan


class PlatformKind(StrEnum):
    """What a platform is; the first three are 一台两器."""

    INNOVATION = "创新平台"
    INCUBATOR = "孵化器"
    ACCELERATOR = "加速器"
    OPENING = "开放平台"
    FINANCING = "投融资平台"
    INSTITUTE = "研究院所"
    TEAM = "人才团队"


class PlatformState(StrEnum):
    """How far a platform has come."""

    PLANNED = "谋划"
    BUILDING = "在建"
    RUNNING = "运营"


class FundStage(StrEnum):
    """How far a fund has come; only a running one can pay."""

    PLANNED = "筹备"
    RAISING = "募集"
    INVESTING = "投资"
    EXITING = "退出"


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """A platform, institute or team of a park or region; (name, park) is its key.

    Attributes
    ----------
    park
        The park, or the region where it serves no single one.
    works_on
        Its fields in words, which are tagged to segments as a firm's products are.
    segments
        Segments somebody said it serves, each ``chain/key``.
    results
        What it has found that a firm could be founded on.
    talents
        Whom it needs.
    """

    name: str
    park: str
    kind: PlatformKind
    level: str | None = None
    host: str | None = None
    state: PlatformState | None = None
    planned_on: str | None = None
    started_on: str | None = None
    opened_on: str | None = None
    area_m2: SquareMetre | None = None
    incubated: int | None = None
    works_on: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()
    results: tuple[str, ...] = ()
    talents: tuple[str, ...] = ()
    evidence: Evidence = NO_EVIDENCE

    def __post_init__(self) -> None:
        require_named({"平台名称": self.name, "园区": self.park})
        require_dates({"谋划日期": self.planned_on, "开工日期": self.started_on, "运营日期": self.opened_on})
        require_amounts({"面积": self.area_m2, "在孵企业数": self.incubated})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fund:
    """A fund or line of credit that may invest in a place; its name is its key.

    Attributes
    ----------
    place
        The park or region it is bound to; ``None`` where nobody said.
    size_yuan, committed_yuan
        What it has in all, and what of that is promised already; ``None`` is not known.
    chains, segments
        What it may invest in (segments as ``chain/key``); both empty is anything.
    """

    name: str
    place: str | None = None
    kind: str | None = None
    manager: str | None = None
    stage: FundStage | None = None
    size_yuan: Yuan | None = None
    committed_yuan: Yuan | None = None
    chains: tuple[ChainId, ...] = ()
    segments: tuple[str, ...] = ()
    founded_on: str | None = None
    evidence: Evidence = NO_EVIDENCE

    def __post_init__(self) -> None:
        require_named({"基金名称": self.name})
        require_dates({"设立日期": self.founded_on})
        require_amounts({"规模": self.size_yuan, "已承诺": self.committed_yuan})
        if self.size_yuan is not None and self.committed_yuan is not None and self.committed_yuan > self.size_yuan:
            raise InvalidFact(f"已承诺 {self.committed_yuan:,.0f} 元超过规模 {self.size_yuan:,.0f} 元")
