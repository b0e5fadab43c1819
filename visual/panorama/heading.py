"""The head of a panorama: title, counts, what rings and signs mean, and the legend with its rules."""

from collections.abc import Iterator

from chaingraph.findings.place.gap import Coverage, SegmentStatus
from chaingraph.findings.place.marks import Weight
from chaingraph.settings import Settings
from chaingraph.units import percent
from visual.kit.look import SOFT, legend_rules
from visual.kit.measure import Face
from visual.kit.svg import Markup, plain, text
from visual.panorama.cards import ground
from visual.panorama.overlay import LAYERS, Overlay, shape
from visual.panorama.sheet import MARGIN, WIDTH

TITLE = Face("title", 20, bold=True)
SUBTITLE = Face("subtitle", 11.5)
KEY = Face("key", 11.5, bold=True)
RULE = Face("rule", 10)
HEADING_FACES = (TITLE, SUBTITLE, KEY, RULE)

LEGEND_AT = 36.0
"""Where the row of the legend begins, under the title."""
TITLE_LIMIT = 560.0
KEYS_WIDTH = 330.0
"""What the words on rings and layers take at the right end of the title's line."""
Entry = tuple[str, int, str, SegmentStatus, Weight | None]


def heading(coverage: Coverage, title: str, rules: Settings, over: Overlay, scope: str) -> Iterator[Markup]:
    """Everything above the stages."""
    total = len(coverage.states)
    counts = (
        f"{total} 个环节",
        f"本地企业 {coverage.firms} 家",
        f"{_completeness(coverage)} 的环节有本地企业",
        f"数据截至 {coverage.as_of or '未注明'}",
    )
    shown = TITLE.cut(plain(title), TITLE_LIMIT)
    after = MARGIN + TITLE.width(shown) + 14
    yield text(MARGIN, 24, shown, TITLE, limit=TITLE_LIMIT)
    yield text(after, 24, " · ".join(counts), SUBTITLE, limit=WIDTH - KEYS_WIDTH - after - 8, fill=SOFT)
    yield from _keys()
    entries = list(_entries(coverage, rules, over))
    step = (WIDTH - 2 * MARGIN) / len(entries)
    for number, entry in enumerate(entries):
        yield from _legend_entry(MARGIN + number * step, step, entry, scope)


def _keys() -> Iterator[Markup]:
    """What the rings and the signs of the layers mean, from the right."""
    right = WIDTH - MARGIN
    for layer, title in reversed(LAYERS):
        yield text(right, 23, title, RULE, limit=60, anchor="end", fill=SOFT)
        right -= RULE.width(title) + 10
        yield shape(layer, right, 19.5)
        right -= 14
    words = "圆环一段=一家本地企业，粗段=骨干"
    yield text(right, 23, words, RULE, limit=right - WIDTH + KEYS_WIDTH + MARGIN, anchor="end", fill=SOFT)


def _entries(coverage: Coverage, rules: Settings, over: Overlay) -> Iterator[Entry]:
    """Entries of the legend: the statuses, and where gaps were weighed the weights instead of 缺失."""
    meaning = legend_rules(rules)
    for status in SegmentStatus:
        if status is not SegmentStatus.MISSING or not over.weights:
            yield status.value, coverage.count(status), meaning[status], status, None
    if over.weights:
        for weight in Weight:
            count = sum(over.weight(state) is weight for state in coverage.states)
            yield weight.value, count, meaning[weight], SegmentStatus.MISSING, weight


def _completeness(coverage: Coverage) -> str:
    """What is confirmed, and up to what is possible where some segments are in doubt."""
    sure, most = percent(coverage.completeness), percent(coverage.measures.possible)
    return f"{sure}–{most}" if coverage.measures.possible > coverage.completeness else sure


def _legend_entry(x: float, step: float, entry: Entry, scope: str) -> Iterator[Markup]:
    name, count, meaning, status, weight = entry
    weighed = f" {weight.name.lower().replace('_', '-')}" if weight else ""
    yield ground(x, LEGEND_AT, 34, 24, status, scope, class_=status.name.lower() + weighed, weight=weight)
    room = step - 48
    yield text(x + 40, LEGEND_AT + 9, f"{name} {count}", KEY, limit=room)
    yield text(x + 40, LEGEND_AT + 22, meaning, RULE, limit=room, fill=SOFT)
