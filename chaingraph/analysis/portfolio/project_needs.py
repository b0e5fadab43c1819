"""What a project of an enterprise on a segment would take: land, plants, investment, and who says so."""

from collections.abc import Sequence

import numpy as np

from chaingraph.findings.move.portfolio import Resources
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.snapshot import Snapshot
from chaingraph.ids import EnterpriseId
from chaingraph.model.chain import Needs
from chaingraph.model.promotion import Project
from chaingraph.settings import Settings

SourcedNeed = tuple[Resources, str]
"""The need of one project, and where it is from in words."""


def projects_by_firm(snapshot: Snapshot) -> dict[EnterpriseId, Project]:
    """The project of each enterprise that states land, plants or investment; the first by name. O(projects)."""
    known: dict[EnterpriseId, Project] = {}
    for project in sorted(snapshot.projects, key=lambda p: (p.name, p.park), reverse=True):
        stated = (project.land_mu, project.plant_m2, project.invest_yuan)
        if project.enterprise is not None and any(value is not None for value in stated):
            known[project.enterprise] = project
    return known


def segment_needs(chain: ChainGraph, rules: Settings) -> tuple[SourcedNeed, ...]:
    """The typical need of each segment: the middle of its range, else the chain's median, else the settings. O(S).

    The fund takes ``fund_share`` of the investment.
    """
    found = [segment.needs for segment in chain.segments]
    land = _median([n.land_mu for n in found if n], rules.need_land_mu)
    plant = _median([n.plant_m2 for n in found if n], rules.need_plant_m2)
    invest = _median([n.invest_yuan for n in found if n], rules.need_invest_yuan)
    return tuple(
        (
            Resources(
                land_mu=_middle(needs.land_mu if needs else (), land),
                plant_m2=_middle(needs.plant_m2 if needs else (), plant),
                fund_yuan=rules.fund_share * _middle(needs.invest_yuan if needs else (), invest),
                number=1,
            ),
            _basis(needs),
        )
        for needs in found
    )


def need_of(project: Project | None, typical: SourcedNeed, rules: Settings) -> SourcedNeed:
    """The need of one candidate: what its own project states, the rest as is typical of the segment."""
    if project is None:
        return typical
    usual, basis = typical
    own = Resources(
        land_mu=usual.land_mu if project.land_mu is None else project.land_mu,
        plant_m2=usual.plant_m2 if project.plant_m2 is None else project.plant_m2,
        fund_yuan=usual.fund_yuan if project.invest_yuan is None else rules.fund_share * project.invest_yuan,
        number=1,
    )
    whole = None not in (project.land_mu, project.plant_m2, project.invest_yuan)
    return own, f"项目“{project.name}”" + ("" if whole else f"，缺项按{basis}")


def _middle(span: Sequence[float], otherwise: float) -> float:
    return float(sum(span) / len(span)) if span else otherwise


def _median(spans: Sequence[Sequence[float]], otherwise: float) -> float:
    known = [_middle(span, 0.0) for span in spans if span]
    return float(np.median(known)) if known else otherwise


def _basis(needs: Needs | None) -> str:
    if needs is None or not (needs.land_mu or needs.plant_m2 or needs.invest_yuan):
        return "该环节没有典型项目数据，按全链中位数或缺省值（待核实）"
    doubt = "（待核实）" if not needs.source or "待核实" in needs.source else f"（{needs.source}）"
    return f"环节典型项目区间的中值{doubt}"
