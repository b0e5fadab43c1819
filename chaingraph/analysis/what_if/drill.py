"""The leading firm walks away: what loses its only source or only outlet, wave by wave, and what would mend it."""

from dataclasses import dataclass

from chaingraph.analysis.standing.bought import Turnover
from chaingraph.analysis.what_if.cascade import UP, Fall, cascade
from chaingraph.analysis.what_if.collapse import DEPTHS, Collapse, collapse
from chaingraph.analysis.what_if.dependence import Dependence, Want, dependence, partners_named
from chaingraph.analysis.what_if.second_sources import second_sources
from chaingraph.findings.firm.drill import Drill, Loss, LossDepth, LossKind, OwnSegment, Remedy, SegmentLoss
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.places import Place
from chaingraph.graph.snapshot import Snapshot
from chaingraph.ids import ChainId
from chaingraph.settings import Settings
from chaingraph.units import sum_known


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class _Scene:
    """One drill while it is worked out: the worst case, what falls hard, and yuan a year by position."""

    snapshot: Snapshot
    place: Place
    chain: ChainGraph
    firm: int
    fallen: Collapse
    amounts: list[float]
    told: list[float | None]

    @property
    def web(self) -> Dependence:
        """Who hangs on whom."""
        return self.fallen.web

    @property
    def fall(self) -> Fall:
        """The worst case."""
        return self.fallen.worst

    @property
    def lost(self) -> list[int]:
        """Positions that fall, gathering nodes left out, by wave, then segment, then name."""
        return sorted(self.fallen.positions(), key=self._order)

    def _order(self, node: int) -> tuple[int, int, str]:
        firm, segment = self.web.positions[node]
        return self.fall.wave[node], segment, self.snapshot.enterprises[firm].id

    def want(self, node: int) -> Want | None:
        """The need whose failure took the position with it."""
        need = self.fall.need[node]
        return None if need is None else self.web.wants[need]

    def name(self, segment: int) -> str:
        """The name of a segment."""
        return self.chain.segments[segment].name


def drill(snapshot: Snapshot, firm: int, place: Place, chain: ChainGraph, rules: Settings) -> Drill:
    """What falls in the place, along the chain, when the firm stops.

    A firm falls on a segment when a required input has no standing source left (any source of any substitute is
    enough), or when no outlet is left; see ``dependence`` for what counts. The fall is the least fixpoint, so nothing
    falls that could stand. The losses listed are the worst case; each says whether it is hard (the least fixpoint of
    the hard needs alone), soft (hard losses took its last local partner, and there are others elsewhere), or far.
    O(remedies · (positions · inputs + links)).
    """
    web = dependence(snapshot, place, chain)
    fallen = collapse(web, web.of_firm(firm))
    weighed, stated = Turnover.weighed(snapshot, chain, rules), Turnover.stated(snapshot, chain, rules)
    amounts = [float(weighed.sizes[f] * weighed.parts[f, s]) for f, s in web.positions]
    told = [float(stated.sizes[f] * stated.parts[f, s]) or None for f, s in web.positions]
    scene = _Scene(snapshot=snapshot, place=place, chain=chain, firm=firm, fallen=fallen, amounts=amounts, told=told)
    enterprise = snapshot.enterprises[firm]
    lost = scene.lost
    hard = [node for node in lost if fallen.depth(node) is LossDepth.HARD]
    depth = [worst for other, worst in fallen.firms().items() if other != firm]
    local = {f for f, _ in web.positions}
    return Drill(
        firm=firm,
        enterprise=enterprise.name,
        enterprise_id=enterprise.id,
        place=place,
        chain=chain.chain.name,
        chains=(chain.chain.name, *(name for name in chains_of(snapshot, firm) if name != chain.chain.name)),
        local_firms=len(local),
        own=_own(scene),
        losses=tuple(_loss(scene, node) for node in lost),
        segments=_segments(scene),
        remedies=_remedies(scene),
        waves=max((fallen.worst.wave[node] for node in lost), default=0),
        hard=depth.count(LossDepth.HARD),
        soft=depth.count(LossDepth.SOFT),
        far=depth.count(LossDepth.FAR),
        lost_yuan=sum_known(told[node] for node in hard),
        worst_yuan=sum_known(told[node] for node in lost),
        total_yuan=sum_known(told),
        lost_share=sum(amounts[node] for node in hard) / sum(amounts) if sum(amounts) > 0 else None,
        as_of=snapshot.as_of,
        data_version=snapshot.version,
    )


def chains_of(snapshot: Snapshot, firm: int) -> tuple[ChainId, ...]:
    """Chains the firm stands on: those it leads first, then by the part of it that counts there, then by name."""
    weight: dict[ChainId, float] = {}
    for tag in snapshot.tags.of_firm(firm):
        weight[tag.chain] = weight.get(tag.chain, 0.0) + tag.share * tag.score
    named = {role.chain for role in snapshot.enterprises[firm].roles}
    known = [name for name in weight if name in snapshot.chains]
    return tuple(sorted(known, key=lambda name: (name not in named, -weight[name], name)))


def _own(scene: _Scene) -> tuple[OwnSegment, ...]:
    found = []
    for node in scene.web.of_firm(scene.firm):
        segment = scene.web.positions[node][1]
        on = scene.web.of_segment(segment)
        total = sum(scene.amounts[other] for other in on)
        found.append(
            OwnSegment(
                key=scene.chain.segments[segment].key,
                segment=scene.name(segment),
                stays=len(on) - 1,
                lost_yuan=scene.told[node],
                lost_share=scene.amounts[node] / total if total > 0 else None,
            )
        )
    return tuple(found)


def _loss(scene: _Scene, node: int) -> Loss:
    firm, segment = scene.web.positions[node]
    want = scene.want(node)
    enterprise = scene.snapshot.enterprises[firm]
    return Loss(
        firm=firm,
        enterprise=enterprise.name,
        enterprise_id=enterprise.id,
        key=scene.chain.segments[segment].key,
        segment=scene.name(segment),
        stage=scene.chain.stages[segment],
        wave=scene.fall.wave[node],
        kind=LossKind.ITSELF if want is None else want.kind,
        depth=scene.fallen.depth(node),
        observed=want is not None and want.observed,
        because="假设该企业退出" if want is None else _because(scene, node, want),
    )


def _because(scene: _Scene, node: int, want: Want) -> str:
    """Whom the position hung on, and how that is known."""
    sources = _sources(scene, node)
    names = partners_named(scene.snapshot, sources)
    basis = "供应关系有来源" if want.observed else "按环节推断"
    what = _either(scene, want.segments)
    if want.kind is LossKind.SOURCE:
        return f"必需的“{what}”只来自 {names}（{basis}），退出后断供"
    if want.observed:
        return f"已知客户只有 {names}（{basis}），退出后没有销路"
    return f"本地只有 {names} 处在采购它的环节“{what}”（{basis}），退出后没有本地销路"


def _sources(scene: _Scene, node: int) -> list[int]:
    """Firms the failed need rested on, once each."""
    number = scene.fall.need[node]
    found: list[int] = []
    pending = list(scene.web.needs[number].sources) if number is not None else []
    while pending:
        source = pending.pop(0)
        if source < len(scene.web.positions):
            found.append(scene.web.positions[source][0])
        else:
            pending += scene.web.needs[scene.web.needs_of[source][0]].sources
    return list(dict.fromkeys(found))


def _either(scene: _Scene, segments: tuple[int, ...]) -> str:
    names = [scene.name(segment) for segment in segments]
    return "/".join(names[:3]) + ("等任一" if len(names) > 3 else "")


def _segments(scene: _Scene) -> tuple[SegmentLoss, ...]:
    found = []
    for segment in range(len(scene.chain.segments)):
        on = scene.web.of_segment(segment)
        if on and all(scene.fall.wave[node] != UP for node in on):
            last = max(on, key=lambda node: (DEPTHS.index(scene.fallen.depth(node)), scene.fall.wave[node], -node))
            want = scene.want(last)
            found.append(
                SegmentLoss(
                    key=scene.chain.segments[segment].key,
                    segment=scene.name(segment),
                    stage=scene.chain.stages[segment],
                    wave=scene.fall.wave[last],
                    depth=scene.fallen.depth(last),
                    firms=len(on),
                    because="唯一的本地企业退出" if want is None else _because(scene, last, want),
                )
            )
    return tuple(sorted(found, key=lambda lost: (DEPTHS.index(lost.depth), lost.wave)))


def _remedies(scene: _Scene) -> tuple[Remedy, ...]:
    """One for each source or outlet lost hard or soft: hard first, then the one that saves most."""
    hung: dict[tuple[LossKind, tuple[int, ...]], list[int]] = {}
    for node in scene.lost:
        want = scene.fallen.failed(node)
        if want is not None and scene.fall.wave[node]:
            hung.setdefault((want.kind, want.segments), []).append(node)
    made = [(_remedy(scene, kind, segments, nodes), segments) for (kind, segments), nodes in hung.items()]

    def order(entry: tuple[Remedy, tuple[int, ...]]) -> tuple[int, int, int, str, tuple[int, ...]]:
        remedy, segments = entry
        return DEPTHS.index(remedy.depth), -remedy.saves, -remedy.hit, remedy.kind, segments

    return tuple(remedy for remedy, _ in sorted(made, key=order))


def _remedy(scene: _Scene, kind: LossKind, segments: tuple[int, ...], nodes: list[int]) -> Remedy:
    fallen = {scene.web.positions[node][0] for node in scene.lost}
    mended = _fallen_when_mended(scene, kind, segments)
    total, sources = second_sources(
        scene.snapshot, scene.place, scene.chain, segments, fallen=mended, centre=scene.firm
    )
    return Remedy(
        kind=kind,
        depth=min((scene.fallen.depth(node) for node in nodes), key=DEPTHS.index),
        segments=tuple(scene.name(segment) for segment in segments),
        keys=tuple(scene.chain.segments[segment].key for segment in segments),
        hit=len({scene.web.positions[node][0] for node in nodes}),
        saves=len(fallen) - len(mended),
        candidates=total,
        sources=sources,
    )


def _fallen_when_mended(scene: _Scene, kind: LossKind, segments: tuple[int, ...]) -> set[int]:
    """Firms that fall even with a second source for this one want."""
    keeps = [w is None or (w.kind, w.segments) != (kind, segments) for w in scene.web.wants]
    needs = [need for need, kept in zip(scene.web.needs, keeps, strict=True) if kept]
    fall = cascade(scene.web.nodes, needs, scene.web.of_firm(scene.firm))
    return {scene.web.positions[node][0] for node in fall.fallen if node < len(scene.web.positions)}
