"""The ecosystem of a leading firm: who supplies it and who buys from it, over two tiers, near or far."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chaingraph.findings.firm.ecosystem import Ecosystem, EcosystemEdge, EcosystemNode, Nearness
from chaingraph.units import percent, wan
from visual.kit.look import INK, NEARNESS_TONES, SOFT
from visual.kit.measure import Face
from visual.kit.svg import Markup, arrow, document, element, faces, group, hatch, path, plain, rect, text, words
from visual.order import Columns, ordered_columns

SCOPE = "ecosystem"
TITLE = Face("title", 23, bold=True)
SUBTITLE = Face("subtitle", 13)
COLUMN = Face("column", 15, bold=True)
NAME = Face("name", 14, bold=True)
NAME_SMALL = Face("name-small", 12.5, bold=True)
DETAIL = Face("detail", 12)
NEAR = Face("near", 11.5)
KEY = Face("key", 12.5)
REST = Face("rest", 13)
FOOT = Face("foot", 12)
FACES = (TITLE, SUBTITLE, COLUMN, NAME, NAME_SMALL, DETAIL, NEAR, KEY, REST, FOOT)

WIDTH = 1600.0
MARGIN = 38.0
CARD_WIDTH = 214.0
CARD_HEIGHT = 46.0
PITCH = 55.0
TOP = 118.0
PAD = 10.0
LINE_STEP = 16.0
LEGEND_AT = 830.0
RED = "#c01c1c"
LEADER = "#1457c8"
STEP_LEAST = 312.0
DEGREES = "零一二三四五六七八九"


def column_name(tier: int) -> str:
    """The head of a column.

    >>> column_name(-2), column_name(0)
    ('二级供应商', '本企业')
    """
    return f"{DEGREES[abs(tier)]}级{'供应商' if tier < 0 else '客户'}" if tier else "本企业"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where a node stands: its upper left corner."""

    node: EcosystemNode
    x: float
    y: float


def ecosystem_svg(ecosystem: Ecosystem, subject: str = "上下游生态") -> str:
    """The ecosystem as an SVG file under a title; observed links solid, inferred ones dashed, local gaps hatched."""
    columns = ordered_columns(ecosystem)
    lefts = _lefts(columns)
    tallest = max((len(nodes) for nodes in columns.values()), default=1)
    spots = _spots(columns, lefts, tallest)
    bottom = TOP + tallest * PITCH + 30
    width = max(lefts.values()) + CARD_WIDTH + MARGIN
    title = f"{ecosystem.enterprise} · {subject}（上下各{'两' if len(lefts) == 5 else DEGREES[len(lefts) // 2]}级）"
    return document(
        *_heading(ecosystem, title, columns),
        *_legend(ecosystem),
        *_column_heads(lefts, columns, tallest),
        group(*_links(ecosystem, spots), class_="links"),
        group(*(_card(spot) for spot in spots.values()), class_="cards"),
        *_rests(ecosystem, columns, lefts, tallest),
        *_footer(ecosystem, bottom),
        scope=SCOPE,
        width=width,
        height=bottom + 52,
        title=title,
        style=faces(SCOPE, FACES) + _style(),
        defs=(hatch(f"{SCOPE}-hatch", "#f0b4b4"), arrow(f"{SCOPE}-arrow", "#6b7686"), arrow(f"{SCOPE}-need", RED)),
    )


def _style() -> str:
    tones = "".join(
        f".{SCOPE} .{nearness.name.lower()} .face{{fill:{tone.light};stroke:{tone.strong}}}"
        f".{SCOPE} .{nearness.name.lower()} .near{{fill:{tone.strong}}}"
        for nearness, tone in NEARNESS_TONES.items()
    )
    rules = (
        ".face{stroke-width:1.4}",
        ".gap .face{fill:#fdeeee;stroke:" + RED + ";stroke-dasharray:5 3}",
        ".gap .near{fill:" + RED + "}",
        ".leader .face{fill:" + LEADER + ";stroke:" + LEADER + "}",
        ".leader text{fill:#fff}",
        ".node{cursor:pointer;outline:none}",
        ".link{fill:none;stroke:#8a95a5;stroke-width:1.4}",
        ".inferred{stroke-dasharray:5 4;stroke-width:1.1}",
        ".need{stroke:" + RED + "}",
        ".aside{display:none}",
        ".aside.lit{display:inline}",
        ".faded{opacity:.2}",
    )
    return f".{SCOPE}{{fill:{INK}}}" + tones + "".join(f".{SCOPE} {rule}" for rule in rules)


def _lefts(columns: Columns) -> dict[int, float]:
    """Left edge of each column, as many to the left of the leading firm as to the right."""
    reach = max(1, *(abs(tier) for tier in columns)) if columns else 1
    tiers = range(-reach, reach + 1)
    step = max(STEP_LEAST, (WIDTH - 2 * MARGIN - CARD_WIDTH) / (len(tiers) - 1))
    return {tier: MARGIN + number * step for number, tier in enumerate(tiers)}


def _spots(columns: Columns, lefts: Mapping[int, float], tallest: int) -> dict[str, Spot]:
    """Each column centred on the tallest one."""
    spots = {}
    for tier, nodes in columns.items():
        if tier in lefts:
            top = TOP + (tallest - len(nodes)) * PITCH / 2
            for rank, node in enumerate(nodes):
                spots[node.id] = Spot(node=node, x=lefts[tier], y=top + rank * PITCH)
    return spots


# heading, legend, footer


def _firms(nodes: list[EcosystemNode]) -> int:
    return sum(node.firm is not None for node in nodes)


def _heading(ecosystem: Ecosystem, title: str, columns: Columns) -> Iterator[Markup]:
    shown = {tier: _firms(columns.get(tier, [])) for tier in (-1, 1)}
    counts = [
        f"{column_name(tier)} {max(ecosystem.total.get(tier, 0), shown[tier])} 家（显示 {shown[tier]}）"
        for tier in (-1, 1)
    ]
    counts.append(_local_supply(ecosystem))
    yield text(MARGIN, 40, title, TITLE, limit=LEGEND_AT - MARGIN - 20)
    yield text(MARGIN, 65, " · ".join(counts), SUBTITLE, limit=LEGEND_AT - MARGIN - 20, fill=SOFT)


def _local_supply(ecosystem: Ecosystem) -> str:
    """The local supply rate by spend where spend is known, with how much of it is; else a share of firms, said so."""
    known = ecosystem.purchases
    if known.local_supply_rate is None:
        if ecosystem.local_supplier_share is None:
            return "没有已知的一级供应商"
        return f"一级供应商本地占比 {percent(ecosystem.local_supplier_share)}（按家数，不是采购额）"
    covered = f"，约占其采购的 {percent(known.spend_known)}" if known.spend_known is not None else ""
    return f"本地配套率 {percent(known.local_supply_rate)}（已知采购额 {wan(known.known_yuan)}{covered}）"


def _legend(ecosystem: Ecosystem) -> Iterator[Markup]:
    present = {node.nearness for node in ecosystem.nodes if node.firm is not None}
    x = LEGEND_AT
    for nearness in Nearness:
        if nearness in present or nearness is not Nearness.UNKNOWN:
            yield group(rect(x, 26, 24, 17, rx=4, class_="face"), class_=nearness.name.lower())
            yield text(x + 31, 39, nearness.value, KEY, limit=60)
            x += 31 + KEY.width(nearness.value) + 20
    yield group(
        rect(x, 26, 24, 17, rx=4, class_="face"), rect(x, 26, 24, 17, fill=f"url(#{SCOPE}-hatch)"), class_="gap"
    )
    yield text(x + 31, 39, "本地缺口", KEY, limit=60)
    x += 31 + KEY.width("本地缺口") + 20
    kinds = (
        ("link", f"有披露证据 {ecosystem.observed_links} 条"),
        ("link inferred", f"按环节推断 {ecosystem.inferred_links} 条"),
    )
    for row, (names, meaning) in enumerate(kinds):
        y = 27 + 20 * row
        yield path("M", x, y, "H", x + 40, class_=names)
        yield text(x + 48, y + 4.5, meaning, KEY, limit=WIDTH - MARGIN / 2 - x - 48)


def _column_heads(lefts: Mapping[int, float], columns: Columns, tallest: int) -> Iterator[Markup]:
    for tier, left in lefts.items():
        middle = left + CARD_WIDTH / 2
        yield text(middle, 101, column_name(tier), COLUMN, limit=CARD_WIDTH, anchor="middle")
        if tier not in columns:
            words = f"未发现{column_name(tier)}"
            yield text(middle, TOP + tallest * PITCH / 2, words, REST, limit=CARD_WIDTH, anchor="middle", fill=SOFT)


def _rests(ecosystem: Ecosystem, columns: Columns, lefts: Mapping[int, float], tallest: int) -> Iterator[Markup]:
    for tier, left in lefts.items():
        nodes = columns.get(tier, [])
        rest = ecosystem.total.get(tier, 0) - _firms(nodes)
        if rest > 0 and tier != 0:
            y = TOP + (tallest + len(nodes)) * PITCH / 2 + 10
            yield text(left + CARD_WIDTH / 2, y, f"其余 {rest} 家见列表", REST, limit=CARD_WIDTH, anchor="middle",
                       fill=LEADER)  # fmt: skip


def _footer(ecosystem: Ecosystem, bottom: float) -> Iterator[Markup]:
    cut = "企业过多，每级只画较近、体量较大的。" if ecosystem.truncated else ""
    lines = (
        "判定口径：实线为供应关系表或公告等有出处的关系，虚线按产业链上下游环节推断，不代表真实交易，跨级推断点选企业后才显示；"
        f"“本地缺口”为本地没有企业供给的环节。{cut}",
        f"来源：企业名录与供应关系（数据截至 {ecosystem.as_of or '未注明'}，数据版本 {ecosystem.data_version[:12]}）；"
        "产业链结构见产业链库。",
    )
    for number, line in enumerate(lines):
        yield text(MARGIN, bottom + 18 + 18 * number, line, FOOT, limit=WIDTH - 2 * MARGIN, fill=SOFT)


# cards and links


def _card(spot: Spot) -> Markup:
    node = spot.node
    gap = node.firm is None
    title, detail, near = _card_words(node)
    kind = "gap" if gap else "leader" if node.tier == 0 else node.nearness.name.lower()
    inner = CARD_WIDTH - 2 * PAD
    face = NAME if NAME.width(title) <= inner else NAME_SMALL
    lines = face.wrap(title, inner, 2 if node.tier == 0 else 1)
    extra = LINE_STEP * (len(lines) - 1)
    return group(
        element("title", words("，".join(part for part in (node.name, node.segment, near) if part))),
        rect(0, 0, CARD_WIDTH, CARD_HEIGHT + extra, rx=5, class_="face"),
        *([rect(1, 1, CARD_WIDTH - 2, CARD_HEIGHT - 2, fill=f"url(#{SCOPE}-hatch)")] if gap else []),
        *(text(PAD, 19 + LINE_STEP * number, line, face, limit=inner) for number, line in enumerate(lines)),
        text(PAD, 37 + extra, detail, DETAIL, limit=inner - NEAR.width(near) - 8),
        text(CARD_WIDTH - PAD, 37 + extra, near, NEAR, limit=CARD_WIDTH, anchor="end"),
        transform=f"translate({spot.x:.1f},{spot.y - extra / 2:.1f})",
        class_=f"node {kind}",
        data_node=node.id,
        tabindex=0,
        role="button",
        aria_label="，".join(part for part in (title, detail, near) if part),
    )


def _card_words(node: EcosystemNode) -> tuple[str, str, str]:
    """First line, second line and the corner of a card; a figure is never cut, the segment's name before it is."""
    if node.firm is None:
        lacking = "本地无供应商" if node.tier <= 0 else "本地无客户"
        return f"（{lacking}）", plain(node.segment or node.name), "待招引"
    near = node.mark or node.nearness.value
    size = wan(node.size_yuan) if node.size_yuan is not None else ""
    room = CARD_WIDTH - 2 * PAD - NEAR.width(near) - 8
    kept = DETAIL.cut(plain(node.segment or ""), room - (DETAIL.width(f" · {size}") if size else 0))
    return plain(node.name), " · ".join(part for part in (kept, size) if part), near


def _links(ecosystem: Ecosystem, spots: Mapping[str, Spot]) -> Iterator[Markup]:
    ordered = sorted(ecosystem.edges, key=lambda edge: (edge.source, edge.target, edge.basis))
    for edge in ordered:
        source, target = spots.get(edge.source), spots.get(edge.target)
        if source is not None and target is not None:
            yield _link(edge, source, target)


def _link(edge: EcosystemEdge, source: Spot, target: Spot) -> Markup:
    need = source.node.firm is None or target.node.firm is None
    aside = target.node.tier - source.node.tier != 1 and not edge.observed
    names = ["link", "" if edge.observed else "inferred", "need" if need else "", "aside" if aside else ""]
    y, end_y = source.y + CARD_HEIGHT / 2, target.y + CARD_HEIGHT / 2
    x, end_x = source.x + CARD_WIDTH, target.x - 1
    reach = max(40.0, abs(end_x - x) / 2)
    if source.x >= target.x:
        end_x = target.x + CARD_WIDTH + 1
        steps = ("M", x, y, "C", x + 46, y, end_x + 46, end_y, end_x, end_y)
    else:
        steps = ("M", x, y, "C", x + reach, y, end_x - reach, end_y, end_x, end_y)
    return path(
        *steps,
        title=edge.basis,
        class_=" ".join(filter(None, names)),
        data_from=edge.source,
        data_to=edge.target,
        marker_end=f"url(#{SCOPE}-{'need' if need else 'arrow'})",
    )
