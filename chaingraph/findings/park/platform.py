"""Platforms and the segments they serve, and the critical segments that none serves."""

from dataclasses import dataclass

from chaingraph.ids import ChainId, SegmentKey


@dataclass(frozen=True, slots=True)
class Served:
    """A segment that a platform serves; ``said`` is whether a person said so, else ``words`` of the platform did."""

    chain: ChainId
    key: SegmentKey
    segment: str
    score: float
    said: bool
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformCard:
    """One platform, institute or team with what it serves."""

    name: str
    park: str
    kind: str
    level: str | None
    host: str | None
    state: str | None
    planned_on: str | None
    started_on: str | None
    opened_on: str | None
    area_m2: float | None
    incubated: int | None
    works_on: tuple[str, ...]
    results: tuple[str, ...]
    talents: tuple[str, ...]
    serves: tuple[Served, ...]
    source: str | None
    as_of: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unserved:
    """A critical segment of a park's own chain that no platform serves."""

    park: str
    chain: ChainId
    key: SegmentKey
    segment: str
    local_firms: int


@dataclass(frozen=True, slots=True)
class Spinout:
    """A platform's result that could become a firm here: it serves a segment that the place lacks or is short of."""

    platform: str
    park: str
    result: str
    chain: ChainId
    key: SegmentKey
    segment: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Innovation:
    """Platforms of the places asked, by park and name, and what they leave open."""

    place: str | None
    platforms: tuple[PlatformCard, ...]
    unserved: tuple[Unserved, ...]
    spinouts: tuple[Spinout, ...]
    data_version: str
