"""The report pack of a chain in a place."""

from collections.abc import Callable, Iterator, Sequence

from chaingraph.analysis.network.anchors import anchors
from chaingraph.analysis.network.ecosystem import ecosystem
from chaingraph.findings.firm.ecosystem import Ecosystem
from chaingraph.findings.move.target import Target
from chaingraph.findings.place.gap import Gap, SegmentStatus
from chaingraph.findings.place.marks import Weight
from chaingraph.findings.report.pack import GapBrief, Pack, Visit, VisitKind
from chaingraph.service.ask.place.worklist import survey_list
from chaingraph.service.workspace import Study, Workspace

GAPS, TARGETS, VISITS, SURVEYS = 5, 20, 10, 4
LOOKED_AT = 50
NAMED = 3
SURE = (SegmentStatus.MISSING, SegmentStatus.WEAK)


Find = Callable[[Sequence[str], int], tuple[Target, ...]]
"""Targets of segments (of all gaps where none is named), at most so many: as far as whoever asks may see them."""


def pack(workspace: Workspace, seen: Study, find: Find) -> Pack:
    """The five gaps, twenty targets, the leading firm's ecosystem and ten visits of a chain in a place."""
    found = _pressing(seen.gaps)
    targets = find((), TARGETS)
    local = {firm for state in seen.coverage.states for firm in state.local}
    leaders = anchors(seen.snapshot, local, seen.graph, workspace.rules)
    anchor = ecosystem(seen.snapshot, leaders[0], workspace.rules) if leaders else None
    names = [seen.snapshot.enterprises[firm].label for firm in leaders[:NAMED]]
    return Pack(
        coverage=seen.coverage,
        gaps=tuple(_brief(workspace, seen, gap, find) for gap in found),
        targets=targets,
        anchor=anchor,
        visits=tuple(_visits(workspace, seen, anchor, targets))[:VISITS],
        leading=tuple(names),
    )


def _pressing(gaps: Sequence[Gap]) -> list[Gap]:
    """The gaps worth a leader's minute: surely missing or weak, and not those that need not be chased."""
    return [gap for gap in gaps if gap.status in SURE and gap.weight is not Weight.LET_BE and not gap.not_worth][:GAPS]


def _brief(workspace: Workspace, study: Study, gap: Gap, find: Find) -> GapBrief:
    graph, states = study.graph, study.coverage.states
    buyers = [firm for edge in graph.buyers(graph.index[gap.key]) for firm in states[graph.index[edge.output]].local]
    sizes, _ = study.snapshot.sizes(workspace.rules)
    ranked = sorted(set(buyers), key=lambda firm: (-float(sizes[firm]), study.snapshot.enterprises[firm].name))
    able = find((gap.key,), NAMED)
    return GapBrief(
        gap=gap,
        buyers=tuple(study.snapshot.enterprises[firm].label for firm in ranked[:NAMED]),
        buyers_total=len(ranked),
        candidates=tuple(target.enterprise for target in able),
    )


def _visits(workspace: Workspace, study: Study, anchor: Ecosystem | None, targets: Sequence[Target]) -> Iterator[Visit]:
    """The leading firm, the local firms whose word would change most, then the first targets, each firm once."""
    if anchor is not None:
        lacking = "、".join(gap.segment for gap in _pressing(study.gaps)[:NAMED])
        ask = "真实供应商、外地采购的品类和金额、扩产计划与配套诉求"
        why = f"本链龙头或最大的本地企业{f'；{lacking} 本地都没有，看它从哪里买' if lacking else ''}"
        yield Visit(kind=VisitKind.LEADER, firm=anchor.firm, enterprise=anchor.enterprise, why=why, ask=ask)
    asked = survey_list(workspace, study.coverage.place.name, study.coverage.chain, LOOKED_AT).rows
    for row in [row for row in asked if row.candidates][:SURVEYS]:
        ask = f"主营产品是不是 {'、'.join(option.segment for option in row.candidates)}"
        yield Visit(kind=VisitKind.SURVEY, firm=row.firm, enterprise=row.enterprise, why=row.why, ask=ask)
    seen: set[int] = set()
    for target in targets:
        if target.firm not in seen:
            seen.add(target.firm)
            ask = f"{target.segment}的布局打算、落地条件，以及{target.relation or '与本地企业的往来'}"
            yield Visit(
                kind=VisitKind.CALL, firm=target.firm, enterprise=target.enterprise, why=target.sentence, ask=ask
            )
