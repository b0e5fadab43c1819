"""A comparison and a difference as the records their routes answer with; places by their names."""

import math

from api.v1.schemas import Record
from api.v1.schemas import compare as rows
from api.v1.schemas.findings import CompletenessRow, SupplyRateRow
from chaingraph.findings.place.compare import Clash, Comparison
from chaingraph.findings.report.difference import Difference


def comparison_answer(found: Comparison) -> rows.ComparisonAnswer:
    """The comparison as records; places by their names."""
    return rows.ComparisonAnswer(
        data_version=found.data_version,
        chain=found.chain,
        as_of=found.as_of,
        standings=[
            rows.StandingRow.model_validate({**_plain(s, rows.StandingRow), "place": s.place.name})
            for s in found.standings
        ],
        matrix=_cells(found),
        complements=[
            rows.ComplementRow.model_validate(
                {
                    **_plain(c, rows.ComplementRow),
                    "needs": c.needs.name,
                    "gives": c.gives.name,
                    "firms": [name for name, _ in c.firms],
                }
            )
            for c in found.complements
        ],
        clashes=[_clash(clash) for clash in found.clashes],
        shared_gaps=[
            rows.SharedGapRow.model_validate({**_plain(g, rows.SharedGapRow), "places": [p.name for p in g.places]})
            for g in found.shared_gaps
        ],
    )


def _plain(found: object, row: type[Record]) -> dict[str, object]:
    return {name: getattr(found, name) for name in row.model_fields}


def _clash(clash: Clash) -> rows.ClashRow:
    chases = [{**_plain(chase, rows.ChaseRow), "place": chase.place.name} for chase in clash.chases]
    return rows.ClashRow.model_validate({**_plain(clash, rows.ClashRow), "chases": chases})


def _cells(found: Comparison) -> list[rows.CellRow]:
    matrix = found.survey
    return [
        rows.CellRow(
            place=place.name,
            key=segment.key,
            segment=segment.name,
            status=matrix.status[p][s],
            firms=int(matrix.firms[p, s]),
            capability_yuan=float(matrix.capability_yuan[p, s]),
            demand_yuan=float(matrix.demand_yuan[p, s]),
            location_quotient=None if math.isnan(quotient := float(matrix.location_quotient[p, s])) else quotient,
        )
        for p, place in enumerate(matrix.places)
        for s, segment in enumerate(matrix.segments)
    ]


def changes_answer(found: Difference, since: str) -> rows.ChangesAnswer:
    """The difference as records: gaps opened, then closed, then those whose severity moved."""
    return rows.ChangesAnswer(
        data_version=found.version_after,
        place=found.place.name,
        chain=found.chain,
        since=since,
        version_before=found.version_before,
        firms_before=found.firms_before,
        firms_after=found.firms_after,
        arrived=list(found.arrived),
        left=list(found.left),
        completeness_before=CompletenessRow.model_validate(found.completeness_before),
        completeness_after=CompletenessRow.model_validate(found.completeness_after),
        supply_before=SupplyRateRow.model_validate(found.supply_before),
        supply_after=SupplyRateRow.model_validate(found.supply_after),
        statuses=[rows.StatusMoveRow(segment=m.segment, before=m.before, after=m.after) for m in found.statuses],
        gaps=[
            *(rows.GapMoveRow(key=g.key, segment=g.segment, before=None, after=g.severity) for g in found.opened),
            *(rows.GapMoveRow(key=g.key, segment=g.segment, before=g.severity, after=None) for g in found.closed),
            *(rows.GapMoveRow(key=g.key, segment=g.segment, before=g.before, after=g.after) for g in found.moved),
        ],
        leads=[
            rows.LeadMoveRow(enterprise=m.enterprise, before=m.before, after=m.lead.stage)
            for m in found.everything.leads
        ],
        projects=[
            rows.ProjectMoveRow(
                project=m.project.name, new=m.before is None, batch=m.project.batch, progress=m.project.progress
            )
            for m in found.everything.projects
        ],
    )
