"""A chain: its segments and what each buys from the others."""

from dataclasses import dataclass, field
from enum import StrEnum

from chaingraph.errors import InvalidFact
from chaingraph.ids import ChainId, SegmentKey
from chaingraph.model.marks import UNSHOWN
from chaingraph.model.provenance import NO_EVIDENCE, Confidence, Evidence
from chaingraph.units import Share, share


class Stage(StrEnum):
    """Where in a chain a segment stands, in the direction the goods run."""

    UPSTREAM = "上游"
    MIDSTREAM = "中游"
    DOWNSTREAM = "下游"
    SUPPORT = "配套"


class Locality(StrEnum):
    """How near a supplier must be."""

    MUST = "必须本地"
    BETTER = "宜本地"
    REMOTE = "可外采"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """An industrial chain; its name is its key."""

    name: ChainId
    definition: str | None = None
    sources: tuple[tuple[str, str], ...] = ()
    compiled_on: str | None = None
    evidence: Evidence = NO_EVIDENCE


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """What a typical project of a segment needs: (low, high) in mu, m², yuan; energy 低, 中 or 高."""

    land_mu: tuple[float, ...] = ()
    plant_m2: tuple[float, ...] = ()
    invest_yuan: tuple[float, ...] = ()
    energy: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One segment of one chain; (chain, key) names it, and one key is one thing in every chain.

    ``stage`` is ``None`` when the chain does not say: then it follows from the tiers of the input graph.
    ``excludes`` are words that look like the segment and are something else. ``material_ratio`` is what is bought as
    material per unit of revenue. ``choke_*`` and ``locality_*`` say what these two judgements rest on, and how sure
    they are.
    """

    chain: ChainId
    key: SegmentKey
    name: str
    stage: Stage | None = None
    branch: str | None = None
    order: int = 0
    aliases: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    definition: str | None = None
    industry_codes: tuple[str, ...] = ()
    locality: Locality | None = None
    locality_reason: str | None = None
    critical: bool = False
    chokepoint: bool = False
    chokepoint_note: str | None = None
    needs: Needs | None = None
    note: str | None = None
    material_ratio: Share | None = field(default=None, metadata=UNSHOWN)
    choke_basis: str | None = field(default=None, metadata=UNSHOWN)
    choke_confidence: Confidence | None = field(default=None, metadata=UNSHOWN)
    locality_basis: str | None = field(default=None, metadata=UNSHOWN)
    locality_confidence: Confidence | None = field(default=None, metadata=UNSHOWN)
    evidence: Evidence = NO_EVIDENCE

    def __post_init__(self) -> None:
        if not self.key.strip() or not self.name.strip():
            raise InvalidFact("环节名称为空")
        if self.material_ratio is not None:
            share(self.material_ratio, "材料成本占比")


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentInput:
    """``output`` buys from ``input``: the goods run from input to output.

    Attributes
    ----------
    cost_share, cost_share_high
        Part of the material cost of ``output`` that is spent on ``input``, 0 to 1; a range when both are given.
        ``None`` is "not known"; demand then counts it by the declared default share.
    substitutes
        Name of the group of which one is enough; ``None`` stands alone.
    recycle
        A declared return flow; the only edges that may close a cycle.
    capital
        Equipment bought once; the share is its yearly part.
    basis, confidence
        What the figure rests on, and how sure whoever compiled it is.
    note
        What the chain needs of this input in particular.
    """

    chain: ChainId
    input: SegmentKey
    output: SegmentKey
    cost_share: float | None = None
    cost_share_high: float | None = None
    required: bool | None = None
    substitutes: str | None = None
    recycle: bool = False
    capital: bool = False
    basis: str | None = field(default=None, metadata=UNSHOWN)
    confidence: Confidence | None = field(default=None, metadata=UNSHOWN)
    note: str | None = field(default=None, metadata=UNSHOWN)
    evidence: Evidence = NO_EVIDENCE

    def __post_init__(self) -> None:
        if self.input == self.output:
            raise InvalidFact(f"环节“{self.input}”不能是自己的上游")
        for value in (self.cost_share, self.cost_share_high):
            if value is not None:
                share(value, "成本占比")
        if self.cost_share is not None and self.cost_share_high is not None and self.cost_share > self.cost_share_high:
            raise InvalidFact(f"成本占比下限 {self.cost_share:g} 大于上限 {self.cost_share_high:g}")

    @property
    def middle_share(self) -> float | None:
        """The middle of the range, or the single figure; ``None`` when not known."""
        if self.cost_share is None or self.cost_share_high is None:
            return self.cost_share if self.cost_share is not None else self.cost_share_high
        return (self.cost_share + self.cost_share_high) / 2
