"""The named parts of a target's score, each 0 to 1, and their weighted mean."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from chaingraph.analysis.follow_up import FollowUp, follow_up
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.distance import Reach, reach_between
from chaingraph.graph.findings import Coverage, SegmentState
from chaingraph.graph.places import Place
from chaingraph.graph.snapshot import Mask, Snapshot
from chaingraph.graph.tags import Proposals, Tag
from chaingraph.library.regions import short_region
from chaingraph.model.enterprise import Enterprise
from chaingraph.model.links import SupplyLink
from chaingraph.settings import Settings

PARTS = ("fit", "scale", "ties", "qualification", "signal", "reach")
QUALIFICATION_SCORE = (("单项冠军", 1.0), ("小巨人", 0.9), ("国家企业技术中心", 0.8), ("专精特新", 0.7), ("高新", 0.4))
LISTED_SCORE = 0.6
SOURCE_SCORE = 0.8
"""Least reach of a firm from a region the settings name as a source."""
REGION_MARKS = re.compile(r"[、，,；;\s]+")
REACH_SCORE = {Reach.SAME_CITY: 1.0, Reach.SAME_PROVINCE: 1.0, Reach.NEAR: 0.7, Reach.FAR: 0.2, Reach.UNKNOWN: 0.4}


@dataclass(frozen=True, slots=True)
class Ties:
    """Observed links of a candidate with local firms, and how many local firms buy from its segment."""

    supplies: tuple[SupplyLink, ...]
    buys: tuple[SupplyLink, ...]
    local_buyers: int


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate for one segment, scored; what it is told from."""

    firm: int
    enterprise: Enterprise
    state: SegmentState
    tag: Tag
    score: float
    parts: dict[str, float]
    ties: Ties


@dataclass(frozen=True, slots=True)
class Scene:
    """What the candidates of a place are judged against.

    Attributes
    ----------
    outside
        Who is not in the place, shape (N,).
    ties_of
        Ties of a candidate for a segment with local firms.
    as_of
        The day of the place's data, that signals age to; None is not known.
    after
        Who is after which enterprise already.
    weights
        Weight of each part, summing to 1, or nothing when all are 0.
    """

    place: Place
    outside: Mask
    ties_of: Callable[[int, SegmentState], Ties]
    as_of: str | None
    after: FollowUp
    weights: tuple[tuple[str, float], ...]

    @classmethod
    def of(cls, snapshot: Snapshot, cover: Coverage, rules: Settings) -> "Scene":
        """The scene of a coverage. O(links + N)."""
        return cls(
            place=cover.place,
            outside=~snapshot.members(cover.place),
            ties_of=ties_by_firm(snapshot, cover),
            as_of=cover.as_of,
            after=follow_up(snapshot, cover.place),
            weights=part_weights(rules),
        )


def score_segment(
    snapshot: Snapshot,
    scene: Scene,
    chain: ChainGraph,
    state: SegmentState,
    rules: Settings,
    *,
    likely: Proposals | None,
) -> list[Scored]:
    """Every tagged firm outside the place for one segment, and the likely ones, in no order. O(firms scored).

    The score is lowered by ``conflict_factor`` where another place follows the firm already or has its project.
    """
    sizes, _ = snapshot.sizes(rules)
    scored = []
    found = {
        firm: snapshot.tag(firm, chain.chain.name, state.segment.key) for firm in snapshot.firms_on(chain)[state.index]
    }
    for firm, tag in {**(likely.tags if likely else {}), **found}.items():
        if tag is None or not scene.outside[firm]:
            continue
        enterprise = snapshot.enterprises[firm]
        ties = scene.ties_of(firm, state)
        parts = {
            "fit": _fit(firm, tag, likely, rules),
            "scale": _scale(float(sizes[firm]) * tag.share, state, rules),
            "ties": _ties_score(ties),
            "qualification": _qualification(enterprise),
            "signal": _signal(enterprise, scene.as_of, rules),
            "reach": _reach(scene.place, enterprise, rules),
        }
        parts = {name: round(value, 4) for name, value in parts.items()}
        lowered = rules.conflict_factor if enterprise.id in scene.after.others else 1.0
        score = round(sum(weight * parts[name] for name, weight in scene.weights) * lowered, 4)
        scored.append(Scored(firm, enterprise, state, tag, score, parts, ties))
    return scored


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


def ties_by_firm(snapshot: Snapshot, cover: Coverage) -> Callable[[int, SegmentState], Ties]:
    """A function from candidate and segment to its ties with firms of the place. O(links) once."""
    members = snapshot.members(cover.place)
    supplies: dict[int, list[SupplyLink]] = {}
    buys: dict[int, list[SupplyLink]] = {}
    ends = snapshot.link_ends
    touching = (members[ends[0]] | members[ends[1]]) & (ends[0] >= 0) & (ends[1] >= 0) if len(ends[0]) else ends[0]
    for number in np.flatnonzero(touching).tolist():
        link, supplier, buyer = snapshot.links[number], int(ends[0][number]), int(ends[1][number])
        if members[buyer]:
            supplies.setdefault(supplier, []).append(link)
        if members[supplier]:
            buys.setdefault(buyer, []).append(link)
    local_buyers: dict[int, int] = {}

    def ties(firm: int, state: SegmentState) -> Ties:
        if state.index not in local_buyers:
            graph = snapshot.chain(cover.chain)
            around = {graph.index[edge.output] for edge in graph.buyers(state.index) if not edge.recycle}
            local_buyers[state.index] = len({f for index in around for f in cover.states[index].local})
        return Ties(tuple(supplies.get(firm, ())), tuple(buys.get(firm, ())), local_buyers[state.index])

    return ties


def _fit(firm: int, tag: Tag, likely: Proposals | None, rules: Settings) -> float:
    """tag score · (.4 + .6 · share^.4), mixed with relevance where the segment was named; no words, no first term."""
    own = 0.0 if tag.inferred else tag.score * (0.4 + 0.6 * tag.share**0.4)
    if likely is None:
        return own
    return (1 - rules.fit_relevance) * own + rules.fit_relevance * float(likely.relevance[firm])


def _ties_score(ties: Ties) -> float:
    """1 when it supplies a local firm, .8 when it buys from one, else up to .4 for local buyers of its segment."""
    if ties.supplies:
        return 1.0
    return 0.8 if ties.buys else 0.4 * min(1.0, ties.local_buyers / 5)


def _scale(amount: float, state: SegmentState, rules: Settings) -> float:
    """Root of the part of the shortage the firm's own turnover on the segment would cover, 0 to 1."""
    short = state.demand_yuan - state.capability_yuan
    return float(min(1.0, amount / (short if short > 0 else rules.backbone_revenue_yuan)) ** 0.5)


def _qualification(enterprise: Enterprise) -> float:
    best = max((v for mark, v in QUALIFICATION_SCORE for q in enterprise.qualifications if mark in q), default=0.0)
    listed = enterprise.listed_as and "未上市" not in enterprise.listed_as
    return max(best, LISTED_SCORE if listed else 0.0)


def _signal(enterprise: Enterprise, as_of: str | None, rules: Settings) -> float:
    """1 with a dated expansion signal no older than ``signal_years`` at ``as_of``, .5 with any other, 0 with none."""
    if any(signal.on and is_fresh(signal.on, as_of, rules) for signal in enterprise.signals):
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
