"""The list of target enterprises of a pair."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.access.gate import needs
from api.access.roles import Permission
from api.deps import Paging, PagingDep, Question, QuestionDep, Segments
from api.downloads import download
from api.listing import Key, listed
from api.pages.gaps import Choice, ListFormat
from api.shell import show
from chaingraph.export.csv import csv_bytes
from chaingraph.export.lists import target_table
from chaingraph.export.workbook import target_workbook
from chaingraph.graph.findings import Target
from chaingraph.model.enterprise import Enterprise
from chaingraph.settings import Settings

router = APIRouter(include_in_schema=False, dependencies=[needs(Permission.SEE)])
MOST = 1000
ROWS = 20
WEIGHT = "weight_"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A target with the enterprise it speaks of."""

    target: Target
    firm: Enterprise


KEYS: dict[str, Key[Candidate]] = {
    "score": lambda candidate: candidate.target.score,
    "segment": lambda candidate: candidate.target.segment,
    "name": lambda candidate: candidate.firm.name,
    "capital": lambda candidate: candidate.firm.registered_capital_yuan or 0.0,
    "revenue": lambda candidate: candidate.firm.revenue_yuan or 0.0,
}


@router.get("/places/{place:path}/chains/{chain:path}/targets")
def targets(
    request: Request,
    question: QuestionDep,
    paging: PagingDep,
    segment: Segments = None,
    province: Choice = "",
    q: Choice = "",
    sort: Choice = "",
    format: ListFormat = "html",
) -> Response:
    """The page, or the list as a file: filtered in both."""
    graph, facts = question.study.graph, question.study.snapshot
    keys = tuple(dict.fromkeys(graph.key_of(name) for name in segment or () if name))
    everyone = [Candidate(t, facts.enterprises[t.firm]) for t in question.targets(keys, MOST)]
    found = [candidate for candidate in everyone if _kept(candidate, province, q.strip())]
    if format != "html":
        return _file(question, [candidate.target for candidate in found], format)
    query = {"segment": keys, "province": province, "q": q, "with": question.with_, "without": question.without}
    listing = listed(found, KEYS, sort=sort, paging=Paging(paging.page, min(paging.size, ROWS)), query=query)
    context = {
        "listing": listing,
        "question": question,
        "graph": graph,
        "keys": keys,
        "provinces": sorted({candidate.firm.province for candidate in everyone if candidate.firm.province}),
        "part_names": part_names(question.workspace.rules),
        "cover": question.study.coverage,
    }
    return show(request, "targets.html", here="targets", pair=question.pair, **context)


def part_names(rules: Settings) -> dict[str, tuple[str, str]]:
    """Name and weight of every part of the score, as the settings call them."""
    return {
        name.removeprefix(WEIGHT): (title, value)
        for name, title, value, _ in rules.described()
        if name.startswith(WEIGHT)
    }


def _kept(candidate: Candidate, province: str, words: str) -> bool:
    if province and candidate.firm.province != province:
        return False
    return words in f"{candidate.firm.name} {candidate.firm.label} {candidate.target.segment}"


def _file(question: Question, found: list[Target], kind: str) -> Response:
    cover = question.study.coverage
    name = f"{cover.place.label}-{cover.chain}-目标企业清单"
    if kind == "csv":
        return download(csv_bytes(target_table(found, question.study.snapshot, cover)), name, kind)
    book = target_workbook(
        snapshot=question.study.snapshot,
        coverage=cover,
        graph=question.study.graph,
        gaps=question.study.gaps,
        targets=found,
        rules=question.workspace.rules,
    )
    return download(book, name, kind)
