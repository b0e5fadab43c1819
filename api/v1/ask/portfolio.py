"""A set of targets under budgets, as JSON."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from api.access.gate import needs
from api.access.roles import Permission
from api.http.deps import Fresh, QuestionDep
from api.wire.statuses import READING, errors
from chaingraph.findings.move.portfolio import Portfolio, Resources
from chaingraph.service.ask.move.portfolio import portfolio as ask
from chaingraph.units import WAN
from chaingraph.wire.records import Wire

router = APIRouter(prefix="/api/v1", dependencies=[needs(Permission.SEE), Fresh], tags=["分析"])


def _amount(description: str) -> object:
    return Query(ge=0, le=1e12, allow_inf_nan=False, description=description)


@dataclass(frozen=True, slots=True)
class Budget:
    """The budgets in the address; none at all means what the park has on record."""

    land_mu: Annotated[float | None, _amount("可用净地，亩")] = None
    plant_m2: Annotated[float | None, _amount("可用标准厂房，平方米")] = None
    fund_wan: Annotated[float | None, _amount("产业基金，万元")] = None
    top: Annotated[int | None, Query(ge=1, le=1000, description="最多几家")] = None
    complete: Annotated[bool, Query(description="只有必需投入全部到位的环节才计值")] = False

    @property
    def resources(self) -> Resources:
        """The same in yuan."""
        fund = None if self.fund_wan is None else self.fund_wan * WAN
        return Resources(land_mu=self.land_mu, plant_m2=self.plant_m2, fund_yuan=fund, number=self.top)


BudgetDep = Annotated[Budget, Depends()]


@router.get(
    "/places/{place:path}/chains/{chain:path}/portfolio",
    summary="组合方案：预算之内补链最多的一组目标企业",
    responses=errors(*READING),
)
def portfolio(question: QuestionDep, budget: BudgetDep) -> Wire[Portfolio]:
    """The greedy set, the exact one, and the bound."""
    return ask(question.workspace, question.study, budget.resources, complete=budget.complete)
