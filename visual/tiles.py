"""Where firms are without a map: a square for every province, all of one size, and rings of distance around a place."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from chaingraph.library.regions import short_region
from visual.kit.look import INK, LINE, SOFT
from visual.kit.measure import Face
from visual.kit.svg import Markup, document, element, faces, group, path, rect, text, words

TILES = (
    (7, 0, "黑", "黑龙江"), (5, 1, "蒙", "内蒙古"), (6, 1, "辽", "辽宁"), (7, 1, "吉", "吉林"),
    (1, 2, "新", "新疆"), (2, 2, "甘", "甘肃"), (3, 2, "宁", "宁夏"), (4, 2, "晋", "山西"), (5, 2, "冀", "河北"),
    (6, 2, "京", "北京"), (7, 2, "津", "天津"), (2, 3, "青", "青海"), (3, 3, "陕", "陕西"), (4, 3, "豫", "河南"),
    (5, 3, "鲁", "山东"), (6, 3, "苏", "江苏"), (1, 4, "藏", "西藏"), (2, 4, "川", "四川"), (3, 4, "渝", "重庆"),
    (4, 4, "鄂", "湖北"), (5, 4, "皖", "安徽"), (6, 4, "浙", "浙江"), (7, 4, "沪", "上海"), (3, 5, "贵", "贵州"),
    (4, 5, "湘", "湖南"), (5, 5, "赣", "江西"), (6, 5, "闽", "福建"), (2, 6, "云", "云南"), (3, 6, "桂", "广西"),
    (4, 6, "粤", "广东"), (7, 6, "台", "台湾"), (3, 7, "琼", "海南"), (4, 7, "澳", "澳门"), (5, 7, "港", "香港"),
)  # fmt: skip
"""Column, row, letter and short name: neighbours stand near one another, nothing says area or border."""
STEPS = (
    (21, "#123a6b", "#fff"),
    (11, "#1f5fbf", "#fff"),
    (6, "#8fb8ec", INK),
    (1, "#d6e6fa", INK),
    (0, "#f1f3f6", SOFT),
)
"""From how many firms on a square is so dark, and the colour of its words."""
SCOPE = "tiles"
SIDE, GAP = 30.0, 3.0
LETTER, COUNT = Face("tile-letter", 12, bold=True), Face("tile-count", 10.5)
RING_WORDS, RING_CENTRE = Face("ring-words", 10.5), Face("ring-count", 11, bold=True)
Link = Callable[[str], str]


def tiles_svg(counts: Mapping[str, int], *, own: str = "", chosen: str = "", link: Link | None = None) -> str:
    """Squares of all provinces with how many firms each has; ``counts`` go by any spelling of a province.

    The own province has a thick border, the chosen one a red one; ``link`` gives the address behind a square that has
    firms. O(provinces).
    """
    by_name: dict[str, tuple[str, int]] = {}
    for name, count in sorted(counts.items()):
        short = short_region(name)
        by_name[short] = (name, by_name.get(short, (name, 0))[1] + count)
    drawn = [
        _tile(tile, *by_name.get(tile[3], (tile[3], 0)), mark=_mark(tile[3], own, chosen), link=link) for tile in TILES
    ]
    width, height = 7 * (SIDE + GAP) + GAP, 8 * (SIDE + GAP) + GAP
    return document(
        *drawn, scope=SCOPE, width=width, height=height, title="各省企业数：方块大小相同，不表示面积与边界",
        style=faces(SCOPE, (LETTER, COUNT)) + _style(SCOPE), defs=(),
    )  # fmt: skip


def _style(scope: str) -> str:
    return f".{scope} text{{text-anchor:middle}}.{scope} a:hover rect{{stroke:{INK};stroke-width:1.5}}"


def _mark(name: str, own: str, chosen: str) -> str:
    return "#c01c1c" if chosen and short_region(chosen) == name else INK if own and short_region(own) == name else ""


def _tile(tile: tuple[int, int, str, str], name: str, count: int, *, mark: str, link: Link | None) -> Markup:
    column, row, letter, short = tile
    x, y = GAP + (column - 1) * (SIDE + GAP), GAP + row * (SIDE + GAP)
    fill, ink = _shade(count)
    parts = [
        element("title", words(f"{short}：{count} 家")),
        rect(x, y, SIDE, SIDE, rx=3, fill=fill, stroke=mark or LINE, stroke_width=2.4 if mark else 0.8),
        text(x + SIDE / 2, y + 13, letter, LETTER, limit=SIDE, fill=ink),
        text(x + SIDE / 2, y + 25, str(count) if count else "·", COUNT, limit=SIDE, fill=ink),
    ]
    if count and link is not None:
        return element("a", *parts, href=link(name), aria_label=f"{letter}{count}，{short} {count} 家")
    return group(*parts)


def rings_svg(rings: Sequence[tuple[str, int]], centre: str, *, link: Link | None = None) -> str:
    """Half rings around a place, from near to far, each with its words and how many firms lie in it."""
    return document(
        *_rings(rings, centre, link),
        scope="rings",
        width=240,
        height=126,
        title=f"离{centre}多远：按城市中心的直线距离",
        style=faces("rings", (RING_WORDS, RING_CENTRE)) + _style("rings"),
        defs=(),
    )


def _rings(rings: Sequence[tuple[str, int]], centre: str, link: Link | None) -> Iterator[Markup]:
    step = 92.0 / max(1, len(rings))
    for number, (name, count) in reversed(list(enumerate(rings))):
        radius = 20 + step * (number + 1)
        told = f"{name} {count} 家"
        parts = (
            element("title", words(told)),
            path(
                *("M", 120 - radius, 116, "A", radius, radius, "0", "0", "1", 120 + radius, 116, "z"),
                fill=_shade(count)[0],
                stroke="#fff",
                stroke_width=1.5,
            ),
            text(120, 116 - radius + 16, told, RING_WORDS, limit=130, fill=_shade(count)[1]),
        )
        yield element("a", *parts, href=link(name), aria_label=told) if count and link else group(*parts)
    yield element("circle", cx=120, cy=116, r=18, fill="#123a6b")
    yield text(120, 113, short_region(centre)[:3], RING_CENTRE, limit=34, fill="#fff")


def _shade(count: int) -> tuple[str, str]:
    """Ground and ink of so many firms."""
    return next((fill, ink) for least, fill, ink in STEPS if count >= least)
