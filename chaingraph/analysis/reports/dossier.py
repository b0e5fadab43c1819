"""One firm as a place should see it: its segments, what is missing around them, and who would fill that."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chaingraph.findings.firm.dossier import Dossier, Need, Position
from chaingraph.findings.firm.ecosystem import Ecosystem
from chaingraph.findings.move.target import Target
from chaingraph.findings.place.gap import Coverage, Gap, SegmentState, SegmentStatus
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.snapshot import Snapshot
from chaingraph.graph.veil import is_veiled
from chaingraph.model.promotion import Lead

SIDES = ("上游", "下游")
MOST_NEEDS = 8
LACKING = (SegmentStatus.MISSING, SegmentStatus.UNSURVEYED, SegmentStatus.WEAK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What a dossier is made from: all of one snapshot, one place and one chain."""

    snapshot: Snapshot
    firm: int
    graph: ChainGraph
    coverage: Coverage
    gaps: Sequence[Gap]
    targets: Sequence[Target]
    ecosystem: Ecosystem


def own_segments(snapshot: Snapshot, firm: int, graph: ChainGraph) -> tuple[int, ...]:
    """Positions in the chain of the segments the firm stands on, ascending. O(tags of the firm)."""
    tags = snapshot.tags.of_firm(firm)
    return tuple(sorted(graph.index[t.key] for t in tags if t.chain == graph.chain.name and t.key in graph.index))


def around(graph: ChainGraph, own: Sequence[int]) -> dict[str, tuple[int, ...]]:
    """Segments that feed the firm's own (上游) and that buy from them (下游), its own left out, ascending. O(E)."""
    found: dict[str, set[int]] = {side: set() for side in SIDES}
    for segment in own:
        found["上游"].update(graph.index[edge.input] for edge in graph.suppliers(segment) if not edge.recycle)
        found["下游"].update(graph.index[edge.output] for edge in graph.buyers(segment) if not edge.recycle)
    return {side: tuple(sorted(numbers - set(own))) for side, numbers in found.items()}


def dossier(grounds: Grounds) -> Dossier:
    """The findings of a report on one firm. O(E + targets)."""
    snapshot, graph, cover = grounds.snapshot, grounds.graph, grounds.coverage
    firm = snapshot.enterprises[grounds.firm]
    own = own_segments(snapshot, grounds.firm, graph)
    near = around(graph, own)
    local = bool(snapshot.members(cover.place)[grounds.firm])
    needs = tuple(_needs(grounds, near) if local else _fits(grounds))[:MOST_NEEDS]
    leads = tuple(lead for lead in snapshot.leads if lead.enterprise == firm.id and not is_veiled(lead))
    return Dossier(
        firm=firm,
        place=cover.place,
        chain=cover.chain,
        local=local,
        products=tuple(offering.product for offering in snapshot.offerings_of[grounds.firm]),
        positions=tuple(_positions(grounds, own)),
        neighbours=_by_status(cover.states, near),
        needs=needs,
        ecosystem=grounds.ecosystem,
        leads=leads,
        projects=tuple(one for one in snapshot.projects if one.enterprise == firm.id and not is_veiled(one)),
        advice=tuple(_advice(grounds, needs, leads, local)),
        as_of=snapshot.as_of,
        data_version=snapshot.version,
    )


def _positions(grounds: Grounds, own: Sequence[int]) -> Iterator[Position]:
    for number in own:
        state = grounds.coverage.states[number]
        tag = grounds.snapshot.tag(grounds.firm, grounds.graph.chain.name, state.segment.key)
        yield Position(
            key=state.segment.key,
            segment=state.segment.name,
            stage=state.stage,
            branch=state.segment.branch,
            status=state.status,
            score=tag.score if tag else 0.0,
            evidence=tuple(piece.sentence for piece in tag.evidence) if tag else (),
        )


def _by_status(
    states: Sequence[SegmentState], near: dict[str, tuple[int, ...]]
) -> dict[tuple[str, SegmentStatus], tuple[str, ...]]:
    return {
        (side, status): tuple(states[n].segment.name for n in numbers if states[n].status is status)
        for side, numbers in near.items()
        for status in SegmentStatus
    }


def _needs(grounds: Grounds, near: dict[str, tuple[int, ...]]) -> Iterator[Need]:
    """Gaps next to a local firm, most urgent first, each with the best target."""
    side_of = {grounds.coverage.states[number].segment.key: side for side in reversed(SIDES) for number in near[side]}
    best: dict[str, Target] = {}
    for target in sorted(grounds.targets, key=lambda t: (-t.score, t.enterprise_id)):
        best.setdefault(target.key, target)
    for gap in grounds.gaps:
        if gap.key in side_of and gap.status in LACKING:
            yield _need(grounds, gap, side_of[gap.key], best.get(gap.key))


def _fits(grounds: Grounds) -> Iterator[Need]:
    """Gaps that a firm from elsewhere could fill itself, best fit first."""
    gaps = {gap.key: gap for gap in grounds.gaps}
    own = (target for target in grounds.targets if target.firm == grounds.firm and target.key in gaps)
    for target in sorted(own, key=lambda t: (-t.score, t.key)):
        yield _need(grounds, gaps[target.key], "本企业", target)


def _need(grounds: Grounds, gap: Gap, side: str, target: Target | None) -> Need:
    firm = grounds.snapshot.enterprises[target.firm] if target else None
    return Need(
        side=side,
        segment=gap.segment,
        status=gap.status,
        severity=gap.severity,
        target=target.enterprise if target else None,
        target_region="".join(filter(None, (firm.province, firm.city))) if firm else "",
        score=target.score if target else None,
        basis=target.reasons[0] if target else gap.reasons[0] if gap.reasons else "",
        mark=firm.mark if firm else "",
    )


# what to do next


def _advice(grounds: Grounds, needs: Sequence[Need], leads: Sequence[Lead], local: bool) -> Iterator[str]:
    firm = grounds.snapshot.enterprises[grounds.firm]
    place = grounds.coverage.place.label
    yield from _through_incumbent(firm.label, needs) if local else _to_attract(place, needs)
    if grounds.ecosystem.inferred_links > grounds.ecosystem.observed_links:
        yield "图中上下游关系多为按环节推断，走访时请核实前五大供应商、客户及其采购占比，核实后录入供应关系表"
    if firm.signals:
        latest = max(firm.signals, key=lambda signal: (signal.on or "", signal.text))
        said = f"{latest.on or '日期不详'} {latest.kind}：{latest.text}"
        yield f"企业有扩张迹象（{said}），核实其用地、厂房、用能和投产时间"
    else:
        yield "名录内没有该企业的扩张迹象，对接前先核实其投资意愿与产能计划"
    yield from _beside(grounds)
    yield from _following(leads)


def _beside(grounds: Grounds) -> Iterator[str]:
    """A place that may not be named to the reader is after the firm too."""
    firm = grounds.snapshot.enterprises[grounds.firm].id
    others = {lead.place for lead in grounds.snapshot.leads if lead.enterprise == firm and is_veiled(lead)}
    if others:
        yield f"{'、'.join(sorted(others))}已在跟进这家企业，先报上级商定由谁牵头，避免相互抬价"


def _through_incumbent(label: str, needs: Sequence[Need]) -> Iterator[str]:
    found = [need for need in needs if need.target][:3]
    if found:
        pairs = "、".join(f"{need.target}（补“{need.segment}”）" for need in found)
        yield f"以商招商：请{label}牵线，优先对接{pairs}，确认其对本地配套的真实需求和采购量"
    lone = [need.segment for need in needs if not need.target][:4]
    if lone:
        yield f"“{'、'.join(lone)}”在名录内没有可招引企业，补充行业名录或请{label}推荐供应商后再研判"
    if not needs:
        yield f"{label}上下游各环节在本地没有缺失或薄弱，重点做好稳链服务，关注其采购外移风险"


def _to_attract(place: str, needs: Sequence[Need]) -> Iterator[str]:
    if needs:
        names = "、".join(f"“{need.segment}”" for need in needs[:3])
        yield f"该企业可补{place}{names}的缺口，带着本地客户名单与可用净地、厂房清单上门对接"
    else:
        yield f"该企业所在环节在{place}没有缺口，或尚未识别到环节；暂列储备，不作为重点招引对象"


def _following(leads: Sequence[Lead]) -> Iterator[str]:
    if leads:
        lead = max(leads, key=lambda each: (each.updated_on or "", each.place, each.segment or ""))
        owner, following = lead.owner or "未明确", lead.next_on or "未约定"
        yield f"线索现处“{lead.stage}”，责任人{owner}，下次跟进{following}；按专人专责专盯更新进展"
    else:
        yield "明确责任人与完成时限，纳入招商线索台账，按月通报进展"
    yield "拟给予的支持事项须先通过公平竞争审查"
