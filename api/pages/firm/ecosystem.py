"""The ecosystem of a leading firm, reached from a pair or from an enterprise."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api.access.gate import needs
from api.access.roles import Permission
from api.address.urls import Pair
from api.http.deps import FirmName, QuestionDep, WorkspaceDep
from api.http.downloads import download
from api.http.page_caching import CachedPage
from api.officer.whereabouts import Whereabouts, whereabouts
from api.pages.acting import acting
from api.pages.shell import show
from chaingraph.analysis.network.anchors import anchors
from chaingraph.analysis.network.ecosystem import ecosystem
from chaingraph.export.sheets.survey import visit_workbook
from chaingraph.findings.firm.ecosystem import Ecosystem
from chaingraph.findings.place.gap import Coverage
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.places import Place, PlaceKind
from chaingraph.graph.snapshot import Snapshot
from chaingraph.model.enterprise import Enterprise
from chaingraph.service.ask.firm.drill import chokepoints
from chaingraph.service.workspace import Workspace
from chaingraph.settings import Settings
from visual.ecosystem import ecosystem_svg
from visual.kit.raster import png
from visual.single import ecosystem_html

router = APIRouter(include_in_schema=False, dependencies=[needs(Permission.SEE), CachedPage])
MOST_CHOICES = 60
MOST_ON_FORM = 18
Tiers = Annotated[int, Query(ge=1, le=2, description="上下各几级")]
PictureFormat = Annotated[Literal["html", "svg", "png", "single", "xlsx"], Query(description="xlsx 是走访表")]


@router.get("/places/{place:path}/chains/{chain:path}/ecosystem")
def of_pair(
    request: Request,
    question: QuestionDep,
    enterprise: Annotated[str, Query(max_length=200)] = "",
    tiers: Tiers = 2,
    format: PictureFormat = "html",
) -> Response:
    """The ecosystem of the firm asked for, or of the largest leading firm of the place."""
    facts = question.study.snapshot
    leaders = leading_firms(facts, question.study.coverage, question.study.graph, question.workspace.rules)
    name = enterprise or (leaders[0].id if leaders else "")
    found = _found(question.workspace, facts, name, tiers)
    points = chokepoints(question.workspace, question.study) if format == "html" else ()
    about = {"leaders": leaders, "points": points, "acting": acting(question.workspace.rules, ("concentrated_hhi",))}
    return _answer(request, facts, found, about, tiers=tiers, kind=format, pair=question.pair)


@router.get("/enterprises/{enterprise:path}/ecosystem")
def of_enterprise(
    request: Request, workspace: WorkspaceDep, enterprise: FirmName, tiers: Tiers = 2, format: PictureFormat = "html"
) -> Response:
    """The ecosystem of one enterprise."""
    facts = workspace.snapshot()
    found = _found(workspace, facts, enterprise, tiers)
    return _answer(request, facts, found, {"leaders": [], "points": ()}, tiers=tiers, kind=format, pair=None)


def _found(workspace: Workspace, facts: Snapshot, name: str, tiers: int) -> Ecosystem | None:
    return ecosystem(facts, facts.firm(name), workspace.rules, tiers) if name else None


def leading_firms(snapshot: Snapshot, cover: Coverage, graph: ChainGraph, rules: Settings) -> list[Enterprise]:
    """Local firms of the chain, named leaders first, then the largest on it; leaders elsewhere where none is local."""
    found = {firm for state in cover.states for firm in state.local}
    if not found:
        named = enumerate(snapshot.enterprises)
        found = {n for n, firm in named if any(role.chain == graph.chain.name for role in firm.roles)}
    return [snapshot.enterprises[firm] for firm in anchors(snapshot, found, graph, rules)[:MOST_CHOICES]]


def _sides(found: Ecosystem, facts: Snapshot) -> tuple[tuple[str, int, int, Whereabouts], ...]:
    """Where it buys and where it sells: title, firms, how many of them on record, and where they are."""
    firm = facts.enterprises[facts.firm(found.enterprise_id)]
    here = Place(kind=PlaceKind.CITY, name=firm.city or firm.region, province=firm.province, city=firm.city)
    sides = []
    for title, side in (("从哪里买", -1), ("卖到哪里", 1)):
        nodes = [node for node in found.nodes if node.tier * side > 0 and node.firm is not None]
        firms = [facts.enterprises[node.firm] for node in nodes if node.firm is not None]
        if firms:
            sides.append((title, len(firms), sum(node.observed for node in nodes), whereabouts(here, firms)))
    return tuple(sides)


def _visit(found: Ecosystem, facts: Snapshot) -> bytes:
    """The form to ask the firm for its real suppliers, those on record first."""
    own = sorted({(link.supplier, link.product or "") for link in facts.links if link.buyer == found.enterprise_id})
    named = {str(firm.id): firm.name for firm in facts.enterprises}
    known = tuple((named.get(str(supplier), str(supplier)), str(product)) for supplier, product in own[:MOST_ON_FORM])
    return visit_workbook(found.enterprise, known, f"走访{found.enterprise}")


def _answer(
    request: Request,
    facts: Snapshot,
    found: Ecosystem | None,
    about: dict[str, Any],
    *,
    tiers: int,
    kind: str,
    pair: Pair | None,
) -> Response:
    svg = ecosystem_svg(found) if found else ""
    if found and kind == "xlsx":
        return download(_visit(found, facts), f"{found.enterprise}-供应商走访表", "xlsx")
    if found and kind == "single":
        return download(ecosystem_html(found, facts), f"{found.enterprise}-上下游生态", "html")
    if found and kind != "html":
        return download(png(svg) if kind == "png" else svg, f"{found.enterprise}-上下游生态", kind)
    context = {"found": found, "svg": svg, "tiers": tiers, "facts": facts, **about}
    context["sides"] = _sides(found, facts) if found else ()
    return show(request, "ecosystem.html", here="ecosystem", pair=pair, **context)
