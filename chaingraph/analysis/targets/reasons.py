"""Why a target is one, in sentences an officer can read aloud, each with what it rests on."""

from collections.abc import Mapping, Sequence

from chaingraph.analysis.targets.aloud import aloud
from chaingraph.analysis.targets.follow_up import FollowUp
from chaingraph.analysis.targets.parts import Scored, is_fresh, is_source_region
from chaingraph.analysis.targets.trade import Ties
from chaingraph.findings.move.target import Mode, Reason, ReasonKind, Target
from chaingraph.findings.place.gap import Confidence, Coverage, Purpose, SegmentState, SegmentStatus
from chaingraph.graph.distance import Reach, kilometres, reach_between
from chaingraph.graph.size import SizeBasis
from chaingraph.graph.snapshot import Snapshot
from chaingraph.graph.tags import Tag
from chaingraph.ids import SegmentKey
from chaingraph.model.enterprise import POOL_MARK, Enterprise
from chaingraph.settings import Settings
from chaingraph.units import percent, wan

LACKS = {
    SegmentStatus.MISSING: "本地没有企业",
    SegmentStatus.UNSURVEYED: "本地没有识别到企业（待摸排）",
    SegmentStatus.WEAK: "本地供给薄弱",
}
IN_POOL = f"只见于{POOL_MARK}（按公开资料整理），联系前请核实"


def tell(
    snapshot: Snapshot,
    cover: Coverage,
    scored: Scored,
    rules: Settings,
    *,
    after: FollowUp,
    purposes: Mapping[SegmentKey, Purpose],
) -> Target:
    """The target with its reasons and evidence; what others have under way comes before everything but the fit."""
    enterprise, state, tag, ties = scored.enterprise, scored.state, scored.tag, scored.ties
    others, own = after.others.get(enterprise.id, ()), after.own.get(enterprise.id, ())
    told = _fit(enterprise, tag, state) + _followed(others, own)
    told += _scale(snapshot, scored.firm, tag, state, rules) + _ties(snapshot, ties, state)
    told += _standing(enterprise, cover.as_of, rules) + _where(cover, scored, rules)
    told += [Reason(ReasonKind.POOL, IN_POOL)] if enterprise.pool else []
    return Target(
        firm=scored.firm,
        enterprise=enterprise.name,
        enterprise_id=enterprise.id,
        uscc=enterprise.uscc,
        key=state.segment.key,
        segment=state.segment.name,
        stage=state.stage,
        status=state.status,
        score=scored.score,
        priority=scored.score,
        parts=scored.parts,
        told=tuple(told),
        sentence=aloud(snapshot, scored),
        relation=_relation(snapshot, ties),
        mode=_mode(state, ties, purposes.get(state.segment.key)),
        confidence=_confidence(enterprise, tag),
        unverified=tag.inferred,
        conflicts=tuple(sentence for sentence, _ in others),
        followed=tuple(sentence for sentence, _ in own),
        flags=_flags(enterprise, tag, bool(others), bool(own)),
    )


def _fit(enterprise: Enterprise, tag: Tag, state: SegmentState) -> list[Reason]:
    best = [piece for piece in tag.evidence if piece.field != "行业代码"][:2] or list(tag.evidence[:1])
    words = "；".join(piece.sentence for piece in best)
    if tag.inferred:
        return [Reason(ReasonKind.FIT, words, words, enterprise.evidence.caption)]
    sentence = f"{words}，对应环节“{state.segment.name}”"
    return [Reason(ReasonKind.FIT, sentence, words, enterprise.evidence.caption)]


def _scale(snapshot: Snapshot, firm: int, tag: Tag, state: SegmentState, rules: Settings) -> list[Reason]:
    sizes, basis = snapshot.sizes(rules)
    enterprise = snapshot.enterprises[firm]
    lack = LACKS.get(state.status, "本地已有基础")
    short = _short(state)
    need = f"，需求缺口约 {wan(short)}" if short else f"，{state.demand_firms} 家下游" if state.demand_firms else ""
    sentence = f"“{state.segment.name}”环节{lack}{need}"
    if tag.inferred:
        return [Reason(ReasonKind.SCALE, sentence)]
    if basis[firm] is not SizeBasis.REVENUE:
        told = basis[firm].value
        unknown = f"该企业营收按{told}推算" if basis[firm].stated else f"该企业营收未知，规模{told}"
        return [Reason(ReasonKind.SCALE, f"{sentence}；{unknown}", unknown, enterprise.evidence.caption)]
    amount = float(sizes[firm]) * tag.share
    covers = f"，可覆盖缺口的 {percent(min(1.0, amount / short))}" if short else ""
    statement = f"营业收入 {wan(float(sizes[firm]))}，其中该环节约 {wan(amount)}"
    told = f"{sentence}；该企业{statement}{covers}"
    return [Reason(ReasonKind.SCALE, told, statement, enterprise.evidence.caption)]


def _short(state: SegmentState) -> float | None:
    """Yuan a year that are wanted and not made here, None where either is not known or nothing is short."""
    if state.demand_yuan is None or state.capability_yuan is None:
        return None
    return max(state.demand_yuan - state.capability_yuan, 0.0) or None


def _ties(snapshot: Snapshot, ties: Ties, state: SegmentState) -> list[Reason]:
    told: list[Reason] = []
    for link in ties.supplies[:2]:
        buyer = snapshot.enterprises[snapshot.index[link.buyer]].label
        what = f"“{link.product}”" if link.product else "产品"
        sentence = f"已向本地企业 {buyer} 供应{what}"
        told.append(Reason(ReasonKind.TIES, sentence, f"供应关系：{buyer}", link.evidence.caption))
    for link in ties.buys[:1]:
        supplier = snapshot.enterprises[snapshot.index[link.supplier]].label
        sentence = f"已从本地企业 {supplier} 采购"
        told.append(Reason(ReasonKind.TIES, sentence, f"供应关系：{supplier}", link.evidence.caption))
    if not told and ties.local_buyers:
        led = f"，可请其中的龙头 {'、'.join(ties.leaders[:2])} 引荐" if ties.leaders else ""
        buyers = f"本地有 {ties.local_buyers} 家企业处在“{state.segment.name}”的下游环节，是现成客户（推断）{led}"
        whom = "、".join(ties.through[:3]) + ("等" if len(ties.through) > 3 else "")
        statement = f"产业链关系：{whom} 采购“{state.segment.name}”"
        told.append(Reason(ReasonKind.TIES, buyers, statement, "产业链库"))
    return told


def _followed(others: Sequence[tuple[str, str]], own: Sequence[tuple[str, str]]) -> list[Reason]:
    return [
        *(Reason(ReasonKind.FOLLOWED, f"注意撞车：{sentence}", sentence, source) for sentence, source in others),
        *(Reason(ReasonKind.FOLLOWED, sentence, sentence, source) for sentence, source in own),
    ]


def _flags(enterprise: Enterprise, tag: Tag, chased: bool, followed: bool) -> tuple[str, ...]:
    marks = (
        ("撞车", chased),
        ("已在跟进", followed),
        ("无扩张迹象", not enterprise.signals),
        ("待核实", tag.inferred),
        (POOL_MARK, enterprise.pool),
    )
    return tuple(mark for mark, holds in marks if holds)


def _standing(enterprise: Enterprise, as_of: str | None, rules: Settings) -> list[Reason]:
    told: list[Reason] = []
    marks = list(enterprise.qualifications)
    if enterprise.listed_as and "未上市" not in enterprise.listed_as:
        marks.append(enterprise.listing)
    if marks:
        text = "、".join(marks)
        told.append(Reason(ReasonKind.STANDING, f"资质与上市：{text}", text, enterprise.evidence.caption))
    dated = sorted(enterprise.signals, key=lambda s: (s.on or "", s.kind, s.text), reverse=True)
    for signal in dated[:2]:
        old = f"，距今超过 {rules.signal_years:g} 年" if signal.on and not is_fresh(signal.on, as_of, rules) else ""
        text = f"{signal.kind}（{signal.on or '日期不详'}{old}）{signal.text}"
        told.append(Reason(ReasonKind.SIGNAL, f"扩张迹象：{text}", text, enterprise.evidence.caption))
    if not dated:
        told.append(Reason(ReasonKind.SIGNAL, "无扩张迹象"))
    return told


def _where(cover: Coverage, scored: Scored, rules: Settings) -> list[Reason]:
    enterprise = scored.enterprise
    if not scored.elsewhere:
        return [Reason(ReasonKind.UNSEATED, f"假设不在{cover.place.label}：距离不计")]
    reach = reach_between(cover.place, enterprise, rules.near_km)
    away = kilometres(cover.place, enterprise)
    if reach is Reach.UNKNOWN or not enterprise.region:
        return [Reason(ReasonKind.UNSEATED, "所在地区不详")]
    distance = f"，距 {cover.place.label} 约 {away / 10:.0f}0 公里" if away else ""
    source = "，属重点来源地" if is_source_region(enterprise, rules) else ""
    region = "".join(dict.fromkeys(enterprise.region.split("/")))
    sentence = f"位于 {region}（{reach.value}{source}）{distance}"
    return [Reason(ReasonKind.SEAT, sentence, f"位于 {region}", enterprise.evidence.caption)]


def _relation(snapshot: Snapshot, ties: Ties) -> str:
    if ties.supplies:
        name = snapshot.enterprises[snapshot.index[ties.supplies[0].buyer]].label
        return f"{name}的供应商（有来源）"
    if ties.buys:
        name = snapshot.enterprises[snapshot.index[ties.buys[0].supplier]].label
        return f"{name}的客户（有来源）"
    return f"本地 {ties.local_buyers} 家潜在客户（推断）" if ties.local_buyers else "无直接关系"


def _mode(state: SegmentState, ties: Ties, purpose: Purpose | None) -> Mode:
    """Through a local firm it trades with; extending or filling by the gap; beside a local backbone; strengthening."""
    if ties.supplies or ties.buys:
        return Mode.THROUGH_INCUMBENT
    if purpose is Purpose.EXTEND:
        return Mode.EXTEND
    if state.status in (SegmentStatus.MISSING, SegmentStatus.UNSURVEYED):
        return Mode.FILL
    return Mode.BESIDE if state.backbone and state.status is not SegmentStatus.WEAK else Mode.STRENGTHEN


def _confidence(enterprise: Enterprise, tag: Tag) -> Confidence:
    """High for a named product and a stated source; low when only the name or scope speaks, or nothing is sourced."""
    fields = {piece.field for piece in tag.evidence}
    if "人工标注" in fields or ("主营产品" in fields and enterprise.evidence.certainty.value == "已注明来源"):
        return Confidence.HIGH
    return Confidence.MIDDLE if "主营产品" in fields else Confidence.LOW
