"""What one landing would change, in a few numbers and a sentence."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """What one landing changes: completeness in parts of one, gaps closed and opened by name, the sum of severity.

    ``improved`` holds (segment, status before, status after) of every segment whose status rises.
    """

    completeness: float
    weighted: float
    severity: float
    closed: tuple[str, ...]
    opened: tuple[str, ...]
    improved: tuple[tuple[str, str, str], ...] = ()

    @property
    def sentence(self) -> str:
        """As an officer would say it.

        >>> Worth(completeness=0.016, weighted=0.02, severity=-0.7, closed=("隔膜",), opened=(),
        ...       improved=(("隔膜", "缺失", "优势"),)).sentence
        '落地后：隔膜由缺失变为优势，完整度 +1.6 个百分点（加权 +2.0），缺口 −1（隔膜），紧迫度合计 −70.0'
        """
        names = f"（{'、'.join(self.closed[:3])}{'等' if len(self.closed) > 3 else ''}）" if self.closed else ""
        new = f"，新增 {len(self.opened)}（{'、'.join(self.opened[:3])}）" if self.opened else ""
        gaps = f"缺口 −{len(self.closed)}{names}" if self.closed else "缺口数不减"
        risen = "".join(f"{name}由{old}变为{new}，" for name, old, new in self.improved[:3])
        return (
            f"落地后：{risen}完整度 {_signed(self.completeness)} 个百分点（加权 {_signed(self.weighted)}），"
            f"{gaps}{new}，紧迫度合计 {_signed(self.severity)}"
        )


def _signed(part: float) -> str:
    """A change in points of a hundred with its sign."""
    points = round(part * 100, 1)
    return f"+{points}" if points > 0 else f"−{abs(points)}" if points < 0 else "0"
