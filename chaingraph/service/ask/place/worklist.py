"""Which local firms should be asked what they make?"""

from chaingraph.analysis.absence import worklist as analysis
from chaingraph.findings.place.worklist import Worklist
from chaingraph.service.workspace import Workspace

MOST = 50


def survey_list(workspace: Workspace, place: str, chain: str | None = None, top: int = MOST) -> Worklist:
    """Local firms on no segment, what knowing them would change first; with a chain by what they may make of it.

    Raises UnknownName for a place or chain that is not one.
    """
    snapshot = workspace.snapshot()
    chains = [snapshot.chain(chain)] if chain else list(snapshot.chains.values())
    return analysis.worklist(snapshot, snapshot.place(place), chains, top)
