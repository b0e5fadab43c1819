"""What a place is likely to grow next, with the formula and its weights."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api.access.gate import needs
from api.access.roles import Permission
from api.address.urls import query_text
from api.http.deps import PairQuestion, QuestionDep
from api.http.downloads import download, table_download
from api.pages.acting import EXTEND, acting
from api.pages.shell import show
from chaingraph.analysis.growth.extension import LOCAL_FIT, SIZE, TAIL_WIND, TITLES
from chaingraph.analysis.growth.relatedness import Relatedness
from chaingraph.errors import ChaingraphError
from chaingraph.export.sheets.answers import extension_table
from chaingraph.findings.place.extension import Extension
from chaingraph.service.ask.move.extension import ExtensionQuery, extend_place
from chaingraph.service.ask.report.schemes import foreign_scheme
from visual.growth import dots, growth_svg
from visual.kit.raster import png

router = APIRouter(include_in_schema=False, dependencies=[needs(Permission.SEE)])
MOST_ASKED = 300
"""All of a chain: a place on the picture is a rank among all that are not there yet."""
MOST_COMERS = 3
GROUPS = (("本地契合", LOCAL_FIT), ("全国顺风", TAIL_WIND), ("本地规模", SIZE))
WEIGHTS = [(title, [(TITLES[name], weight) for name, weight in own.items()]) for title, own in GROUPS]


@router.get("/places/{place:path}/chains/{chain:path}/extend")
def page(
    request: Request,
    question: QuestionDep,
    by: Annotated[str, Query(pattern="^(segment|industry)$")] = "segment",
    as_of: Annotated[str, Query(max_length=10)] = "",
    relatedness: Annotated[Relatedness, Query()] = Relatedness.PROXIMITY,
    at: Annotated[str, Query(max_length=200, description="看哪一个为什么")] = "",
    format: Annotated[Literal["html", "xlsx", "csv", "svg", "png"], Query()] = "html",
) -> Response:
    """Segments of the pair's chain, or industries, that are not there yet."""
    pair = question.pair
    asked = ExtensionQuery(by=by, chains=(question.study.graph.chain.name,), as_of=as_of or None, kind=relatedness)
    found, refused = _found(question, asked)
    doubt = foreign_scheme(question.study.snapshot, pair.place) if by == "industry" else None
    name = f"{pair.place}-{pair.chain}-延链"
    if format in ("xlsx", "csv") and not refused:
        return table_download(extension_table(found), name, format)
    cover, query = question.study.coverage, {"by": by, "as_of": as_of, "relatedness": relatedness}
    placed = dots(found, {str(state.segment.key): state.known for state in cover.states})
    title = f"{cover.place.label} · 下一步能长出什么"
    what = "环节" if by == "segment" else "行业"
    note = f"数据截至 {cover.as_of or '未注明'}；位置只表示先后，不是概率；按{what}推算，供研判参考"
    if format in ("svg", "png"):
        svg = growth_svg(title, placed, note=note)
        return download(png(svg) if format == "png" else svg, name, format)
    chosen = next((dot for dot in placed if dot.one.key == at), placed[0] if placed else None)
    context = {
        "found": found,
        "placed": placed,
        "chosen": chosen,
        "query": query,
        "targets": question.targets((chosen.one.key,), MOST_COMERS) if chosen and by == "segment" else (),
        "svg": growth_svg(
            title,
            placed,
            chosen=chosen.one.key if chosen else "",
            link=lambda key: query_text({**query, "at": key}),
            note=note,
        ),
        "refused": refused,
        "doubt": doubt,
        "by": by,
        "as_of": as_of,
        "relatedness": relatedness,
        "kinds": list(Relatedness),
        "groups": WEIGHTS,
        "cover": cover,
        "acting": acting(question.workspace.rules, EXTEND),
    }
    return show(request, "extend.html", here="extend", pair=pair, **context)


def _found(question: PairQuestion, asked: ExtensionQuery) -> tuple[tuple[Extension, ...], str]:
    """What the place may grow next, or why that cannot be told."""
    try:
        return extend_place(question.workspace, question.pair.place, asked, top=MOST_ASKED), ""
    except ChaingraphError as error:
        return (), str(error)
