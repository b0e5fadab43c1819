"""What a place could grow next as one picture: how near it is to what is here, against how much it draws."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import hypot, sqrt

from chaingraph.findings.place.extension import Band, Extension
from visual.kit.look import ACCENT, INK, LINE, SOFT
from visual.kit.measure import Face
from visual.kit.svg import Markup, document, element, faces, group, rect, text, words

SCOPE = "growth"
TITLE, AXIS, ZONE = Face("title", 18, bold=True), Face("axis", 12, bold=True), Face("zone", 12.5, bold=True)
NAME, NUMBER, NOTE = Face("name", 11.5), Face("number", 11, bold=True), Face("note", 10.5)
FACES = (TITLE, AXIS, ZONE, NAME, NUMBER, NOTE)
WIDTH, HEIGHT = 940.0, 660.0
LEFT, TOP, RIGHT, BOTTOM = 46.0, 78.0, 924.0, 600.0
PAD = 34.0
"""Circles keep so far from the edges."""
LEAST, MOST = 11.0, 23.0
STEP, TRIES = 9.0, 40
TONES = {Band.HIGH: ("#17803a", "#fff"), Band.MIDDLE: ("#3a7fca", "#fff"), Band.LOW: ("#d5dae1", INK)}
ZONES = (("远", "#f4f5f7"), ("有点近", "#eef4fd"), ("近", "#e9f6ed"))
LEVELS = ("低", "中", "高")
Link = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Dot:
    """One candidate on the picture; ``near`` and ``draws`` are its thirds, 0 to 2, ``number`` its rank by score."""

    number: int
    one: Extension
    x: float
    y: float
    radius: float
    near: int
    draws: int

    @property
    def nearness(self) -> str:
        """How near in words."""
        return ZONES[self.near][0]

    @property
    def draw(self) -> str:
        """How much it draws in words."""
        return LEVELS[self.draws]


def dots(found: Sequence[Extension], known: Mapping[str, int], most: int = 30) -> tuple[Dot, ...]:
    """The first ``most`` candidates by score, placed by rank among all: no position is more exact than an order.

    Where circles would lie on one another the later one is moved up or down. ``known`` are firms elsewhere by key: they
    make the circle. O(n²).
    """
    near, draws = (_ranks([getattr(one, name) for one in found]) for name in ("local_fit", "tail_wind"))
    largest = max((known.get(one.key, 0) for one in found), default=0) or 1
    placed: list[Dot] = []
    for number, (one, x, y) in enumerate(zip(found[:most], near, draws, strict=False), 1):
        radius = LEAST + (MOST - LEAST) * sqrt(known.get(one.key, 0) / largest)
        across, up = LEFT + PAD + x * (RIGHT - LEFT - 2 * PAD), BOTTOM - PAD - y * (BOTTOM - TOP - 2 * PAD)
        thirds = min(2, int(x * 3)), min(2, int(y * 3))
        placed.append(Dot(number, one, across, _free(placed, across, up, radius), radius, *thirds))
    return tuple(placed)


def _free(placed: Sequence[Dot], x: float, y: float, radius: float) -> float:
    """The height nearest to ``y`` where a circle touches none of those placed; ``y`` itself where all is full."""
    for step in range(TRIES):
        for sign in (1, -1):
            tried = y + sign * step * STEP
            inside = TOP + radius + 2 <= tried <= BOTTOM - radius - 2
            if inside and all(hypot(dot.x - x, dot.y - tried) >= dot.radius + radius + 2 for dot in placed):
                return tried
    return y


def _ranks(values: Sequence[float]) -> list[float]:
    """Place of each value in the order of all, 0 the least and 1 the largest; equal ones share the middle of theirs.

    >>> _ranks([5.0, 1.0, 5.0, 9.0])
    [0.5, 0.0, 0.5, 1.0]
    """
    ordered = sorted(values)
    last = max(1, len(values) - 1)
    return [(bisect_left(ordered, value) + bisect_right(ordered, value) - 1) / 2 / last for value in values]


def growth_svg(title: str, placed: Sequence[Dot], *, chosen: str = "", link: Link | None = None, note: str = "") -> str:
    """The picture as an SVG file; ``link`` gives the address behind a circle by its key. O(n²) for the labels."""
    return document(
        *_ground(title, note),
        *_names(placed),
        *(_dot(dot, chosen=dot.one.key == chosen, link=link) for dot in sorted(placed, key=lambda dot: -dot.radius)),
        scope=SCOPE,
        width=WIDTH,
        height=HEIGHT,
        title=title,
        style=faces(SCOPE, FACES) + f".{SCOPE} .number{{text-anchor:middle}}.{SCOPE} a:focus circle{{stroke:{ACCENT};"
        "stroke-width:4}",
        defs=(),
    )


def _ground(title: str, note: str) -> Iterator[Markup]:
    yield text(LEFT - 26, 26, title, TITLE, limit=560)
    yield text(RIGHT, 24, "圆越大，外地同类企业越多；数字是先后", NOTE, limit=300, anchor="end", fill=SOFT)
    x = LEFT - 26
    for band, (fill, _) in TONES.items():
        yield element("circle", cx=x + 7, cy=46, r=7, fill=fill, stroke=INK, stroke_width=0.6)
        yield text(x + 19, 50, band.value, NOTE, limit=120)
        x += 36 + NOTE.width(band.value)
    step = (RIGHT - LEFT) / len(ZONES)
    for at, (name, fill) in enumerate(ZONES):
        yield rect(LEFT + at * step, TOP, step, BOTTOM - TOP, fill=fill)
        yield text(LEFT + (at + 0.5) * step, TOP - 7, name, ZONE, limit=step, anchor="middle", fill=SOFT)
    for at in (1, 2):
        y = TOP + at * (BOTTOM - TOP) / 3
        yield element("line", x1=LEFT, x2=RIGHT, y1=y, y2=y, stroke=LINE, stroke_width=1)
    middle = (TOP + BOTTOM) / 2
    upright = {"transform": f"rotate(-90 {LEFT - 14:g} {middle:g})"}
    yield group(text(LEFT - 14, middle, "吸引力：能带动的、增长的 →", AXIS, limit=400, anchor="middle"), **upright)
    yield text(
        (LEFT + RIGHT) / 2, BOTTOM + 20, "离本地已有的多近：客户、技术、设备共用 →", AXIS, limit=500, anchor="middle"
    )
    yield text(LEFT - 26, HEIGHT - 12, note, NOTE, limit=WIDTH - 40, fill=SOFT)


def _dot(dot: Dot, *, chosen: bool, link: Link | None) -> Markup:
    fill, ink = TONES[dot.one.band]
    told = f"{dot.number} {dot.one.name}：{dot.one.band.value}，{dot.nearness}，吸引力{dot.draw}"
    parts = (
        element("title", words(told)),
        element(
            "circle",
            cx=dot.x,
            cy=dot.y,
            r=dot.radius,
            fill=fill,
            stroke=ACCENT if chosen else INK,
            stroke_width=4 if chosen else 0.8,
            stroke_dasharray="2 2" if dot.one.band is Band.LOW and not chosen else None,
        ),
        text(dot.x, dot.y + 4, str(dot.number), NUMBER, limit=40, fill=ink),
    )
    if link is None:
        return group(*parts)
    return element("a", *parts, href=link(dot.one.key), aria_label=told)


def _names(placed: Sequence[Dot]) -> Iterator[Markup]:
    """Names below, above or beside their circles where there is room; a name without room is left to the list."""
    taken = [(dot.x - dot.radius, dot.y - dot.radius, dot.x + dot.radius, dot.y + dot.radius) for dot in placed]
    for dot in placed:
        width = NAME.width(dot.one.name)
        below, above = dot.y + dot.radius + 13, dot.y - dot.radius - 5
        beside = dot.x + dot.radius + 4
        for x, y in ((dot.x - width / 2, below), (dot.x - width / 2, above), (beside, dot.y + 4)):
            box = (x, y - 11, x + width, y + 3)
            inside = x >= LEFT and x + width <= RIGHT and y - 11 > TOP and y + 3 < BOTTOM
            if inside and not any(_meet(box, other) for other in taken):
                taken.append(box)
                yield text(x, y, dot.one.name, NAME, limit=width + 2)
                break


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
