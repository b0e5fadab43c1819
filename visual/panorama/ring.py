"""The ring of local firms on a card: an arc a firm, thick for a backbone firm, empty and dashed where there is none."""

from collections.abc import Iterator
from math import cos, pi, sin

from chaingraph.findings.place.gap import SegmentState
from visual.kit.svg import Markup, element, path

RADIUS = 5.5
MOST = 8
"""So many arcs can be told apart at this size; a fuller ring says only that there are many."""
GAP = 0.28
"""Radians left free between two arcs."""


def ring(state: SegmentState, x: float, y: float) -> Iterator[Markup]:
    """The ring with its centre there; as many arcs as local firms, backbone firms first, clockwise from the top."""
    firms = min(len(state.local), MOST)
    if not firms:
        yield element("circle", cx=x, cy=y, r=RADIUS - 1, class_="ring none")
        return
    step = 2 * pi / firms
    for number in range(firms):
        kind = "ring thick" if number < state.backbone else "ring"
        if firms == 1:
            yield element("circle", cx=x, cy=y, r=RADIUS, class_=kind)
        else:
            yield path(*_arc(x, y, number * step + GAP / 2, (number + 1) * step - GAP / 2), class_=kind)


def _arc(x: float, y: float, start: float, end: float) -> tuple[str | float, ...]:
    (ax, ay), (bx, by) = ((x + RADIUS * sin(angle), y - RADIUS * cos(angle)) for angle in (start, end))
    return "M", ax, ay, "A", RADIUS, RADIUS, "0", "1" if end - start > pi else "0", "1", bx, by
