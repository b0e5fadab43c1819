"""What routes ask for, each named once: the office, names in the path, what-if, paging, and the ETag check."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Path, Query, Request, Response
from starlette.exceptions import HTTPException

from api.access.gate import VisitorDep, scope_of
from api.access.scope import Scope
from api.address.urls import Pair
from api.server.office import Office
from api.server.studies import Studies, StudyKey
from chaingraph.analysis.targets.excluded import excluded
from chaingraph.findings.move.target import Excluded, Target
from chaingraph.service.workspace import Study, Workspace
from chaingraph.settings import Settings

MOST_NAMES = 50
Land = Annotated[list[str] | None, Query(max_length=MOST_NAMES, description="假设这些企业落地（可重复）")]
Leave = Annotated[list[str] | None, Query(max_length=MOST_NAMES, description="假设这些企业离开（可重复）")]
MOST_TARGETS = 5000
NAME_CHARACTERS = 200


def office_of(request: Request) -> Office:
    """The office of the application that got the request."""
    office: Office = request.app.state.office
    return office


async def _office(request: Request) -> Office:
    return office_of(request)


OfficeDep = Annotated[Office, Depends(_office)]


async def _workspace(office: OfficeDep, visitor: VisitorDep) -> Workspace:
    return office.workspace_of(visitor)


async def _rules(office: OfficeDep) -> Settings:
    return office.rules


WorkspaceDep = Annotated[Workspace, Depends(_workspace)]
RulesDep = Annotated[Settings, Depends(_rules)]

PlaceName = Annotated[
    str,
    Path(
        max_length=NAME_CHARACTERS,
        description="园区名称，或省、市、区县；不唯一时写路径 `河南省/新乡市/卫滨区`（`/` 也可写成 `%2F`）",
        examples=["动力电池专业园区", "河南省/新乡市/卫滨区"],
    ),
]
ChainName = Annotated[str, Path(max_length=NAME_CHARACTERS, description="产业链名称", examples=["动力电池"])]
FirmName = Annotated[
    str,
    Path(
        max_length=NAME_CHARACTERS,
        description="企业的 id、统一社会信用代码、全称或简称",
        examples=["91410700170000000X"],
    ),
]
With = Annotated[
    list[str] | None, Query(alias="with", max_length=MOST_NAMES, description="假设这些企业在本地（可重复）")
]
Without = Annotated[
    list[str] | None, Query(max_length=MOST_NAMES, description="假设这些企业不在本地（可重复）；它们随即成为候选企业")
]
Segments = Annotated[
    list[str] | None, Query(alias="segment", max_length=MOST_NAMES, description="只看这些环节，名称或编码（可重复）")
]
Top = Annotated[int, Query(ge=1, le=MOST_TARGETS, description="最多几条")]
WithLikely = Annotated[bool, Query(description="指定环节时，另列仅按用词与行业推断的企业")]
MinScore = Annotated[
    float, Query(ge=0, le=1, allow_inf_nan=False, description="匹配度不低于此数（0–1）", examples=[0.5])
]
SearchWords = Annotated[str, Query(max_length=100, description="搜索词：汉字、代码、产品、环节、全拼或首字母")]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairQuestion:
    """A chain in a place, perhaps as if some firms were elsewhere; all of it read from one snapshot."""

    workspace: Workspace
    studies: Studies
    asked: StudyKey
    study: Study
    scope: Scope
    with_: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    @property
    def pair(self) -> Pair:
        """The place and chain under their own names, as an address knows them."""
        return Pair(self.study.coverage.place.name, self.study.graph.chain.name)

    def targets(self, segments: tuple[str, ...], top: int, *, with_likely: bool = False) -> tuple[Target, ...]:
        """Firms outside the place that could fill the segments, as far as the visitor may see them."""
        if self.scope.places is None:
            return self.studies.targets(self.asked, self.study, segments, top, with_likely=with_likely)
        firms = self.study.snapshot.enterprises
        found = self.studies.targets(self.asked, self.study, segments, MOST_TARGETS, with_likely=with_likely)
        return tuple(target for target in found if self.scope.shows(firms[target.firm]))[:top]

    def excluded(self, segments: tuple[str, ...]) -> tuple[Excluded, ...]:
        """Firms elsewhere on the segments that are no targets, as far as the visitor may see them."""
        study, firms = self.study, self.study.snapshot.enterprises
        keys = [study.graph.key_of(name) for name in segments] or [gap.key for gap in study.gaps]
        found = excluded(study.snapshot, study.coverage, study.graph, keys)
        return tuple(one for one in found if self.scope.shows(firms[one.firm]))


def _question(
    office: OfficeDep,
    visitor: VisitorDep,
    place: PlaceName,
    chain: ChainName,
    with_: With = None,
    without: Without = None,
) -> PairQuestion:
    supposed = {"with_": tuple(with_ or ()), "without": tuple(without or ())}
    studies = office.studies_of(visitor)
    asked = studies.asked(place, chain, **supposed)
    study = studies.study(asked)
    return PairQuestion(
        workspace=office.workspace_of(visitor),
        studies=studies,
        asked=asked,
        study=study,
        scope=scope_of(visitor, study.snapshot),
        **supposed,
    )


QuestionDep = Annotated[PairQuestion, Depends(_question)]


@dataclass(frozen=True, slots=True)
class Paging:
    """Which page of a list, and how long a page is."""

    page: int
    size: int

    @property
    def skipped(self) -> int:
        """How many rows come before the page."""
        return (self.page - 1) * self.size

    @property
    def part(self) -> slice:
        """The rows of the page."""
        return slice(self.skipped, self.skipped + self.size)

    def pages(self, total: int) -> int:
        """How many pages there are; an empty list has one."""
        return max(1, -(-total // self.size))


async def _paging(
    rules: RulesDep,
    page: Annotated[int, Query(ge=1, le=1_000_000, description="第几页，从 1 起")] = 1,
    size: Annotated[int | None, Query(ge=1, le=500, description="每页条数")] = None,
) -> Paging:
    return Paging(page, min(size or rules.page_size, rules.page_size_max))


PagingDep = Annotated[Paging, Depends(_paging)]


def _fresh(request: Request, response: Response, office: OfficeDep, visitor: VisitorDep) -> None:
    """Answer 304 when the caller already has this version, otherwise tag the answer with it."""
    etag = office.etag(visitor)
    headers = {"ETag": etag, "Cache-Control": "private, no-cache", "Vary": "Authorization, Cookie"}
    known = request.headers.get("if-none-match", "")
    request.state.still = (etag, lambda: office.etag(visitor))
    if etag in (mark.strip().removeprefix("W/") for mark in known.split(",")):
        raise HTTPException(304, headers=headers)
    response.headers.update(headers)


Fresh = Depends(_fresh)
