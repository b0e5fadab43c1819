"""What sort of gap a segment is, how large, what closing it would be called, and whether it need be chased."""

from collections.abc import Sequence

from chaingraph.analysis.gaps.importance import buyers_of
from chaingraph.findings.place.gap import Coverage, GapKind, Purpose, SegmentState, SegmentStatus
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.model.chain import Locality
from chaingraph.settings import Settings
from chaingraph.units import percent

HIDDEN_MARKS = 2
HIDDEN_STEP = 0.25
"""Each mark of lagging adds this much to the deficit of a hidden gap."""
REMOTE_MARKS, REMOTE_MARKS_CRITICAL = 2, 3


RESOURCES = ("A", "B", "C311", "C312", "C321", "C322", "C323")
"""Codes of GB/T 4754 of what goes where land, ore or power is: farming, mining, smelting."""


def natures(state: SegmentState, marks: Sequence[str], rules: Settings) -> tuple[GapKind, ...]:
    """Every sort of gap that the state is, the first of them its name; empty when it is none.

    缺失 surely no firm; 待摸排 none found, one may be there; 薄弱 by status; 需求外流 at least
    ``outflow_share`` of observed purchases come from outside; 单一来源 one firm for a local demand, or HHI at the alarm
    with fewer than ``strong_firms``; 隐性缺口 firms that lag by two marks, or that have lost a buyer to an outside one.
    """
    weak = state.status is SegmentStatus.WEAK
    outside = state.observed.outside_share
    tests = (
        (GapKind.MISSING, state.status is SegmentStatus.MISSING),
        (GapKind.UNSURVEYED, state.status is SegmentStatus.UNSURVEYED),
        (GapKind.WEAK, weak),
        (GapKind.OUTFLOW, outside is not None and outside >= rules.outflow_share),
        (GapKind.SINGLE_SOURCE, is_single_source(state, rules)),
        (GapKind.HIDDEN, bool(state.local) and (len(marks) >= HIDDEN_MARKS or bool(state.observed.lost))),
    )
    return tuple(kind for kind, holds in tests if holds)


def is_single_source(state: SegmentState, rules: Settings) -> bool:
    """Whether local demand hangs on one firm, or on fewer than ``strong_firms`` of concentrated size."""
    if not state.local or state.wanted <= 0:
        return False
    crowded = state.hhi is not None and state.hhi >= rules.concentrated_hhi and len(state.local) < rules.strong_firms
    return len(state.local) == 1 or crowded


def deficit(state: SegmentState, kind: GapKind, marks: Sequence[str], rules: Settings) -> float:
    """How much is lacking, 0 to 1.

    1 missing; the absence where it is in doubt; max(1 - C/D, 1 - n/strong_firms, .1) weak; the part
    bought outside, halved where only firms are known, outflow; max(1 - C/D, HHI/2) single source; .25 a
    mark, at most .75, hidden.
    """
    short = 0.0 if state.local_supply_rate is None else 1.0 - state.local_supply_rate
    if kind is GapKind.MISSING:
        return 1.0
    if kind is GapKind.UNSURVEYED:
        return state.absence
    if kind is GapKind.SINGLE_SOURCE:
        return max(short, 0.5 * (state.hhi or 0.0))
    if kind is GapKind.OUTFLOW:
        outside = state.observed.outside_share or 0.0
        return max(short, outside if state.observed.local_rate is not None else 0.5 * outside)
    if kind is GapKind.HIDDEN:
        return max(short, min(0.75, HIDDEN_STEP * max(1, len(marks))))
    return max(short, 1.0 - len(state.local) / rules.strong_firms, 0.1)


def purpose(cover: Coverage, chain: ChainGraph, state: SegmentState, kind: GapKind) -> Purpose:
    """建链 where the chain has no local firm; 强链 where the segment has; 延链 for a missing one that local firms
    could sell to and none buys from; else 补链."""
    if cover.firms == 0:
        return Purpose.BUILD
    if kind not in (GapKind.MISSING, GapKind.UNSURVEYED):
        return Purpose.STRENGTHEN
    bought = any(other.local for other in buyers_of(cover, chain, state))
    feeders = [e.input for e in chain.suppliers(state.index) if not e.recycle]
    fed = any(cover.states[chain.index[key]].local for key in feeders)
    return Purpose.EXTEND if fed and not bought else Purpose.FILL


def not_worth_chasing(chain: ChainGraph, state: SegmentState, within: int, rules: Settings) -> str | None:
    """Why the gap need not be chased, or None.

    What is grown, mined or smelted and may be remote never is. Else of three marks (may be remote; at most
    ``small_cost_share`` of any buyer's cost; available within ``local_radius_km``) two are enough, all three for a
    critical or chokepoint segment; never where the supplier must be local.
    """
    segment = state.segment
    if segment.locality is Locality.MUST:
        return None
    if is_ore(state):
        return "资源型环节，布局取决于矿产、土地与能源，一般外采"
    shares = [edge.middle_share for edge in chain.buyers(state.index) if not edge.recycle]
    largest = max((share for share in shares if share is not None), default=None)
    small = largest is not None and None not in shares and largest <= rules.small_cost_share
    marks = [
        "可外采" if segment.locality is Locality.REMOTE else "",
        f"占下游成本{_at_most(largest or 0.0)}" if small else "",
        f"{rules.local_radius_km:g} 公里内有 {within} 家可供货" if within else "",
    ]
    told = [mark for mark in marks if mark]
    enough = REMOTE_MARKS_CRITICAL if segment.critical or segment.chokepoint else REMOTE_MARKS
    return "、".join(told) if len(told) >= enough else None


def _at_most(share: float) -> str:
    """A small share in words.

    >>> _at_most(0.004), _at_most(0.02)
    ('不到 1 %', '不超过 2 %')
    """
    return "不到 1 %" if share < 0.01 else f"不超过 {percent(share)}"


def is_ore(state: SegmentState) -> bool:
    """Whether the segment goes where land, ore or power is and may be remote: farming, mining, smelting (GB/T 4754)."""
    codes = state.segment.industry_codes
    return bool(codes) and codes[0].startswith(RESOURCES) and state.segment.locality is Locality.REMOTE
