"""The set of targets that closes most of a place's gaps under what the place can offer."""

from chaingraph.analysis.parks.budget import budget_of
from chaingraph.analysis.portfolio import portfolio as analysis
from chaingraph.analysis.portfolio.field import Seen
from chaingraph.errors import Refused
from chaingraph.findings.move.portfolio import Portfolio, Resources
from chaingraph.findings.park.budget import ParkBudget
from chaingraph.progress import Progress, silent
from chaingraph.service.ask.park.day import day
from chaingraph.service.workspace import Study, Workspace

NOTHING_ASKED = Resources()


class NoBudget(Refused):
    """Neither the question nor the place's own row names any budget."""

    def __init__(self, place: str) -> None:
        super().__init__(f"“{place}”没有登记可用土地、厂房或基金；请至少给出一项预算（亩、平方米、万元或家数）")


def portfolio(
    workspace: Workspace, study: Study, budget: Resources, *, complete: bool = False, tell: Progress = silent
) -> Portfolio:
    """The greedy set and the exact one; ``tell`` hears how far it is. Without any budget, what the park has on record.

    Raises NoBudget when nothing limits the set.
    """
    limits = budget if budget != NOTHING_ASKED else offered(study)
    if limits == NOTHING_ASKED:
        raise NoBudget(study.coverage.place.label)
    seen = Seen(study.coverage, study.gaps, workspace.relevance_of(study))
    rules = workspace.rules
    return analysis.portfolio(study.snapshot, seen, study.graph, limits, rules, complete=complete, tell=tell)


def offered(study: Study) -> Resources:
    """Land, recovered land among it, plants and funds of the park; a region offers nothing of its own."""
    return budget(study).resources


def budget(study: Study) -> ParkBudget:
    """The same with where each comes from."""
    return budget_of(study.snapshot, study.coverage.place, day(), study.coverage.chain)
