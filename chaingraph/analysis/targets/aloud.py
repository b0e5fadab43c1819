"""One sentence of a target that can be read aloud: who, what, who here needs it, who could introduce, why now."""

from chaingraph.analysis.targets.parts import Scored
from chaingraph.graph.snapshot import Snapshot
from chaingraph.library.regions import short_region
from chaingraph.model.enterprise import Enterprise
from chaingraph.text import MERE_TRADE


def aloud(snapshot: Snapshot, scored: Scored) -> str:
    """The sentence of a scored candidate; what is not known is left out of it."""
    parts = (_who(scored.enterprise), _makes(scored), _needed(snapshot, scored), _now(scored.enterprise))
    return "；".join(part for part in parts if part) + "。"


def _who(enterprise: Enterprise) -> str:
    seat = "".join(dict.fromkeys(short_region(name) for name in (enterprise.province, enterprise.city) if name))
    listed = "上市公司" if enterprise.listed_as and "未上市" not in enterprise.listed_as else ""
    marks = "、".join(mark for mark in (seat, listed, *enterprise.qualifications[:1]) if mark)
    return f"{enterprise.label}（{marks}）" if marks else enterprise.label


def _makes(scored: Scored) -> str:
    """Its own words for what it makes, what it only trades in last; else that likeness alone speaks for it."""
    stated = [piece.text for piece in scored.tag.evidence if piece.field == "主营产品"]
    made = [text for text in stated if not MERE_TRADE.search(text)] or stated
    if made:
        return f"主营{'、'.join(dict.fromkeys(made[:2]))}"
    return f"可能做{scored.state.segment.name}，待核实" if scored.tag.inferred else f"做{scored.state.segment.name}"


def _needed(snapshot: Snapshot, scored: Scored) -> str:
    """Whom it trades with here, else how many local firms would buy, and who could introduce."""
    ties = scored.ties
    if ties.supplies:
        buyer = snapshot.enterprises[snapshot.index[ties.supplies[0].buyer]].label
        return f"已给本地的{buyer}供货，可请{buyer}引荐"
    if ties.buys:
        supplier = snapshot.enterprises[snapshot.index[ties.buys[0].supplier]].label
        return f"已从本地的{supplier}采购，可请{supplier}引荐"
    if not ties.local_buyers:
        return ""
    lacks = "、还没有本地供应" if not scored.state.local and scored.state.certain else ""
    led = f"，可请{ties.leaders[0]}引荐" if ties.leaders else ""
    return f"本地有 {ties.local_buyers} 家下游企业需要{scored.state.segment.name}{lacks}{led}"


def _now(enterprise: Enterprise) -> str:
    """Its latest dated sign of expansion."""
    dated = [signal for signal in enterprise.signals if signal.on]
    if not dated:
        return ""
    latest = max(dated, key=lambda signal: (signal.on or "", signal.text))
    return f"{latest.on} {latest.kind}：{latest.text}" if latest.text else f"{latest.on} {latest.kind}"
