"""An officer's word on where a firm stands, written as a decision."""

from api.officer.names import segment_name
from api.server.office import today
from chaingraph.ids import ChainId, EnterpriseId, SegmentKey
from chaingraph.model.promotion import Correction
from chaingraph.model.provenance import Evidence
from chaingraph.service.workspace import Workspace


def correct(
    workspace: Workspace, firm: int, chain: str, segment: str, *, verdict: bool, by: str, at: str
) -> SegmentKey:
    """Write the decision and return the segment's key. Raises UnknownName for a chain or segment that is not known."""
    snapshot = workspace.snapshot()
    graph = snapshot.chain(chain)
    key = graph.key_of(segment)
    enterprise = snapshot.enterprises[firm]
    correction = Correction(
        enterprise=EnterpriseId(enterprise.id),
        chain=ChainId(graph.chain.name),
        segment=key,
        verdict=verdict,
        by=by,
        on=today(),
        evidence=Evidence(source=f"人工标注（{by}）", as_of=today()),
    )
    word = "在" if verdict else "不在"
    title = f"更正：{enterprise.label} {word}“{segment_name(snapshot, chain, key)}”环节"
    workspace.decide(correction, by=by, title=title, at=at)
    return key
