"""What analyses answer with: small frozen records that faces and exports show as they are."""

from dataclasses import dataclass
from enum import StrEnum

from chaingraph.findings.place.marks import Weight
from chaingraph.findings.place.roster import NO_ROSTER, Roster
from chaingraph.findings.place.supply import (
    NOTHING_COMPLETE,
    NOTHING_OBSERVED,
    NOTHING_SUPPLIED,
    Completeness,
    Elsewhere,
    Observed,
    SupplyRate,
)
from chaingraph.findings.place.suspect import Suspect
from chaingraph.graph.places import Place
from chaingraph.ids import ChainId, SegmentKey
from chaingraph.model.chain import Segment, Stage


class SegmentStatus(StrEnum):
    """How a place stands on a segment."""

    STRONG = "优势"
    POTENTIAL = "潜力"
    WEAK = "薄弱"
    UNSURVEYED = "待摸排"
    MISSING = "缺失"

    @property
    def letter(self) -> str:
        """One letter for a card, readable without colour.

        >>> SegmentStatus.MISSING.letter
        '缺'
        """
        return {"优势": "强", "潜力": "潜", "薄弱": "弱", "待摸排": "疑", "缺失": "缺"}[self.value]


class GapKind(StrEnum):
    """What sort of gap it is."""

    MISSING = "缺失"
    UNSURVEYED = "待摸排"
    WEAK = "薄弱"
    SINGLE_SOURCE = "单一来源"
    OUTFLOW = "需求外流"
    HIDDEN = "隐性缺口"
    FILLING = "项目在补"
    NOT_WORTH = "不必强求"


class Purpose(StrEnum):
    """What closing the gap would be called."""

    BUILD = "建链"
    FILL = "补链"
    STRENGTHEN = "强链"
    EXTEND = "延链"


class Confidence(StrEnum):
    """How far the figures rest on known revenue."""

    HIGH = "高"
    MIDDLE = "中"
    LOW = "低"


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentState:
    """One segment of a chain in one place.

    Attributes
    ----------
    index
        Position of the segment in its chain.
    local
        Firm indices in the place, largest counted size first.
    known
        Firms on the segment in the whole store, the place included.
    backbone
        How many of the local firms count as backbone.
    made, wanted, direct
        Weights of what is made here, of what local firms of other segments buy over the tiers of the settings, and
        of the part of it that firms already here exert. They order and decide; where no revenue is stated they are
        no money and are never shown.
    capability_yuan, demand_yuan, direct_demand_yuan, estimated_yuan
        The same in yuan a year as far as it rests on stated revenue, the last by input coefficients alone, without
        observed purchases; None where less than half of it does.
    demand_firms
        Local firms on the segments that buy from it, recycling left out, once each.
    demand_low_yuan, demand_high_yuan
        Direct demand of those with stated revenue by the lowest and highest stated share of cost, or None.
    observed
        What supply links say of purchases of this segment by local firms.
    local_supply_rate
        min(1, capability / demand), or None without demand.
    hhi
        Concentration of local supply, 0 to 1, or None without local firms.
    revenue_known
        Part of local capability that rests on known revenue, 0 to 1, or None without local firms.
    why
        The rule that gave the status, with its numbers, in words.
    absence
        Chance that no firm of the place makes it, 0 to 1.
    certain
        Whether the absence reaches ``certain_absence``: only then is a segment without a firm called 缺失.
    suspects
        Local firms that may make it, where no firm stands on it and the absence is not certain; likeliest first.
    """

    segment: Segment
    index: int
    tier: int
    stage: Stage
    status: SegmentStatus
    local: tuple[int, ...]
    known: int
    backbone: int
    anchors: int
    made: float
    wanted: float
    direct: float
    capability_yuan: float | None
    demand_yuan: float | None
    direct_demand_yuan: float | None
    local_supply_rate: float | None
    hhi: float | None
    revenue_known: float | None
    why: str
    estimated_yuan: float | None = None
    demand_firms: int = 0
    demand_low_yuan: float | None = None
    demand_high_yuan: float | None = None
    observed: Observed = NOTHING_OBSERVED
    absence: float = 1.0
    certain: bool = True
    suspects: tuple[Suspect, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """A chain in a place, segment by segment in drawing order.

    ``completeness`` is the share of segments with at least one local firm, 0 to 1, ``measures`` has it three ways and
    says how much more is possible; ``roster`` is what the place's lists hold;
    ``supply`` is the local supply rate of the whole chain; ``firms`` counts local firms on the chain once each;
    ``as_of`` is 数据截至 of the whole store, see ``Snapshot.as_of``, or None.
    """

    place: Place
    chain: ChainId
    states: tuple[SegmentState, ...]
    firms: int
    completeness: float
    as_of: str | None
    data_version: str
    measures: Completeness = NOTHING_COMPLETE
    supply: SupplyRate = NOTHING_SUPPLIED
    roster: Roster = NO_ROSTER

    def count(self, status: SegmentStatus) -> int:
        """How many segments have the status."""
        return sum(state.status is status for state in self.states)


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """How much of a chain a place has: firms on it, once each, and the share of segments with at least one, 0 to 1;
    ``possible`` is that share with the segments that are in doubt. ``own`` are the firms on a segment the chain does
    not borrow from another: castings and pumps alone make no rail chain."""

    firms: int
    completeness: float
    possible: float = 0.0
    own: int = 0

    @property
    def rank(self) -> tuple[int, int]:
        """How chains of a place stand in order, the largest first: by their own firms, then by all."""
        return -self.own, -self.firms


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A segment that a place lacks or is short of.

    Attributes
    ----------
    kind, kinds
        What it is first of all, and everything that holds of it, ``kind`` first.
    severity
        Importance times deficit, 0 to 1.
    anchor_need
        1 when a local leading firm buys the segment directly, .5 when through one tier, else 0.
    path_share
        Share of all raw-to-final paths of the chain that run through the segment, 0 to 1.
    elsewhere
        Where it is found near: sibling park, city, province.
    filled_by
        Projects in the pipeline that would fill it, in words.
    not_worth
        Why it need not be chased, or None.
    demand_yuan, capability_yuan, demand_firms, demand_low_yuan, demand_high_yuan
        As of the state: yuan only where stated revenue carries it.
    absence, certain, suspects
        As of the state: how surely nobody here makes it, whether that is certain, and who may.
    reasons
        Sentences.
    weight
        How pressing a certain gap is, or None for one that is not 缺失.
    """

    key: SegmentKey
    segment: str
    stage: Stage
    branch: str | None
    status: SegmentStatus
    kind: GapKind
    purpose: Purpose
    severity: float
    importance: float
    deficit: float
    demand_yuan: float | None
    capability_yuan: float | None
    local_supply_rate: float | None
    confidence: Confidence
    local_firms: int
    known_firms: int
    reasons: tuple[str, ...]
    kinds: tuple[GapKind, ...] = ()
    anchor_need: float = 0.0
    path_share: float = 0.0
    estimated_demand_yuan: float | None = None
    observed_purchases_yuan: float | None = None
    observed_local_rate: float | None = None
    local_supplier_share: float | None = None
    elsewhere: tuple[Elsewhere, ...] = ()
    filled_by: tuple[str, ...] = ()
    not_worth: str | None = None
    absence: float = 1.0
    certain: bool = True
    suspects: tuple[Suspect, ...] = ()
    demand_firms: int = 0
    demand_low_yuan: float | None = None
    demand_high_yuan: float | None = None
    weight: Weight | None = None
