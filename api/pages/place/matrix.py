"""The matrix of parks and cities by segments of a chain, with the firms behind a cell."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api.access.gate import VisitorDep, needs, require_place, scope_of
from api.access.roles import Permission
from api.http.deps import QuestionDep
from api.http.downloads import download
from api.pages.shell import show
from chaingraph.export.sheets.csv import csv_bytes
from chaingraph.export.sheets.matrix import matrix_lines, matrix_table
from chaingraph.export.sheets.workbook import workbook
from chaingraph.service.ask.place.matrix import firms_in, matrix
from visual.kit.raster import png
from visual.matrix import matrix_svg

router = APIRouter(include_in_schema=False, dependencies=[needs(Permission.SEE)])
Named = Annotated[str, Query(max_length=200)]


@router.get("/places/{place:path}/chains/{chain:path}/matrix")
def page(
    request: Request,
    question: QuestionDep,
    visitor: VisitorDep,
    by: Annotated[Literal["segment", "branch"], Query()] = "segment",
    at: Named = "",
    column: Named = "",
    format: Annotated[Literal["html", "xlsx", "csv", "svg", "png"], Query()] = "html",
) -> Response:
    """The table as a page or a file; ``at`` and ``column`` name the cell whose firms are shown beside it."""
    workspace, facts, pair = question.workspace, question.study.snapshot, question.pair
    scope = scope_of(visitor, facts)
    found = matrix(workspace, pair.chain, by_branch=by == "branch", shown=scope.holds, pinned=pair.place)
    if format in ("svg", "png"):
        drawn = matrix_svg(found, workspace.rules)
        return download(png(drawn) if format == "png" else drawn, f"{pair.chain}-园区环节矩阵", format)
    if format != "html":
        table = matrix_table(found)
        content = csv_bytes(table) if format == "csv" else workbook((table,), matrix_lines(found))
        return download(content, f"{pair.chain}-园区环节矩阵", format)
    firms: tuple[int, ...] = ()
    if at and column:
        require_place(scope, facts, at)
        firms = firms_in(workspace, at, pair.chain, column, by_branch=by == "branch")
    chosen = next((each for each in found.columns if each.name == column), None)
    context = {"found": found, "by": by, "at": at, "column": chosen, "firms": firms, "facts": facts}
    return show(request, "matrix.html", here="matrix", pair=pair, **context)
