"""The list of target enterprises of a pair."""

from collections import Counter
from dataclasses import dataclass, replace
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from api.access.gate import needs
from api.access.roles import Permission
from api.address.urls import QueryValue
from api.http.deps import Paging, PagingDep, PairQuestion, QuestionDep, Segments
from api.http.downloads import ListFormat, download
from api.http.page_caching import CachedPage
from api.officer.whereabouts import RING_NAMES, Whereabouts, ring_of, whereabouts
from api.pages.acting import TARGETS, acting
from api.pages.listing import Key, Listing, listed
from api.pages.place.gaps import Choice
from api.pages.shell import show
from chaingraph.export.sheets.csv import csv_bytes
from chaingraph.export.sheets.lists import target_table
from chaingraph.export.sheets.workbook import Lists, target_workbook
from chaingraph.findings.firm.worth import Worth
from chaingraph.findings.move.target import Excluded, Mode, Target
from chaingraph.findings.place.gap import SegmentStatus
from chaingraph.graph.places import Place
from chaingraph.model.enterprise import Enterprise
from chaingraph.service.ask.move.targets import with_worth
from chaingraph.settings import Settings

router = APIRouter(include_in_schema=False, dependencies=[needs(Permission.SEE), CachedPage])
MOST = 1000
ROWS = 10
"""Ten firms on a screen, two lines each."""
WEIGHT = "weight_"
MOST_BESIDE = 4
MOST_KNOWN = 5000
MOST_FACETS = 8
Picked = Annotated[list[str] | None, Query(max_length=40, description="企业 id|环节编码（可重复，最多四个）")]


@dataclass(frozen=True, slots=True)
class ShownTarget:
    """A target with the enterprise it speaks of."""

    target: Target
    firm: Enterprise
    ring: str = ""

    @property
    def said(self) -> str:
        """The sentence to read aloud without the name and marks that stand in the line above it."""
        who, stop, rest = self.target.sentence.partition("；")
        return rest if stop and who.startswith(self.firm.label) else self.target.sentence

    @property
    def sign(self) -> str:
        """The latest dated sign of expansion, short; empty where there is none."""
        dated = [signal for signal in self.firm.signals if signal.on]
        latest = max(dated, key=lambda signal: signal.on or "", default=None)
        return f"{latest.on} {latest.kind}" if latest else ""


@dataclass(frozen=True, slots=True)
class TargetFilter:
    """The filters of the list; an empty one lets everything pass. ``least`` is 0 to 100."""

    province: str
    status: str
    mode: str
    least: int
    words: str
    whose: str
    ring: str = ""

    def keeps(self, candidate: ShownTarget) -> bool:
        """Whether a candidate passes all of them."""
        target, firm = candidate.target, candidate.firm
        return (
            self.province in ("", firm.province)
            and self.status in ("", target.status.value)
            and self.mode in ("", target.mode)
            and target.score * 100 >= self.least
            and self.whose in ("", "pool" if firm.pool else "own")
            and self.ring in ("", candidate.ring)
            and self.words in f"{firm.name} {firm.label} {target.segment}"
        )

    @property
    def query(self) -> dict[str, QueryValue]:
        """The filters as they stand in the address."""
        least = self.least or None
        return {
            "province": self.province,
            "status": self.status,
            "mode": self.mode,
            "least": least,
            "q": self.words,
            "list": self.whose,
            "ring": self.ring,
        }


def _wanted(
    province: Choice = "",
    status: Choice = "",
    mode: Choice = "",
    least: Annotated[int, Query(ge=0, le=100)] = 0,
    q: Choice = "",
    whose: Annotated[Literal["", "own", "pool"], Query(alias="list")] = "",
    ring: Choice = "",
) -> TargetFilter:
    return TargetFilter(province, status, mode, least, q.strip(), whose, ring)


TargetFilterDep = Annotated[TargetFilter, Depends(_wanted)]
KEYS: dict[str, Key[ShownTarget]] = {
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
    wanted: TargetFilterDep,
    segment: Segments = None,
    sort: Choice = "",
    format: ListFormat = "html",
    worth: Annotated[Literal["", "1"], Query()] = "",
) -> Response:
    """The page, or the list as a file: filtered in both.

    What each landing would change takes longer than all the rest: the page comes without it and asks for it at once.
    """
    graph, facts = question.study.graph, question.study.snapshot
    keys = tuple(dict.fromkeys(graph.key_of(name) for name in segment or () if name))
    place = question.study.coverage.place
    shown = [(target, facts.enterprises[target.firm]) for target in question.targets(keys, MOST, with_likely=True)]
    every = [ShownTarget(target, firm, ring_of(place, firm)) for target, firm in shown]
    everyone = [candidate for candidate in every if not candidate.target.unverified]
    found = [candidate for candidate in everyone if wanted.keeps(candidate)]
    if format != "html":
        return _file(question, [candidate.target for candidate in found], format)
    query = {"segment": keys, **wanted.query, "with": question.with_, "without": question.without}
    listing = listed(found, KEYS, sort=sort, paging=Paging(paging.page, min(paging.size, ROWS)), query=query)
    context = {
        "listing": listing,
        "question": question,
        "graph": graph,
        "keys": keys,
        "excluded": _excluded(question, keys),
        "likely": [candidate for candidate in every if candidate.target.unverified],
        "provinces": sorted({candidate.firm.province for candidate in everyone if candidate.firm.province}),
        "modes": list(Mode),
        "rings": RING_NAMES,
        "where": _where(place, everyone, wanted, listing),
        "segments": Counter((c.target.key, c.target.segment, c.target.status) for c in everyone).most_common(
            MOST_FACETS
        ),
        "part_names": part_names(question.workspace.rules),
        "worths": _worths(question, [candidate.target for candidate in listing.rows]) if worth else None,
        "acting": acting(question.workspace.rules, TARGETS),
        "cover": question.study.coverage,
    }
    return show(request, "targets.html", here="targets", pair=question.pair, **context)


def _facet(target: Target) -> tuple[str, str, SegmentStatus]:
    return target.key, target.segment, target.status


def _where(
    place: Place, everyone: list[ShownTarget], wanted: TargetFilter, listing: Listing[ShownTarget]
) -> Whereabouts:
    """Where the targets are that pass every other filter, each square and ring leading to its own."""
    anywhere, at_any_distance = replace(wanted, province=""), replace(wanted, ring="")
    return whereabouts(
        place,
        (candidate.firm for candidate in everyone if anywhere.keeps(candidate)),
        (candidate.firm for candidate in everyone if at_any_distance.keeps(candidate)),
        province=wanted.province,
        by_province=lambda name: listing.link(province="" if name == wanted.province else name),
        by_ring=lambda name: listing.link(ring="" if name == wanted.ring else name),
    )


@router.get("/places/{place:path}/chains/{chain:path}/targets/beside")
def side_by_side(request: Request, question: QuestionDep, pick: Picked = None) -> Response:
    """Up to four targets beside one another; each is named ``enterprise|segment``."""
    facts, picked = question.study.snapshot, list(dict.fromkeys(pick or ()))
    pairs = [tuple(each.rpartition("|")[::2]) for each in picked[:MOST_BESIDE]]
    keys = tuple(dict.fromkeys(question.study.graph.key_of(key) for _, key in pairs))
    known = {
        (t.enterprise_id, t.key): t for t in (question.targets(keys, MOST_KNOWN, with_likely=True) if keys else ())
    }
    found = [known[pair] for pair in pairs if pair in known]
    context = {
        "candidates": [ShownTarget(target, facts.enterprises[target.firm]) for target in found],
        "left_out": len(picked) - len(found),
        "worths": _worths(question, found),
        "question": question,
        "part_names": part_names(question.workspace.rules),
        "cover": question.study.coverage,
    }
    return show(request, "targets_beside.html", here="targets", pair=question.pair, **context)


def _excluded(question: PairQuestion, keys: tuple[str, ...]) -> list[tuple[str, list[Excluded]]]:
    """Firms that are no targets by reason, the commonest first."""
    grouped: dict[str, list[Excluded]] = {}
    for one in question.excluded(keys):
        grouped.setdefault(one.reason, []).append(one)
    return sorted(grouped.items(), key=lambda pair: (-len(pair[1]), pair[0]))


def _worths(question: PairQuestion, shown: list[Target]) -> dict[int, Worth]:
    """What the landing of each target on the page would change, by firm."""
    found = with_worth(question.workspace, question.study, shown)
    return {target.firm: target.worth for target in found if target.worth is not None}


def part_names(rules: Settings) -> dict[str, tuple[str, str]]:
    """Name and weight of every part of the score, as the settings call them."""
    return {
        name.removeprefix(WEIGHT): (title, value)
        for name, title, value, _ in rules.described()
        if name.startswith(WEIGHT)
    }


def _file(question: PairQuestion, found: list[Target], kind: str) -> Response:
    cover = question.study.coverage
    name = f"{cover.place.label}-{cover.chain}-目标企业清单"
    if kind == "csv":
        return download(csv_bytes(target_table(found, question.study.snapshot, cover)), name, kind)
    lists = Lists(
        snapshot=question.study.snapshot,
        coverage=cover,
        graph=question.study.graph,
        gaps=question.study.gaps,
        targets=found,
        rules=question.workspace.rules,
    )
    return download(target_workbook(lists), name, kind)
