"""How pressing each certain gap is: three weights instead of a wall of equal red cards."""

from chaingraph.findings.place.gap import Gap, SegmentStatus
from chaingraph.findings.place.marks import Weight
from chaingraph.settings import Settings


def weight_of(gap: Gap, rules: Settings) -> Weight | None:
    """急缺 at ``urgent_severity`` and above, 不必强求 where it need not be chased or hardly matters, else 缺.

    None for what is not a certain gap: a weak, doubtful or hidden one has a status of its own.
    """
    if gap.status is not SegmentStatus.MISSING:
        return None
    if gap.not_worth is not None or gap.severity < rules.let_be_severity:
        return Weight.LET_BE
    return Weight.URGENT if gap.severity >= rules.urgent_severity else Weight.PLAIN
