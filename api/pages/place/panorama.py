"""The panorama of a pair, the drawer of one of its segments, and finding both by words."""

from collections import Counter
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from api.access.gate import needs
from api.access.roles import Permission
from api.http.deps import PairQuestion, QuestionDep, SearchWords
from api.http.downloads import download
from api.http.page_caching import CachedPage
from api.officer.branches import branches
from api.officer.segment import SegmentView, segment_view
from api.pages.shell import part_of_page, show
from api.search.search import sound
from chaingraph.findings.place.gap import SegmentStatus
from chaingraph.findings.place.marks import Weight
from chaingraph.service.ask.park.platforms import serving_here
from visual.kit.raster import png
from visual.panorama.overlay import LAYERS, Overlay
from visual.panorama.panorama import panorama_svg
from visual.single import panorama_html

router = APIRouter(include_in_schema=False, dependencies=[needs(Permission.SEE), CachedPage])
PAIR = "/places/{place:path}/chains/{chain:path}"
DRAWER_TARGETS = 5
MOST_FOUND = 12
LETTERS = (
    *((status.letter, status.value) for status in SegmentStatus if status is not SegmentStatus.MISSING),
    *((weight.letter, weight.value) for weight in Weight),
)
"""What a card may say, in the order of the filters."""


@router.get(f"{PAIR}/panorama")
def panorama(
    request: Request,
    question: QuestionDep,
    segment: Annotated[str | None, Query(max_length=200)] = None,
    format: Annotated[Literal["html", "svg", "png", "single"], Query()] = "html",
) -> Response:
    """The page, or the picture alone as a file."""
    cover, graph = question.study.coverage, question.study.graph
    key = graph.key_of(segment) if segment else None
    rules = question.workspace.rules
    platforms = serving_here(question.study.snapshot, rules, cover.place, cover.chain)
    over = Overlay.of(question.study.snapshot, cover, graph, question.study.gaps, platforms)
    svg = panorama_svg(cover, graph, selected=key, rules=rules, over=over)
    if format == "single":
        whole = panorama_html(cover, graph, question.study.snapshot, rules=rules, over=over)
        return download(whole, f"{cover.chain}产业链全景图-{cover.place.label}", "html")
    if format != "html":
        name = f"{cover.chain}产业链全景图-{cover.place.label}"
        return download(png(svg) if format == "png" else svg, name, format)
    view = _view(question, key) if key else None
    context = {
        "cover": cover,
        "svg": svg,
        "view": view,
        "question": question,
        "branches": branches(cover, over, rules),
        "letters": LETTERS,
        "layers": [(name, title, any(getattr(marks, name) for marks in over.marks.values())) for name, title in LAYERS],
        "weights": Counter(weight.value for weight in over.weights.values()),
    }
    return show(request, "panorama.html", here="panorama", pair=question.pair, **context)


@router.get(f"{PAIR}/segments/{{segment:path}}")
def drawer(request: Request, question: QuestionDep, segment: str) -> Response:
    """What the drawer shows of a segment; a visitor without htmx is led to the whole page."""
    if request.headers.get("hx-request") != "true":
        return RedirectResponse(question.pair.url("panorama", {"segment": segment}), 303)
    view = _view(question, question.study.graph.key_of(segment))
    return part_of_page(request, "drawer.html", view=view, pair=question.pair)


@router.get(f"{PAIR}/find")
def find(request: Request, question: QuestionDep, q: SearchWords = "") -> Response:
    """Segments and local firms that answer to the words, by characters, pinyin or initials."""
    cover, graph, facts = question.study.coverage, question.study.graph, question.study.snapshot
    wanted = q.strip().lower()
    segments = [s for s in graph.segments if wanted and _answers(wanted, (s.name, *s.aliases))][:MOST_FOUND]
    local = {firm: state for state in cover.states for firm in state.local}
    firms = [
        (facts.enterprises[firm], state)
        for firm, state in local.items()
        if wanted and _answers(wanted, (facts.enterprises[firm].name, facts.enterprises[firm].label))
    ]
    context = {"segments": segments, "firms": firms[:MOST_FOUND], "words": q, "pair": question.pair}
    return part_of_page(request, "found.html", **context)


def _answers(wanted: str, names: tuple[str, ...]) -> bool:
    """Whether one of the names holds the words, or sounds like them."""
    if any(wanted in name.lower() for name in names):
        return True
    return wanted.isascii() and any(wanted in spoken for name in names for spoken in sound(name))


def _view(question: PairQuestion, key: str) -> SegmentView:
    targets = question.targets((key,), DRAWER_TARGETS)
    return segment_view(question.study, key, targets, question.workspace.rules)
