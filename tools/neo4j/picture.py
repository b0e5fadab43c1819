"""The picture of the graph's core in docs/neo4j.svg, drawn from the same table that the store draws the graph from."""

import math
import sys
from pathlib import Path

from chaingraph.store.cypher.graph_shape import EDGE_FORMS, NODE_BY_LABEL, ON_SEGMENT

WIDTH, HEIGHT = 980, 600
HALF_WIDTH, HALF_HEIGHT = 74, 27
PLACES = {
    "Park": (480, 60),
    "Project": (150, 150),
    "Lead": (810, 150),
    "Enterprise": (480, 280),
    "Product": (810, 330),
    "Roster": (150, 280),
    "Correction": (150, 410),
    "Segment": (480, 520),
    "Chain": (810, 520),
}
LOOPS = {"SUPPLIES": ("Enterprise", "left"), "INPUT_OF": ("Segment", "left"),
         "KIND_OF": ("Product", "top"), "GOES_INTO": ("Product", "bottom")}  # fmt: skip
DRAWN = (ON_SEGMENT.type, "Enterprise", "Segment", ON_SEGMENT.title)
STYLE = (
    "text{font-family:'Noto Sans CJK SC','Microsoft YaHei',sans-serif;text-anchor:middle;fill:#1d2b3a}"
    ".box{fill:#eef4fb;stroke:#2b5c8a;stroke-width:1.5}.label{font-size:15px;font-weight:600}"
    ".title{font-size:12px;fill:#44566a}.type{font-size:12px}.edge{fill:none;stroke:#5a6f86;stroke-width:1.3}"
    ".halo{stroke:#fff;stroke-width:4px;paint-order:stroke;stroke-linejoin:round}.dash{stroke-dasharray:5 4}"
)


def picture() -> str:
    """The whole picture as SVG; the same table gives the same bytes."""
    core = [form for form in EDGE_FORMS if form.start[0] in PLACES and form.end[0] in PLACES]
    lines = [(f.type, f.start[0], f.end[0], f.title) for f in core if f.type not in LOOPS]
    parts = [_straight(*line) for line in lines] + [_straight(*DRAWN, dashed=True)]
    parts += [_loop(form.type, form.title, *LOOPS[form.type]) for form in EDGE_FORMS if form.type in LOOPS]
    parts += [_box(label, x, y) for label, (x, y) in PLACES.items()]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="chaingraph 在 Neo4j 中的图"><style>{STYLE}</style>'
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
        '<path d="M0 0L8 4L0 8z" fill="#5a6f86"/></marker></defs>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>'
    )
    return "\n".join([head, *parts, "</svg>"]) + "\n"


def _box(label: str, x: int, y: int) -> str:
    form = NODE_BY_LABEL[label]
    corner = f'x="{x - HALF_WIDTH}" y="{y - HALF_HEIGHT}" width="{2 * HALF_WIDTH}" height="{2 * HALF_HEIGHT}"'
    return (
        f'<rect class="box" {corner} rx="9"/><text class="label" x="{x}" y="{y - 4}">{label}</text>'
        f'<text class="title" x="{x}" y="{y + 15}">{form.title} · {form.key}</text>'
    )


def _straight(name: str, start: str, end: str, title: str, *, dashed: bool = False) -> str:
    (x1, y1), (x2, y2) = _edge_of(start, end), _edge_of(end, start)
    x, y = (x1 + x2) / 2, (y1 + y2) / 2
    line = f'<path class="edge{" dash" if dashed else ""}" d="M{x1:.0f} {y1:.0f}L{x2:.0f} {y2:.0f}" '
    return line + f'marker-end="url(#tip)"/>{_words(name, title, x, y)}'


def _loop(name: str, title: str, label: str, side: str) -> str:
    x, y = PLACES[label]
    if side == "left":
        x1, reach = x - HALF_WIDTH, 70
        path, at = f"M{x1} {y - 12}C{x1 - reach} {y - 44} {x1 - reach} {y + 44} {x1} {y + 12}", (x1 - reach - 2, y)
    else:
        up = -1 if side == "top" else 1
        y1 = y + up * HALF_HEIGHT
        path = f"M{x - 30} {y1}C{x - 60} {y1 + up * 62} {x + 60} {y1 + up * 62} {x + 30} {y1}"
        at = (x, y1 + up * 60 - (0 if up < 0 else 2))
    return f'<path class="edge" d="{path}" marker-end="url(#tip)"/>{_words(name, title, *at)}'


def _words(name: str, title: str, x: float, y: float) -> str:
    return (
        f'<text class="type halo" x="{x:.0f}" y="{y - 5:.0f}">{name}</text>'
        f'<text class="title halo" x="{x:.0f}" y="{y + 15:.0f}">{title}</text>'
    )


def _edge_of(label: str, towards: str) -> tuple[float, float]:
    """Where the line between two boxes leaves the first."""
    (x, y), (to_x, to_y) = PLACES[label], PLACES[towards]
    dx, dy = to_x - x, to_y - y
    scale = min(HALF_WIDTH / abs(dx) if dx else math.inf, HALF_HEIGHT / abs(dy) if dy else math.inf)
    return x + dx * scale, y + dy * scale


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(picture(), encoding="utf-8", newline="\n")
