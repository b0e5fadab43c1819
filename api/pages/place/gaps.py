"""The list of gaps of a pair."""

from dataclasses import asdict, dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from api.access.gate import needs
from api.access.roles import Permission
from api.http.deps import PagingDep, PairQuestion, QuestionDep
from api.http.downloads import ListFormat, download
from api.http.page_caching import CachedPage
from api.pages.acting import GAPS, acting
from api.pages.listing import Key, listed
from api.pages.shell import show
from chaingraph.analysis.gaps.revenues import unknown_revenues
from chaingraph.export.sheets.csv import csv_bytes
from chaingraph.export.sheets.lists import gap_table
from chaingraph.export.sheets.workbook import Lists, gap_workbook
from chaingraph.findings.place.gap import Gap, GapKind
from chaingraph.findings.place.supply import UnknownRevenue
from chaingraph.model.chain import Stage

router = APIRouter(include_in_schema=False, dependencies=[needs(Permission.SEE), CachedPage])
WORKBOOK_TARGETS = 1000

KEYS: dict[str, Key[Gap]] = {
    "severity": lambda gap: gap.severity,
    "absence": lambda gap: gap.absence,
    "demand": lambda gap: (gap.demand_yuan or 0.0, gap.demand_firms),
    "capability": lambda gap: gap.capability_yuan or 0.0,
    "rate": lambda gap: -1.0 if gap.local_supply_rate is None else gap.local_supply_rate,
    "local": lambda gap: gap.local_firms,
    "known": lambda gap: gap.known_firms,
}
Choice = Annotated[str, Query(max_length=100)]


@dataclass(frozen=True, slots=True)
class Filters:
    """What of a list of gaps is shown; an empty filter lets everything pass."""

    status: Choice = ""
    stage: Choice = ""
    kind: Choice = ""
    q: Choice = ""

    def keep(self, gap: Gap) -> bool:
        """Whether a gap passes all of them."""
        fits = (
            self.status in ("", gap.status.value),
            self.stage in ("", gap.stage.value),
            self.kind in ("", *(kind.value for kind in gap.kinds)),
            self.q.strip() in f"{gap.segment} {gap.branch or ''}",
        )
        return all(fits)


FiltersDep = Annotated[Filters, Depends()]


@router.get("/places/{place:path}/chains/{chain:path}/gaps")
def gaps(
    request: Request,
    question: QuestionDep,
    paging: PagingDep,
    filters: FiltersDep,
    sort: Choice = "",
    format: ListFormat = "html",
) -> Response:
    """The page, or the list as a file: filtered in both."""
    found = [gap for gap in question.study.gaps if filters.keep(gap)]
    if format != "html":
        return _file(question, found, format)
    query = {**asdict(filters), "with": question.with_, "without": question.without}
    listing = listed(found, KEYS, sort=sort, paging=paging, query=query)
    context = {
        "listing": listing,
        "question": question,
        "cover": question.study.coverage,
        "stages": tuple(Stage),
        "kinds": tuple(GapKind),
        "acting": acting(question.workspace.rules, GAPS),
        "revenues": _revenues(question),
    }
    return show(request, "gaps.html", here="gaps", pair=question.pair, **context)


def _revenues(question: PairQuestion) -> tuple[UnknownRevenue, ...]:
    """Whose revenue would say most, where some demand is not told in yuan."""
    study, rules = question.study, question.workspace.rules
    if all(gap.demand_yuan is not None for gap in study.gaps):
        return ()
    return unknown_revenues(study.snapshot, study.coverage.place, study.graph, rules)


def _file(question: PairQuestion, found: list[Gap], kind: str) -> Response:
    cover = question.study.coverage
    name = f"{cover.place.label}-{cover.chain}-缺口清单"
    if kind == "csv":
        return download(csv_bytes(gap_table(found, cover)), name, kind)
    lists = Lists(
        snapshot=question.study.snapshot,
        coverage=cover,
        graph=question.study.graph,
        gaps=found,
        targets=question.targets((), WORKBOOK_TARGETS),
        rules=question.workspace.rules,
    )
    return download(gap_workbook(lists), name, kind)
