"""By which rules, from which sources, as of when."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from api.access.gate import needs
from api.access.roles import Permission
from api.http.deps import OfficeDep
from api.pages.shell import show
from api.server.office import product_version
from chaingraph.graph.snapshot import Snapshot

router = APIRouter(include_in_schema=False, dependencies=[needs(Permission.SEE)])


@router.get("/rules")
def rules(request: Request, office: OfficeDep) -> HTMLResponse:
    """Rules, thresholds, sources and dates."""
    facts = office.workspace.snapshot()
    context: dict[str, Any] = {
        "settings": office.rules.described(),
        "facts": facts,
        "sources": enterprise_sources(facts),
    }
    return show(request, "rules.html", here="rules", version=product_version(), **context)


def enterprise_sources(facts: Snapshot) -> list[tuple[str, int, str | None]]:
    """(source, firms, latest date) of the enterprise lists, most firms first."""
    found: dict[str, list[str | None]] = {}
    for firm in facts.enterprises:
        found.setdefault(firm.evidence.source or "来源未注明", []).append(firm.evidence.as_of)
    rows = [(source, len(dates), max((on for on in dates if on), default=None)) for source, dates in found.items()]
    return sorted(rows, key=lambda row: (-row[1], row[0]))[:50]
