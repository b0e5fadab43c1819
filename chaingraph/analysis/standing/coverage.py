"""How a place stands on every segment of a chain: capability, demand, status, and the rule that gave it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from chaingraph.analysis.absence.absence import absence_here
from chaingraph.analysis.absence.rosters import roster
from chaingraph.analysis.absence.suspects import suspects
from chaingraph.analysis.standing.bought import Turnover
from chaingraph.analysis.standing.completeness import completeness
from chaingraph.analysis.standing.demand import Balance, balance, capability, concentration
from chaingraph.analysis.standing.firm_marks import FirmMarks, firm_marks
from chaingraph.analysis.standing.observed import corrections, observed_by_segment, purchases, scaled, seen
from chaingraph.analysis.standing.stated import HALF, Money, money
from chaingraph.arrays import Numbers
from chaingraph.findings.place.gap import Coverage, Presence, SegmentState, SegmentStatus
from chaingraph.findings.place.supply import Observed, SupplyRate
from chaingraph.findings.place.suspect import Suspect
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.places import Place
from chaingraph.graph.snapshot import Snapshot
from chaingraph.settings import Settings
from chaingraph.units import chance, known, percent, wan

Yuan = np.ndarray[Any, np.dtype[np.float64]]
NAMED = 2
"""Suspects named in the rule of a status."""


@dataclass(frozen=True, slots=True, eq=False)
class _Local:
    """Firms of one place on one segment, largest counted amount first, with those amounts in yuan."""

    firms: Numbers
    amounts: Yuan


@dataclass(frozen=True, slots=True, eq=False)
class _Ground:
    """What the states of all segments rest on: local firms, yuan made and wanted, and purchases seen."""

    local: tuple[_Local, ...]
    flows: Balance
    stated: Yuan
    money: Money
    observed: Mapping[int, Observed]
    marks: FirmMarks
    known: tuple[int, ...]
    absence: Yuan


def coverage(snapshot: Snapshot, place: Place, chain: ChainGraph, rules: Settings) -> Coverage:
    """Every segment of the chain in the place, in drawing order.

    Status, first rule that holds: 缺失 no local firm, and surely none; 待摸排 no local firm found; 薄弱 local supply
    below ``weak_local_supply`` of a local demand, or fewer than ``strong_firms`` and no backbone firm; 优势 at least
    ``strong_firms`` and a backbone firm; else 潜力. A firm is backbone when its revenue reaches
    ``backbone_revenue_yuan``, or it is listed, holds a national qualification, or is named a leading firm of the
    chain. Observed purchases stand in place of their estimates in demand; both are kept. O(N + tags + links).
    """
    ground = _ground(snapshot, place, chain, rules)
    states = tuple(_state(chain, index, ground, rules) for index in range(len(chain.segments)))
    unsure = [state.index for state in states if state.status is SegmentStatus.UNSURVEYED]
    who = suspects(snapshot, place, chain, unsure) if unsure else {}
    states = tuple(_suspected(state, who[state.index]) if state.index in who else state for state in states)
    on_chain = {firm for state in states for firm in state.local}
    firms = np.array([len(state.local) for state in states], dtype=float)
    made, wanted = ground.flows.capability[0], ground.flows.demand[0]
    measures = completeness(chain, firms, made, wanted, rules, doubtful=len(unsure))
    return Coverage(
        place=place,
        chain=chain.chain.name,
        states=states,
        firms=len(on_chain),
        completeness=measures.plain,
        as_of=snapshot.as_of,
        data_version=snapshot.version,
        measures=measures,
        supply=supply_rate(states),
        roster=roster(snapshot, place),
    )


def _suspected(state: SegmentState, who: tuple[Suspect, ...]) -> SegmentState:
    told = f"{state.why}；{'、'.join(one.sentence for one in who[:NAMED])}" if who else state.why
    return replace(state, suspects=who, why=told)


def supply_rate(states: Sequence[SegmentState]) -> SupplyRate:
    """Local supply of the whole chain, estimated and observed, with how much of spend is known. O(S)."""
    wanted = sum(state.direct for state in states)
    served = sum(min(state.made, state.direct) for state in states)
    stated = sum(state.direct_demand_yuan or 0.0 for state in states)
    seen = [state.observed for state in states]
    priced, local = sum(o.purchases_yuan for o in seen), sum(o.local_yuan for o in seen)
    suppliers = sum(o.suppliers for o in seen)
    return SupplyRate(
        estimated=served / wanted if wanted > 0 else None,
        observed=local / priced if priced > 0 else None,
        spend_known=min(1.0, priced / stated) if 0 < HALF * wanted <= stated and priced > 0 else None,
        local_supplier_share=sum(o.local_suppliers for o in seen) / suppliers if suppliers else None,
        links=sum(o.links for o in seen),
        priced=sum(o.priced for o in seen),
        purchases_yuan=float(stated) if stated >= HALF * wanted else None,
    )


def _ground(snapshot: Snapshot, place: Place, chain: ChainGraph, rules: Settings) -> _Ground:
    members = snapshot.members(place)
    firms = np.flatnonzero(members)
    weighed, stated = Turnover.weighed(snapshot, chain, rules), Turnover.stated(snapshot, chain, rules)
    made, told = _made(weighed, firms), _made(stated, firms)
    bought = purchases(snapshot, members, chain)
    none = np.zeros(made.shape[1])
    change, changed = (corrections(chain, bought, one) if bought else none for one in (weighed, stated))
    flows = balance(made, weighed.edges, rules.demand_tiers, change[None, :])
    return _Ground(
        local=_local(firms, scaled(csr_array(weighed.parts[firms]), weighed.sizes[firms])),
        flows=flows,
        stated=told[0],
        money=money(flows, told, chain, rules, changed[None, :]),
        observed=observed_by_segment(snapshot, members, bought),
        marks=firm_marks(snapshot),
        known=tuple(np.diff(snapshot.placed_by_segment(chain).indptr).tolist()),
        absence=absence_here(snapshot, place, chain),
    )


def _made(turnover: Turnover, firms: Numbers) -> Yuan:
    """C of the one place that holds these firms, shape (1, S)."""
    here = np.zeros(len(firms), dtype=np.int64)
    return capability([here], turnover.sizes[firms], csr_array(turnover.parts[firms]), 1)


def presence(snapshot: Snapshot, place: Place, chain: ChainGraph, rules: Settings) -> Presence:
    """Firms and completeness of a place on a chain, the same as its coverage says, without the rest. O(N + tags)."""
    local = snapshot.placements(chain)[np.flatnonzero(snapshot.members(place))]
    covered = np.zeros(len(chain.segments), dtype=bool)
    covered[local.indices] = True
    size = max(1, len(chain.segments))
    unsure = ~covered & (absence_here(snapshot, place, chain) < rules.certain_absence)
    return Presence(
        firms=int((np.diff(local.indptr) > 0).sum()),
        completeness=float(covered.sum()) / size,
        possible=float((covered | unsure).sum()) / size,
    )


def _local(firms: Numbers, amounts: csr_array) -> tuple[_Local, ...]:
    """By segment: which of these firms stand on it, largest amount first, from amounts by firm (rows) and segment."""
    columns = amounts.tocsc()
    found = []
    for begin, end in pairwise(columns.indptr.tolist()):
        rows, values = columns.indices[begin:end], columns.data[begin:end]
        order = np.lexsort((rows, -values))
        found.append(_Local(firms[rows[order]], values[order]))
    return tuple(found)


def _state(chain: ChainGraph, index: int, ground: _Ground, rules: Settings) -> SegmentState:
    name, local, flows = chain.chain.name, ground.local[index], ground.flows
    firms = len(local.firms)
    backbone = int(ground.marks.backbone(local.firms, name, rules).sum())
    made, wanted = float(flows.capability[0, index]), float(flows.demand[0, index])
    rate = min(1.0, made / wanted) if wanted > 0 else None
    surely = float(ground.absence[index])
    status = status_of(firms, backbone, rate, rules, surely)
    told, stated = ground.money, float(ground.stated[index])
    buyers = _buying(chain, index, ground)
    return SegmentState(
        segment=chain.segments[index],
        index=index,
        tier=int(chain.tiers[index]),
        stage=chain.stages[index],
        status=status,
        local=tuple(local.firms.tolist()),
        known=ground.known[index],
        backbone=backbone,
        anchors=int(ground.marks.leads(local.firms, name).sum()),
        made=made,
        wanted=wanted,
        direct=float(flows.direct[0, index]),
        capability_yuan=known(told.capability[0, index]),
        demand_yuan=known(told.demand[0, index]),
        direct_demand_yuan=known(told.direct[0, index]),
        local_supply_rate=rate,
        hhi=concentration(local.amounts),
        revenue_known=stated / made if made > 0 else None,
        why=_why(status, firms, backbone, rate, _money(told, index, firms, buyers), rules, surely),
        estimated_yuan=known(told.estimated[0, index]),
        demand_firms=buyers,
        demand_low_yuan=known(told.low[0, index]),
        demand_high_yuan=known(told.high[0, index]),
        observed=seen(ground.observed, index),
        absence=round(surely, 4),
        certain=surely >= rules.certain_absence,
    )


def status_of(firms: int, backbone: int, rate: float | None, rules: Settings, absence: float = 1.0) -> SegmentStatus:
    """The status by the stated rule; ``rate`` is capability over demand, None without demand; ``absence`` is how surely
    nobody makes it.

    >>> [status_of(n, b, r, Settings()).value for n, b, r in ((3, 1, None), (3, 1, 0.2), (1, 0, 1.0))]
    ['优势', '薄弱', '薄弱']
    """
    if firms == 0:
        return SegmentStatus.MISSING if absence >= rules.certain_absence else SegmentStatus.UNSURVEYED
    if rate is not None and rate < rules.weak_local_supply:
        return SegmentStatus.WEAK
    if firms >= rules.strong_firms and backbone:
        return SegmentStatus.STRONG
    return SegmentStatus.POTENTIAL if firms >= rules.strong_firms or backbone else SegmentStatus.WEAK


def _buying(chain: ChainGraph, index: int, ground: _Ground) -> int:
    """Local firms on the segments that buy from one, recycling left out, once each."""
    others = {chain.index[edge.output] for edge in chain.buyers(index) if not edge.recycle}
    return len({firm for other in others for firm in ground.local[other].firms.tolist()})


def _money(told: Money, index: int, firms: int, buyers: int) -> str:
    """Capability and demand in words: yuan where stated revenue carries both, else how many firms buy."""
    made, wanted = known(told.capability[0, index]), known(told.demand[0, index])
    if wanted is None or made is None:
        return f"本地下游 {buyers} 家（营收多未知，不估金额）" if buyers else "本地下游尚缺（营收多未知，不估金额）"
    if not firms:
        return f"本地上下游对它的需求约 {wan(wanted)}"
    return f"本地产能约 {wan(made)}、本地需求约 {wan(wanted)}"


def _why(
    status: SegmentStatus,
    firms: int,
    backbone: int,
    rate: float | None,
    money: str,
    rules: Settings,
    surely: float,
) -> str:
    """The rule that held, with its numbers."""
    supply = f"，{money}，配套率 {percent(rate)}" if rate is not None else ""
    if firms == 0:
        short = "" if status is SegmentStatus.MISSING else f"，不到 {percent(rules.certain_absence)}，须先摸排"
        return f"本地没有识别到企业，没有的把握 {chance(surely)}{short}" + (f"；{money}" if rate is not None else "")
    counted = f"本地 {firms} 家（骨干 {backbone} 家）{supply}"
    if status is SegmentStatus.STRONG:
        return f"{counted}；不少于 {rules.strong_firms} 家且有骨干企业，判为优势"
    if status is SegmentStatus.POTENTIAL:
        lacks = "没有骨干企业" if not backbone else f"不足 {rules.strong_firms} 家"
        return f"{counted}；{lacks}，判为潜力"
    if rate is not None and rate < rules.weak_local_supply:
        return f"{counted}；低于薄弱线 {percent(rules.weak_local_supply)}，判为薄弱"
    return f"{counted}；不足 {rules.strong_firms} 家且没有骨干企业，判为薄弱"
