"""Flows between the branches of a chain in a place: a sankey diagram with its table."""

import json
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api.access.gate import needs
from api.access.roles import Permission
from api.http.deps import QuestionDep
from api.http.downloads import download
from api.pages.acting import acting
from api.pages.shell import show
from chaingraph.analysis.network.flow import flows
from chaingraph.export.sheets.csv import csv_bytes
from chaingraph.export.sheets.flow import flow_table
from chaingraph.export.sheets.workbook import workbook
from chaingraph.findings.place.flow import Basis, Flows
from chaingraph.units import WAN
from visual.kit.look import STAGE_COLOURS
from visual.kit.raster import png
from visual.sankey.flow import RULES, flow_counts, flow_foot, flow_svg, flow_title
from visual.sankey.flow_sheet import columns_of

router = APIRouter(include_in_schema=False, dependencies=[needs(Permission.SEE)])
BASES = {"observed": Basis.OBSERVED, "inferred": Basis.INFERRED}


@router.get("/places/{place:path}/chains/{chain:path}/flow")
def page(
    request: Request,
    question: QuestionDep,
    basis: Annotated[Literal["", "observed", "inferred"], Query()] = "",
    format: Annotated[Literal["html", "xlsx", "csv", "svg", "png"], Query()] = "html",
) -> Response:
    """The page or its table as a file; without a basis the observed one, where there is any."""
    study = question.study
    found = flows(study.snapshot, study.coverage, study.graph, BASES[basis or "observed"])
    if not basis and not found.flows:
        found = flows(study.snapshot, study.coverage, study.graph, Basis.INFERRED)
    if format in ("svg", "png"):
        drawn = flow_svg(found)
        return download(png(drawn) if format == "png" else drawn, f"{found.place.label}-{found.chain}-供应流向", format)
    if format != "html":
        table = flow_table(found)
        lines = (("标题", table.title), ("口径", RULES[found.basis]), ("数据截至", found.as_of or "未注明"))
        content = csv_bytes(table) if format == "csv" else workbook((table,), lines)
        return download(content, f"{found.place.label}-{found.chain}-供应流向", format)
    context = {"found": found, "question": question, "model": model(found), "observed": Basis.OBSERVED}
    context["acting"] = acting(question.workspace.rules, ("default_cost_share",))
    context["svg"] = flow_svg(found) if found.flows else ""
    context["firms"] = study.coverage.firms
    return show(request, "flow.html", here="flow", pair=question.pair, **context)


def model(found: Flows) -> str:
    """What the script draws, as JSON; the words of the picture are part of it."""
    observed = found.basis is Basis.OBSERVED
    drawn = [flow for flow in found.flows if flow.drawn]
    depth = columns_of(found.nodes, drawn)
    shown: dict[str, Any] = {
        "title": flow_title(found),
        "subtitle": flow_counts(found),
        "foot": flow_foot(found),
        "unit": "条" if observed else "万元/年",
        "observed": observed,
        "nodes": [
            {"name": node.name, "color": STAGE_COLOURS[node.stage], "depth": depth[node.name]} for node in found.nodes
        ],
        "links": [
            {
                "source": flow.source,
                "target": flow.target,
                "value": flow.amount if observed else round(flow.amount / WAN, 1),
                "examples": list(flow.examples),
            }
            for flow in drawn
        ],
    }
    return json.dumps(shown, ensure_ascii=False, sort_keys=True, allow_nan=False)
