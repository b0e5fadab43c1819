"""One segment as a card: status by letter, colour and border, so that it survives a grey print."""

from collections.abc import Iterator

from chaingraph.analysis.gaps.closing import closing
from chaingraph.findings.place.gap import SegmentState, SegmentStatus
from chaingraph.findings.place.marks import Weight
from chaingraph.settings import Settings
from visual.kit.look import PATTERNS, STATUS_TONES
from visual.kit.measure import Face
from visual.kit.svg import Markup, element, group, path, plain, rect, text, words
from visual.panorama.overlay import LAYERS, Overlay, signs
from visual.panorama.ring import RADIUS, ring
from visual.panorama.sheet import Card

NAME = Face("name", 12.5, bold=True)
NAME_SMALL = Face("name-small", 11, bold=True)
NAME_TINY = Face("name-tiny", 10, bold=True)
COUNT = Face("count", 10.5)
CLOSING = Face("closing", 10)
LETTER = Face("letter", 13, bold=True)
BADGE = Face("badge", 9.5)
BADGE_INITIAL = Face("badge-initial", 9.5, bold=True)
CARD_FACES = (NAME, NAME_SMALL, NAME_TINY, COUNT, CLOSING, LETTER, BADGE, BADGE_INITIAL)

TAB = 21.0
INDENT = TAB + 6
EDGE = 4.0
BADGES = (("链主", SegmentStatus.STRONG), ("关键", SegmentStatus.WEAK), ("卡点", SegmentStatus.MISSING))
TALL = 45.0
"""From this height on a card has a third line: what would close the gap."""
RING = 2 * RADIUS + 4


def badges(state: SegmentState) -> list[tuple[str, str]]:
    """The badges a segment bears, each with its colour."""
    borne = (state.anchors > 0, state.segment.critical, state.segment.chokepoint)
    return [(name, STATUS_TONES[tone].strong) for (name, tone), has in zip(BADGES, borne, strict=True) if has]


def caption(card: Card, over: Overlay, rules: Settings) -> str:
    """The card in words, for readers of the screen: what is written on it, in its order, then what the signs mean."""
    state = card.state
    step = closing(state, over.weight(state), rules) if card.height >= TALL else ""
    written = (over.letter(state), state.segment.name, _counts(state), step, *_written(card))
    marks = [f"{title} {len(told)}" for layer, title in LAYERS if (told := getattr(over.of_state(state), layer))]
    weight = over.weight(state)
    standing = [state.status.value, *([weight.value] if weight else [])]
    return "，".join(["".join(written), *standing, *(name for name, _ in badges(state)), *marks])


def _counts(state: SegmentState) -> str:
    return f"本地 {len(state.local)} / 名录 {state.known}"


def card_markup(card: Card, scope: str, over: Overlay, rules: Settings, mark: str = "") -> Markup:
    """The card as a group that can take the keyboard's focus; ``mark`` are further classes."""
    state, weight = card.state, over.weight(card.state)
    return group(
        element("title", words(f"{state.segment.name}：{state.why}")),
        ground(0, 0, card.width, card.height, state.status, scope, weight=weight),
        *_writing(card, over, rules),
        transform=f"translate({card.x:.1f},{card.y:.1f})",
        class_=f"card {over.classes(state)}{mark}",
        data_key=state.segment.key,
        data_status=over.letter(state),
        tabindex=0,
        role="button",
        aria_label=caption(card, over, rules),
    )


def ground(
    x: float,
    y: float,
    width: float,
    height: float,
    status: SegmentStatus,
    scope: str,
    *,
    class_: str | None = None,
    weight: Weight | None = None,
) -> Markup:
    """What is under the words of a card: face, hatch where missing, dots where in doubt, tab with its letter."""
    bottom = y + height
    parts = [rect(x, y, width, height, rx=4, class_="face")]
    if status in PATTERNS and weight in (None, Weight.PLAIN):
        parts.append(rect(x + TAB, y + 1, width - TAB - 1, height - 2, fill=f"url(#{scope}-{PATTERNS[status]})"))
    right, corner = x + TAB, (x, y, x, y + 4)
    left = ("M", right, y, "H", x + 4, "Q", *corner, "V", bottom - 4, "Q", x, bottom, x + 4, bottom, "H", right, "z")
    parts.append(path(*left, class_="tab"))
    letter = weight.letter if weight else status.letter
    parts.append(text(x + TAB / 2, y + height / 2 + 4.7, letter, LETTER, limit=TAB))
    return group(*parts, class_=class_)


def _writing(card: Card, over: Overlay, rules: Settings) -> Iterator[Markup]:
    """Name, counts and, where the card is tall enough, what would close the gap; ring and signs at the right."""
    tall = card.height >= TALL
    room = card.width - INDENT - EDGE - (RING if tall else 0)
    name = plain(card.state.segment.name)
    face = next((face for face in (NAME, NAME_SMALL) if face.width(name) <= room), NAME_TINY)
    lines = face.wrap(name, room, 2)
    two = len(lines) > 1
    baseline = card.height / 2 + (14.8 if two else 12) - ((6.2 if two else 6.5) if tall else 0)
    if tall and two:
        baseline = card.height - 15.0
    for number, line in enumerate(lines):
        y = baseline - (11.6 + 10.6 * (len(lines) - 1 - number) if two else 14.5)
        yield text(INDENT, y, line, face, limit=room)
    yield text(INDENT, baseline, _counts(card.state), COUNT, limit=room)
    if tall:
        yield from ring(card.state, card.width - EDGE - RADIUS, EDGE + RADIUS)
        yield from _closing(card, over, rules, baseline + 12.2)
    yield from _badges(card, baseline)


def _closing(card: Card, over: Overlay, rules: Settings, y: float) -> Iterator[Markup]:
    marks = over.of_state(card.state)
    many = sum(bool(getattr(marks, layer)) for layer, _ in LAYERS)
    room = card.width - INDENT - EDGE - 13.0 * many
    yield text(INDENT, y, closing(card.state, over.weight(card.state), rules), CLOSING, limit=room)
    yield from signs(marks, card.width - EDGE - 5, y - 3.6)


def _borne(card: Card) -> tuple[list[tuple[str, str]], bool]:
    """The badges there is room for, and whether as whole words; else one letter each."""
    borne = badges(card.state)
    room = card.width - INDENT - EDGE - COUNT.width(_counts(card.state)) - 4
    whole = len(borne) * 28.0 <= room
    if not whole and len(borne) * 16.0 > room:
        borne = borne[-max(0, int(room // 16)) :] if room >= 16 else []
    return borne, whole


def _written(card: Card) -> list[str]:
    borne, whole = _borne(card)
    return [name if whole else name[0] for name, _ in borne]


def _badges(card: Card, baseline: float) -> Iterator[Markup]:
    """Badges from the right, beside the counts."""
    borne, whole = _borne(card)
    width, face = (26.0, BADGE) if whole else (14.0, BADGE_INITIAL)
    x = card.width - EDGE - (width + 2) * len(borne) + 2
    for name, colour in borne:
        yield rect(x, baseline - 10, width, 13, rx=6.5, class_="pill", stroke=colour)
        yield text(x + width / 2, baseline - 0.3, name if whole else name[0], face, limit=width, fill=colour)
        x += width + 2
