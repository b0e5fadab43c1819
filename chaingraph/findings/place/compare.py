"""Places side by side on one chain: how each stands, where one could supply another, and what two chase at once."""

from dataclasses import dataclass
from enum import StrEnum

from chaingraph.findings.place.gap import SegmentStatus
from chaingraph.findings.place.survey import Survey
from chaingraph.graph.places import Place
from chaingraph.ids import ChainId, SegmentKey
from chaingraph.model.chain import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceStanding:
    """One place in a few numbers: shares 0 to 1, yuan a year, segments by status.

    ``specialised`` are its segments of highest location quotient with at least two firms, at most three; ``unlike``
    says why its figures may not be held against those of the first place, empty where they may.
    """

    place: Place
    firms: int
    completeness: float
    weighted_completeness: float | None
    capability_yuan: float | None
    gap_yuan: float | None
    strong: int
    potential: int
    weak: int
    unsurveyed: int
    missing: int
    specialised: tuple[str, ...]
    unlike: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Complement:
    """One place's gap is another's strength.

    Attributes
    ----------
    needs, gives
        The place that lacks the segment, and the one that has it.
    gap_yuan
        What the first wants and does not make, yuan a year; None where revenue is not known.
    spare_yuan
        What the second makes beyond its own demand, yuan a year, or None.
    firms
        Firms of the second on the segment, largest first, with their ids; ``count`` is how many there are.
    """

    key: SegmentKey
    segment: str
    stage: Stage
    needs: Place
    gives: Place
    status: SegmentStatus
    gap_yuan: float | None
    spare_yuan: float | None
    count: int
    firms: tuple[tuple[str, str], ...]
    reason: str


class ClashKind(StrEnum):
    """What several places are after at once."""

    ENTERPRISE = "同一企业"
    SEGMENT = "同一环节"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chase:
    """One place's lead or project: what it is called, how far it is, who follows it and until when."""

    place: Place
    what: str
    stage: str
    owner: str | None
    on: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Leads or projects of at least two places on the same enterprise, or on the same segment."""

    kind: ClashKind
    subject: str
    key: SegmentKey | None
    chases: tuple[Chase, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedGap:
    """A segment that at least two places lack and want, the one that is short of most first.

    ``gap_yuan`` is how much each is short of, yuan a year, or None; ``known`` counts firms on it in the whole store.
    """

    key: SegmentKey
    segment: str
    stage: Stage
    places: tuple[Place, ...]
    gap_yuan: tuple[float | None, ...]
    known: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Places side by side; figures are those of each place's own coverage."""

    chain: ChainId
    survey: Survey
    standings: tuple[PlaceStanding, ...]
    complements: tuple[Complement, ...]
    clashes: tuple[Clash, ...]
    shared_gaps: tuple[SharedGap, ...]
    as_of: str | None
    data_version: str
