"""What falls with some positions of a place: in the worst case, and how badly each."""

from collections.abc import Iterable
from dataclasses import dataclass

from chaingraph.analysis.what_if.cascade import UP, Fall, cascade
from chaingraph.analysis.what_if.dependence import Dependence, Want
from chaingraph.findings.firm.drill import LossDepth

DEPTHS = tuple(LossDepth)


@dataclass(frozen=True, slots=True)
class Collapse:
    """The least fixpoint of all needs (``worst``) and that of the hard ones alone (``hard``)."""

    web: Dependence
    worst: Fall
    hard: Fall

    def positions(self) -> list[int]:
        """Positions that fall in the worst case, gathering nodes left out, by wave, then number."""
        return [node for node in self.worst.fallen if node < len(self.web.positions)]

    def depth(self, node: int) -> LossDepth:
        """Hard, or soft where only hard losses took its sources, or else far."""
        if self.hard.wave[node] != UP:
            return LossDepth.HARD
        return LossDepth.SOFT if self.failed(node) is not None else LossDepth.FAR

    def failed(self, node: int) -> Want | None:
        """A want of the position that has no source left after the hard losses, hard ones first."""
        own = ((self.web.needs[number], self.web.wants[number]) for number in self.web.needs_of[node])
        broken = (want for need, want in own if want and all(self.hard.wave[source] != UP for source in need.sources))
        return min(broken, key=lambda want: want.soft, default=None)

    def firms(self) -> dict[int, LossDepth]:
        """The worst that each firm suffers on any of its segments."""
        found: dict[int, LossDepth] = {}
        for node in self.positions():
            firm, depth = self.web.positions[node][0], self.depth(node)
            found[firm] = min(found.get(firm, depth), depth, key=DEPTHS.index)
        return found


def collapse(web: Dependence, start: Iterable[int]) -> Collapse:
    """What falls when these positions do. O(total sources)."""
    begin = tuple(start)
    bound = [need for need, want in zip(web.needs, web.wants, strict=True) if want is None or not want.soft]
    return Collapse(web, cascade(web.nodes, web.needs, begin), cascade(web.nodes, bound, begin))
