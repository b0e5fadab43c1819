"""A person's word on the revenue of a firm: the firm's own row with the figure, and who gave it, as an import."""

from dataclasses import replace

from chaingraph.errors import Refused
from chaingraph.service.workspace import Workspace
from chaingraph.units import Yuan, wan

NOTE = "营业收入依据"


def state_revenue(workspace: Workspace, enterprise: str, revenue_yuan: float, *, by: str, on: str, at: str) -> None:
    """Write the revenue of a year, in yuan, as an import of its own that can be undone.

    Raises UnknownName for a firm that is not one, Refused for a figure below 0.
    """
    if revenue_yuan < 0:
        raise Refused(f"营业收入 {revenue_yuan:g} 小于 0")
    snapshot = workspace.snapshot()
    one = snapshot.enterprises[snapshot.firm(enterprise)]
    notes = (*(note for note in one.notes if note[0] != NOTE), (NOTE, f"人工填报（{by}，{on}）"))
    stated = replace(one, revenue_yuan=Yuan(revenue_yuan), notes=notes)
    workspace.decide(stated, by=by, title=f"填报营业收入：{one.label} {wan(revenue_yuan)}", at=at)
