"""The named parts of a target's score, each 0 to 1, and their weighted mean."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from chaingraph.analysis.gaps.importance import buyers_of
from chaingraph.analysis.standing.firm_marks import FirmMarks, firm_marks
from chaingraph.analysis.targets.follow_up import FollowUp, follow_up
from chaingraph.analysis.targets.trade import Ties, Trade
from chaingraph.arrays import Floats, Mask, Numbers
from chaingraph.findings.place.gap import Coverage, SegmentState
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.distance import Reach, reach_between
from chaingraph.graph.places import Place
from chaingraph.graph.snapshot import Snapshot
from chaingraph.graph.tags import Tag
from chaingraph.library.regions import short_region
from chaingraph.model.enterprise import Enterprise
from chaingraph.settings import Settings

Around = tuple[int, tuple[str, ...], tuple[str, ...]]
"""How many local firms buy a segment, the leading ones by name, and the segments they buy it for."""
PARTS = ("fit", "scale", "ties", "qualification", "signal", "reach")
QUALIFICATION_SCORE = (("单项冠军", 1.0), ("小巨人", 0.9), ("国家企业技术中心", 0.8), ("专精特新", 0.7), ("高新", 0.4))
LISTED_SCORE = 0.6
SOURCE_SCORE = 0.8
"""Least reach of a firm from a region the settings name as a source."""
REGION_MARKS = re.compile(r"[、，,；;\s]+")
REACH_SCORE = {Reach.SAME_CITY: 1.0, Reach.SAME_PROVINCE: 1.0, Reach.NEAR: 0.7, Reach.FAR: 0.2, Reach.UNKNOWN: 0.4}


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate for one segment, scored; what it is told from.

    ``elsewhere`` is False for a firm that only a what-if takes out of the place: where it would sit is not known.
    """

    firm: int
    enterprise: Enterprise
    state: SegmentState
    tag: Tag
    score: float
    parts: dict[str, float]
    ties: Ties
    elsewhere: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """What the candidates of a place are judged against.

    Attributes
    ----------
    outside
        Who could come to the place, shape (N,).
    removed
        Firms that sit in the place and that a what-if takes out: their seat says nothing of where they would be.
    supplies, buys
        What firms supply to local ones and buy from them.
    as_of
        The day of the place's data, that signals age to; None is not known.
    after, chased
        Who is after which enterprise already, and the firms that others are after.
    weights
        Weight of each part, summing to 1, or nothing when all are 0.
    known, near
        Local buyers by segment and reach by region, as far as asked.
    """

    place: Place
    outside: Mask
    removed: frozenset[int]
    supplies: Trade
    buys: Trade
    cover: Coverage
    chain: ChainGraph
    as_of: str | None
    after: FollowUp
    chased: tuple[int, ...]
    weights: tuple[tuple[str, float], ...]
    marks: FirmMarks
    enterprises: Sequence[Enterprise]
    known: dict[int, Around]
    near: dict[int, float]

    @classmethod
    def of(cls, snapshot: Snapshot, cover: Coverage, rules: Settings) -> "Scene":
        """The scene of a coverage. O(links + N)."""
        after = follow_up(snapshot, cover.place)
        known = (snapshot.index.get(enterprise) for enterprise in after.others)
        members, (suppliers, buyers) = snapshot.members(cover.place), snapshot.link_ends
        return cls(
            place=cover.place,
            outside=snapshot.elsewhere(cover.place),
            removed=snapshot.taken_out(cover.place),
            supplies=Trade.of(snapshot, suppliers, members[buyers] & (buyers >= 0)),
            buys=Trade.of(snapshot, buyers, members[suppliers] & (suppliers >= 0)),
            cover=cover,
            chain=snapshot.chain(cover.chain),
            as_of=cover.as_of,
            after=after,
            chased=tuple(sorted(firm for firm in known if firm is not None)),
            weights=part_weights(rules),
            marks=firm_marks(snapshot),
            enterprises=snapshot.enterprises,
            known={},
            near={},
        )

    def local_buyers(self, state: SegmentState) -> frozenset[int]:
        """Local firms on segments that buy from this one, recycling left out."""
        return frozenset(firm for other in buyers_of(self.cover, self.chain, state) for firm in other.local)

    def leaders(self, state: SegmentState) -> tuple[str, ...]:
        """Labels of the leading firms among the local buyers, by index."""
        firms = np.array(sorted(self.local_buyers(state)), dtype=np.int64)
        named = firms[self.marks.leads(firms, self.cover.chain)].tolist()
        return tuple(self.enterprises[firm].label for firm in named)

    def ties_of(self, snapshot: Snapshot, firm: int, state: SegmentState) -> Ties:
        """Observed links of a candidate with local firms, and how many of them buy from its segment."""
        buyers, leaders, through = self._around(state)
        return Ties(self.supplies.of_firm(snapshot, firm), self.buys.of_firm(snapshot, firm), buyers, leaders, through)

    def _around(self, state: SegmentState) -> Around:
        """What is asked of the local buyers of a segment; worked out once a segment."""
        if state.index not in self.known:
            buying = (other.segment.name for other in buyers_of(self.cover, self.chain, state) if other.local)
            self.known[state.index] = len(self.local_buyers(state)), self.leaders(state), tuple(dict.fromkeys(buying))
        return self.known[state.index]


def part_weights(rules: Settings) -> tuple[tuple[str, float], ...]:
    """The weight of each part as a share of all, or nothing when all are 0."""
    weights = [(name, float(getattr(rules, f"weight_{name}"))) for name in PARTS]
    total = sum(weight for _, weight in weights)
    return tuple((name, weight / total) for name, weight in weights) if total > 0 else ()


def weigh(parts: Mapping[str, float], rules: Settings) -> float:
    """Weighted mean of the parts, 0 to 1.

    >>> weigh(dict.fromkeys(PARTS, 0.5), Settings())
    0.5
    """
    return round(sum(weight * parts[name] for name, weight in part_weights(rules)), 4)


def own_fit(scores: Floats, shares: Floats, inferred: Mask) -> Floats:
    """tag score · (.4 + .6 · share^.4); 0 where no words of the firm's own speak. Shape (K,)."""
    return np.where(inferred, 0.0, scores * (0.4 + 0.6 * shares**0.4))


def qualification(enterprise: Enterprise) -> float:
    """The best national qualification, or being listed, 0 to 1."""
    best = max((v for mark, v in QUALIFICATION_SCORE for q in enterprise.qualifications if mark in q), default=0.0)
    listed = enterprise.listed_as and "未上市" not in enterprise.listed_as
    return max(best, LISTED_SCORE if listed else 0.0)


def signal(enterprise: Enterprise, as_of: str | None, rules: Settings) -> float:
    """1 with a dated expansion signal no older than ``signal_years`` at ``as_of``, .5 with any other, 0 with none."""
    if any(one.on and is_fresh(one.on, as_of, rules) for one in enterprise.signals):
        return 1.0
    return 0.5 if enterprise.signals else 0.0


def is_fresh(on: str, as_of: str | None, rules: Settings) -> bool:
    """Whether a date is no older than ``signal_years`` at the other; everything is where the other is not known.

    >>> is_fresh("2019-09", "2024-12-31", Settings()), is_fresh("2023", None, Settings())
    (False, True)
    """
    return as_of is None or _years(as_of) - _years(on) <= rules.signal_years


def _years(date: str) -> float:
    """A date as years, the middle of what it leaves open."""
    year, month, day = (*(int(part) for part in date.split("-")), 0, 0)[:3]
    return year + ((month - 1 if month else 6) + (day / 31 if day else 0.5)) / 12


def distant(snapshot: Snapshot, scene: Scene, firms: Numbers, rules: Settings) -> Floats:
    """How near each firm is, 0 to 1, shape (K,); asked once a city. A source region is at least ``SOURCE_SCORE``."""
    codes = snapshot.columns.codes
    region = codes["province"][firms] * (len(snapshot.columns.numbers["city"]) + 1) + codes["city"][firms]
    known = scene.near
    for code, firm in zip(region.tolist(), firms.tolist(), strict=True):
        if code not in known:
            known[code] = _reach(scene.place, snapshot.enterprises[firm], rules)
    scores = np.array([known[code] for code in region.tolist()], dtype=np.float64)
    scores[np.isin(firms, sorted(scene.removed))] = REACH_SCORE[Reach.UNKNOWN]
    return scores


def _reach(place: Place, enterprise: Enterprise, rules: Settings) -> float:
    score = REACH_SCORE[reach_between(place, enterprise, rules.near_km)]
    return max(score, SOURCE_SCORE) if is_source_region(enterprise, rules) else score


def is_source_region(enterprise: Enterprise, rules: Settings) -> bool:
    """Whether the firm sits in a province or city the settings name as a source."""
    wanted = source_words(rules.source_regions)
    return bool(wanted) and any(short_region(name) in wanted for name in (enterprise.province, enterprise.city) if name)


@lru_cache(maxsize=8)
def source_words(text: str) -> frozenset[str]:
    """The short names of the regions in the setting.

    >>> sorted(source_words("广东省、苏州市"))
    ['广东', '苏州']
    """
    return frozenset(short_region(word) for word in REGION_MARKS.split(text) if word)
