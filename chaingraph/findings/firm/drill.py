"""What falls when a leading firm walks away, what would mend it, and where a chain hangs by a thread."""

from dataclasses import dataclass
from enum import StrEnum

from chaingraph.findings.firm.ecosystem import Nearness
from chaingraph.graph.places import Place
from chaingraph.ids import ChainId, SegmentKey
from chaingraph.model.chain import Stage


class LossKind(StrEnum):
    """What a firm, or a segment of it, has lost."""

    ITSELF = "企业退出"
    SOURCE = "失去唯一来源"
    OUTLET = "失去唯一销路"


class LossDepth(StrEnum):
    """How bad a loss is: without another local partner; to be bought or sold elsewhere; only if even that fails."""

    HARD = "难以替代"
    SOFT = "可转外地"
    FAR = "最坏情形"


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """One firm on one segment that falls.

    Attributes
    ----------
    wave
        0 is the leaving firm itself, 1 what depends on it alone, 2 what depends on that, and so on.
    depth
        ``HARD`` where the place must have it locally (or the chain does not say), ``SOFT`` where it can come from or go
        elsewhere, ``FAR`` where it falls only when the soft ones before it find nothing elsewhere.
    observed
        Whether what it lost is an observed supply link; otherwise it follows from the chain's segments.
    because
        What it lost, in words.
    """

    firm: int
    enterprise: str
    enterprise_id: str
    key: SegmentKey
    segment: str
    stage: Stage
    wave: int
    kind: LossKind
    depth: LossDepth
    observed: bool
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSegment:
    """A segment the leaving firm stands on: how many others stay, and what part of local capability goes with it."""

    key: SegmentKey
    segment: str
    stays: int
    lost_yuan: float | None
    lost_share: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentLoss:
    """A segment all of whose local firms fall; ``wave`` and ``depth`` are those of the last of them."""

    key: SegmentKey
    segment: str
    stage: Stage
    wave: int
    depth: LossDepth
    firms: int
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondSource:
    """A firm that could stand in: ``local`` when it is in the place already; ``score`` is its tag's, 0 to 1."""

    firm: int
    enterprise: str
    enterprise_id: str
    key: SegmentKey
    segment: str
    nearness: Nearness
    local: bool
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """A lost source or outlet that others hang on.

    ``hit`` firms hang on it directly; ``saves`` would not fall, in the worst case, if this alone were mended;
    ``candidates`` counts all firms that could stand in.
    """

    kind: LossKind
    depth: LossDepth
    segments: tuple[str, ...]
    keys: tuple[SegmentKey, ...]
    hit: int
    saves: int
    candidates: int
    sources: tuple[SecondSource, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drill:
    """The leading firm walks away from a place, on one chain.

    ``waves`` is the last wave of the worst case; ``remedies`` are those of hard and soft losses.

    Attributes
    ----------
    chains
        The chains the firm stands on, the one drilled first.
    local_firms
        Firms of the place on the chain before.
    losses
        The worst case: by wave, then segment in drawing order, then name; the leaving firm's own are wave 0.
    hard, soft, far
        Other firms with any segment that falls, by the worst they suffer: each stands in one of the three.
    lost_yuan, worst_yuan
        Capability on the chain that falls with the leaving firm and the hard losses, and in the worst case, the leaving
        firm's included; ``total_yuan`` is all of it before. None where a revenue among them
        is not stated; ``lost_share`` is the part of the chain by weight, 0 to 1.
    """

    firm: int
    enterprise: str
    enterprise_id: str
    place: Place
    chain: ChainId
    chains: tuple[ChainId, ...]
    local_firms: int
    own: tuple[OwnSegment, ...]
    losses: tuple[Loss, ...]
    segments: tuple[SegmentLoss, ...]
    remedies: tuple[Remedy, ...]
    waves: int
    hard: int
    soft: int
    far: int
    lost_yuan: float | None
    worst_yuan: float | None
    total_yuan: float | None
    lost_share: float | None
    as_of: str | None
    data_version: str

    @property
    def summary(self) -> str:
        """The drill in one sentence."""
        direct = self.hard + self.soft
        if not direct:
            return f"{self.enterprise} 退出，没有其他本地企业因此失去唯一的本地来源或销路"
        worst = f"；若外地也补不上，最坏波及 {direct + self.far} 家、{self.waves} 轮" if self.far else ""
        return (
            f"{self.enterprise} 退出，{direct} 家本地企业失去唯一的本地来源或销路，"
            f"其中 {self.hard} 家难以替代、{self.soft} 家可改向外地采购或销售{worst}"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Chokepoint:
    """A segment that a place's chain hangs on.

    Attributes
    ----------
    single_source
        The only local firm, wanted by others here, or None.
    dominates
        Local segments that no local path from raw materials reaches without this one.
    cuts
        Whether the local chain falls apart without it.
    hhi
        Concentration of local supply, 0 to 1, or None.
    hit_segments, hit_firms, worst_firms
        What would lose its last local partner if all its local firms stopped, itself not counted; firms that fall in
        the worst case.
    """

    key: SegmentKey
    segment: str
    stage: Stage
    firms: int
    single_source: str | None
    dominates: tuple[str, ...]
    cuts: bool
    hhi: float | None
    hit_segments: int
    hit_firms: int
    worst_firms: int
    reasons: tuple[str, ...]
