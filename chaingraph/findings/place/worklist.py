"""Local firms whose words were not heard: what they may make, and what knowing it would change."""

from dataclasses import dataclass

from chaingraph.ids import ChainId, SegmentKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One segment a firm may make: by its words, or by its class alone; ``open``: no local firm stands on it yet."""

    chain: ChainId
    key: SegmentKey
    segment: str
    probability: float
    words: str
    open: bool

    @property
    def label(self) -> str:
        """As one chooses it from a list, and as the reader of the sheet takes it apart again.

        >>> known = {"key": SegmentKey("a"), "probability": 0.3, "words": "", "open": True}
        >>> Option(chain=ChainId("动力电池"), segment="铜箔", **known).label
        '动力电池 · 铜箔'
        """
        return f"{self.chain} · {self.segment}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unheard:
    """A local firm on no segment.

    Attributes
    ----------
    firm, enterprise
        Its index in the snapshot and its name.
    chain
        The chain it most likely belongs to, or None.
    candidates
        At most three segments, likeliest first.
    gain
        What knowing it would change: its weight times the chance that it closes what is open; no unit, for the order.
    why
        What is missing, in one sentence.
    """

    firm: int
    enterprise: str
    chain: ChainId | None
    candidates: tuple[Option, ...]
    gain: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Worklist:
    """Firms to ask, what knowing them would change first; ``total`` counts all that stand on no segment, of ``firms``
    in the place."""

    place: str
    firms: int
    total: int
    rows: tuple[Unheard, ...]
    data_version: str

    @property
    def sentence(self) -> str:
        """What to do, in one sentence.

        >>> Worklist(place="甲市", firms=93, total=46, rows=(), data_version="1").sentence
        '93 家中 46 家没认出来'
        """
        first = f"，最该先问的 {len(self.rows)} 家请点一下" if self.rows else ""
        return f"{self.firms:,} 家中 {self.total:,} 家没认出来{first}"
