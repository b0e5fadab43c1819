"""The explorer: a chain and its firms as one moving picture, in a frame of its own."""

import re
from base64 import b64encode
from hashlib import sha256
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse, Response

from api.access.gate import needs
from api.access.roles import Permission
from api.http.deps import QuestionDep
from api.http.downloads import download
from api.pages.shell import show
from chaingraph.export.network import FORMATS
from chaingraph.graph.networks import network_view
from visual.explorer.page import explorer_html

router = APIRouter(include_in_schema=False, dependencies=[needs(Permission.SEE)])
SCRIPT = re.compile(r"<script(?:\s[^>]*)?>(.*?)</script>", re.DOTALL)


@router.get("/places/{place:path}/chains/{chain:path}/explorer")
def explorer(
    request: Request,
    question: QuestionDep,
    format: Annotated[Literal["page", "frame", "html", "graphml", "gexf", "json"], Query()] = "page",
) -> Response:
    """The page around the explorer, the explorer for its frame, the one file to hand over, or the network itself."""
    cover = question.study.coverage
    if format == "page":
        return show(request, "explorer.html", here="explorer", pair=question.pair, cover=cover)
    if format in FORMATS:
        view = network_view(question.study.snapshot, [question.study.graph], cover.place)
        return download(FORMATS[format](view), f"{cover.place.label}-{cover.chain}-关系网络", format)
    whole = explorer_html(cover, question.study.graph, question.study.snapshot, rules=question.workspace.rules)
    if format == "html":
        return download(whole, f"{cover.place.label}-{cover.chain}-图谱", "html")
    return HTMLResponse(whole, headers={"Content-Security-Policy": frame_policy(whole), "Cache-Control": "no-cache"})


def frame_policy(page: str) -> str:
    """A policy that lets exactly the scripts of this page run, in a sandbox apart from our own pages.

    >>> "sha256-" in frame_policy("<script>1</script>"), "unsafe-inline" in frame_policy("").split("style-src")[0]
    (True, False)
    """
    hashes = " ".join(f"'sha256-{b64encode(sha256(code.encode()).digest()).decode()}'" for code in SCRIPT.findall(page))
    return (
        f"default-src 'none'; script-src {hashes or chr(39) + 'none' + chr(39)}; style-src 'unsafe-inline'; "
        "img-src data: blob:; frame-ancestors 'self'; base-uri 'none'; form-action 'none'; "
        "sandbox allow-scripts allow-downloads allow-modals"
    )
