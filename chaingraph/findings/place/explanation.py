"""Where the figures of one segment in one place come from: rules, firms, words, buyers and sources."""

from dataclasses import dataclass

from chaingraph.findings.place.gap import Gap, SegmentState
from chaingraph.graph.places import Place
from chaingraph.ids import ChainId, SegmentKey
from chaingraph.model.provenance import Certainty, Confidence, Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCount:
    """One source of a place's firms: how sure it is, how many firms it names, the latest date it speaks of."""

    source: str
    certainty: Certainty
    firms: int
    as_of: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure with the rule that gives it; ``value`` is None while it is not known."""

    name: str
    value: float | None
    unit: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """A local firm that counts on the segment: by which words, with which part of which turnover, and who says so."""

    enterprise: str
    enterprise_id: str
    probability: float | None
    share: float
    revenue_yuan: float | None
    words: tuple[str, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Buyer:
    """A segment that buys this one: the part of its cost that goes here, what that rests on, and its local firms."""

    key: SegmentKey
    segment: str
    cost_share: float | None
    cost_share_high: float | None
    basis: str | None
    confidence: Confidence | None
    local_firms: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why a segment counts as it does; ``gap`` is None where there is none, ``unknown`` says what nobody has told."""

    data_version: str
    place: Place
    chain: ChainId
    state: SegmentState
    gap: Gap | None
    figures: tuple[Figure, ...]
    makers: tuple[Maker, ...]
    buyers: tuple[Buyer, ...]
    sources: tuple[SourceCount, ...]
    unknown: tuple[str, ...]
