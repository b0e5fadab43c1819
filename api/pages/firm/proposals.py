"""What the facts may lack: proposed inputs of a product and segments of a firm, for a person to confirm or refuse."""

from collections import Counter
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.access.gate import needs, require_everywhere, visitor_of
from api.access.roles import Permission
from api.access.visitor import decider
from api.address.urls import query_text
from api.http.deps import NAME_CHARACTERS, OfficeDep
from api.pages.acting import acting
from api.pages.shell import remembered, show
from api.server.office import Office, today
from chaingraph.service.ask.move.completion import further_inputs, further_segments
from chaingraph.service.decide import inputs as questions
from chaingraph.service.workspace import Workspace

router = APIRouter(include_in_schema=False, dependencies=[needs(Permission.SEE)])
SHOWN = 15
MOST_STARTS = 6
ACTING = ("proposal_support", "proposal_witnesses")
ProposalSide = Annotated[str, Query(max_length=NAME_CHARACTERS)]
Named = Annotated[str, Form(min_length=1, max_length=NAME_CHARACTERS)]
Verdict = Literal["是", "否", "撤回"]


@router.get("/proposals")
def page(
    request: Request, office: OfficeDep, product: ProposalSide = "", enterprise: ProposalSide = ""
) -> HTMLResponse:
    """Inputs of the product asked for, or segments of the firm; a form to ask when neither is named."""
    workspace = office.workspace
    context: dict[str, Any] = {"product": product.strip(), "firm": None, "acting": acting(workspace.rules, ACTING)}
    context["starts"] = () if product.strip() or enterprise else _starts(request, office)
    context |= _inputs(workspace, product.strip()) if product.strip() else {}
    context |= _segments(workspace, enterprise) if enterprise else {}
    return show(request, "proposals.html", here="proposals", **context)


def _starts(request: Request, office: Office) -> list[str]:
    """Products that most firms of one's own place make, to begin from."""
    visitor = visitor_of(request)
    pair = remembered(request) or office.overview(visitor).home
    facts = office.workspace_of(visitor).snapshot()
    if pair is None:
        return []
    members = facts.members(facts.place(pair.place))
    made = Counter(str(one.product) for firm in members.nonzero()[0].tolist() for one in facts.offerings_of[firm])
    return [name for name, _ in sorted(made.items(), key=lambda each: (-each[1], each[0]))[:MOST_STARTS]]


@router.post("/proposals", dependencies=[needs(Permission.CORRECT)])
def decide(
    request: Request,
    office: OfficeDep,
    product: Named,
    name: Named,
    verdict: Annotated[Verdict, Form()],
    by: Annotated[str, Form(max_length=50)] = "",
) -> Response:
    """Write the person's word on one input, then show the product again."""
    require_everywhere(visitor_of(request), "产品的上游材料")
    workspace, who = office.workspace, decider(visitor_of(request), by)
    if verdict == "是":
        questions.confirm_input(workspace, product, name, by=who, on=today())
    elif verdict == "否":
        questions.refuse_input(workspace, product, name, by=who, on=today())
    else:
        questions.reopen_input(workspace, product, name)
    return RedirectResponse(f"/proposals{query_text({'product': product})}", 303)


def _inputs(workspace: Workspace, product: str) -> dict[str, Any]:
    found = further_inputs(workspace, [product], top=SHOWN)
    shown = [one for one in found if one.support >= workspace.rules.proposal_witnesses]
    return {
        "known": questions.known_inputs(workspace, product),
        "found": shown,
        "hidden": len(found) - len(shown),
        "refused": questions.refused_of(workspace, product),
    }


def _segments(workspace: Workspace, enterprise: str) -> dict[str, Any]:
    snapshot = workspace.snapshot()
    firm = snapshot.enterprises[snapshot.firm(enterprise)]
    found = further_segments(workspace, [str(firm.id)], top=SHOWN)
    shown = [one for one in found if one.support >= workspace.rules.proposal_support]
    return {"firm": firm, "found": shown, "hidden": len(found) - len(shown)}
