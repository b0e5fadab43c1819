"""The flows between the branches of a chain in a place as a sankey diagram: SVG made on the server."""

from collections.abc import Iterator

from chaingraph.findings.place.flow import Basis, Flows
from chaingraph.model.chain import Stage
from chaingraph.units import wan
from visual.kit.look import INK, SOFT, STAGE_COLOURS, STAGE_ORDER
from visual.kit.measure import Face
from visual.kit.svg import Markup, document, element, faces, group, path, plain, rect, text, words
from visual.sankey.flow_sheet import NODE_WIDTH, Bar, FlowSheet, Ribbon, lay_out_flows

SCOPE = "flow"
TITLE = Face("title", 20, bold=True)
SUBTITLE = Face("subtitle", 12)
NAME = Face("name", 13, bold=True)
AMOUNT = Face("amount", 12)
KEY = Face("key", 12)
FOOT = Face("foot", 11)
FACES = (TITLE, SUBTITLE, NAME, AMOUNT, KEY, FOOT)

WIDTH, HEIGHT = 1120.0, 690.0
MARGIN = 22.0
TOP, BOTTOM = 84.0, 622.0
LABELS = 190.0
"""Room for the words right of the last column."""
LEGEND_AT = 760.0

RULES = {
    Basis.OBSERVED: "宽度为供应关系表中的条数，按企业主要环节所属分支归并；分支内部的不画",
    Basis.INFERRED: "宽度为已知的本地产能×材料成本率×投入占比推算的年采购额，不论货从哪里来，并非真实交易；内部的不画",
}


def flow_title(found: Flows) -> str:
    """What the picture is of."""
    return f"{found.chain}产业链分支间供应流向 · {found.place.label}（{found.basis.value}）"


def flow_counts(found: Flows) -> str:
    """How much is drawn, how much is not, as of when."""
    drawn = sum(flow.drawn for flow in found.flows)
    back = len(found.flows) - drawn
    left_out = f"（另 {back} 条回流未画）" if back else ""
    return f"{drawn} 条流向{left_out} · 数据截至 {found.as_of or '未注明'}"


def flow_foot(found: Flows) -> str:
    """The rule of the widths and who says so."""
    return f"判定口径：{RULES[found.basis]}。来源：企业名录与供应关系（数据版本 {found.data_version[:12]}）。"


def flow_amount(found: Flows, amount: float) -> str:
    """An amount with its unit.

    >>> from chaingraph.findings.place.flow import Basis
    >>> flow_amount(type("Found", (), {"basis": Basis.OBSERVED}), 3.0)
    '3 条'
    """
    return f"{amount:,.0f} 条" if found.basis is Basis.OBSERVED else f"{wan(amount)}/年"


def flow_svg(found: Flows) -> str:
    """The diagram as an SVG file with its title, counts, date, rule and source inside. O(flows log flows)."""
    sheet = lay_out_flows(
        found, left=MARGIN, top=TOP, width=WIDTH - 2 * MARGIN - NODE_WIDTH - LABELS, height=BOTTOM - TOP
    )
    stages = {bar.node.stage for bar in sheet.bars}
    return document(
        text(MARGIN, 36, flow_title(found), TITLE, limit=LEGEND_AT - MARGIN - 16),
        text(MARGIN, 58, flow_counts(found), SUBTITLE, limit=LEGEND_AT - MARGIN - 16, fill=SOFT),
        *_legend(stages),
        group(*(_ribbon(ribbon, found) for ribbon in sheet.ribbons), class_="ribbons"),
        group(*(_bar(bar) for bar in sheet.bars)),
        group(*(label for bar in sheet.bars for label in _label(bar, found, _room(bar, sheet)))),
        *_nothing(found),
        *_foot(found),
        scope=SCOPE,
        width=WIDTH,
        height=HEIGHT,
        title=flow_title(found),
        style=faces(SCOPE, FACES) + _style(found),
        defs=(_gradient(a, b) for a in STAGE_ORDER for b in STAGE_ORDER if a in stages and b in stages),
    )


def _style(found: Flows) -> str:
    opacity = ".46" if found.basis is Basis.OBSERVED else ".3"
    return (
        f".{SCOPE}{{fill:{INK}}}.{SCOPE} .ribbon{{opacity:{opacity}}}.{SCOPE} .ribbon:hover{{opacity:.75}}"
        f".{SCOPE} .name,.{SCOPE} .amount{{paint-order:stroke;stroke:#fff;stroke-width:3px;stroke-linejoin:round}}"
    )


def _gradient(source: Stage, target: Stage) -> Markup:
    stops = (
        element("stop", offset="0", stop_color=STAGE_COLOURS[source]),
        element("stop", offset="1", stop_color=STAGE_COLOURS[target]),
    )
    return element("linearGradient", *stops, id=_named(source, target))


def _named(source: Stage, target: Stage) -> str:
    return f"{SCOPE}-{source.name.lower()}-{target.name.lower()}"


def _legend(stages: set[Stage]) -> Iterator[Markup]:
    x = LEGEND_AT
    for stage in STAGE_ORDER:
        if stage in stages:
            yield rect(x, 26, 14, 14, rx=2, fill=STAGE_COLOURS[stage])
            yield text(x + 20, 38, stage.value, KEY, limit=60)
            x += 20 + KEY.width(stage.value) + 22


def _ribbon(ribbon: Ribbon, found: Flows) -> Markup:
    """A band with level ends, its width the amount."""
    x, far = ribbon.source.x + NODE_WIDTH, ribbon.target.x
    middle, start, end, width = (x + far) / 2, ribbon.start, ribbon.end, ribbon.width
    flow = ribbon.flow
    told = f"{flow.source} → {flow.target}：{flow_amount(found, flow.amount)}"
    return path(
        *("M", x, start, "C", middle, start, middle, end, far, end, "V", end + width),
        *("C", middle, end + width, middle, start + width, x, start + width, "Z"),
        title="；".join((told, *flow.examples)),
        class_="ribbon",
        fill=f"url(#{_named(ribbon.source.node.stage, ribbon.target.node.stage)})",
    )


def _bar(bar: Bar) -> Markup:
    return rect(bar.x, bar.y, NODE_WIDTH, bar.height, fill=STAGE_COLOURS[bar.node.stage])


def _room(bar: Bar, sheet: FlowSheet) -> float:
    """Pixels from the start of a bar's words to the next column."""
    x = bar.x + NODE_WIDTH + 6
    return min((other.x for other in sheet.bars if other.column > bar.column), default=x + LABELS + 4) - x - 4


def _label(bar: Bar, found: Flows, room: float) -> Iterator[Markup]:
    """The name and the amount, on two lines where the bar is tall enough; no amount where it has no room."""
    x, middle = bar.x + NODE_WIDTH + 6, bar.y + bar.height / 2
    amount, name = flow_amount(found, bar.amount), plain(bar.node.name)
    tall = bar.height >= 34
    beside = NAME.width(name) + 8
    yield text(x, middle - 3 if tall else middle + 4.5, name, NAME, limit=room)
    if tall or beside + AMOUNT.width(amount) <= room:
        left, base = (x, middle + 13) if tall else (x + beside, middle + 4.5)
        yield text(left, base, amount, AMOUNT, limit=room, fill=SOFT)


def _nothing(found: Flows) -> Iterator[Markup]:
    if not found.flows:
        nothing = "没有可画的流向"
        yield element("text", words(nothing), x=WIDTH / 2, y=HEIGHT / 2, class_="name", text_anchor="middle")


def _foot(found: Flows) -> Iterator[Markup]:
    for row, line in enumerate(FOOT.wrap(flow_foot(found), WIDTH - 2 * MARGIN, 2)):
        yield text(MARGIN, BOTTOM + 34 + 16 * row, line, FOOT, limit=WIDTH - 2 * MARGIN, fill=SOFT)
