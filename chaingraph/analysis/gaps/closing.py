"""What would lift a segment by one step, in as few words as stand on a card."""

from chaingraph.findings.place.gap import SegmentState, SegmentStatus
from chaingraph.findings.place.marks import Weight
from chaingraph.settings import Settings


def closing(state: SegmentState, weight: Weight | None, rules: Settings) -> str:
    """The next step of a segment by the rules that gave its status: how many firms, or whom to ask first."""
    if state.status is SegmentStatus.MISSING:
        return "外购为宜，不必追" if weight is Weight.LET_BE else "引 1 家 → 弱"
    if state.status is SegmentStatus.UNSURVEYED:
        return f"先问 {len(state.suspects)} 家" if state.suspects else "先摸排"
    if state.status is SegmentStatus.STRONG:
        return f"保住 {state.backbone} 家骨干"
    lacking = rules.strong_firms - len(state.local)
    short = state.local_supply_rate is not None and state.local_supply_rate < rules.weak_local_supply
    if state.status is SegmentStatus.WEAK:
        return "扩产配套" if short else f"再 {lacking} 家 → 潜"
    return f"再 {lacking} 家 → 强" if lacking > 0 else "成骨干 1 家 → 强"
