"""Lists of findings as the JSON routes answer with them; the rows are told as everywhere."""

from typing import Annotated

from pydantic import Field

from api.wire.base import Answer, Paged
from chaingraph.findings.firm.drill import Chokepoint
from chaingraph.findings.move.completion import ProposedInput, ProposedSegment
from chaingraph.findings.move.target import Excluded, Target
from chaingraph.findings.park.care import FirmPlan
from chaingraph.findings.park.platform import PlatformCard
from chaingraph.findings.park.project import ProjectCard
from chaingraph.findings.park.sheet import ParkLine
from chaingraph.findings.place.extension import Extension
from chaingraph.findings.place.gap import Gap
from chaingraph.wire.records import Wire


class GapsAnswer(Paged):
    """Gaps, most urgent first."""

    place: str
    chain: str
    results: tuple[Wire[Gap], ...]


class TargetsAnswer(Paged):
    """Targets in the recommended order."""

    place: str
    chain: str
    results: tuple[Wire[Target], ...]


class ExcludedAnswer(Paged):
    """Firms elsewhere on the segments that are no targets, by reason; ``counts`` says how many for each."""

    place: str
    chain: str
    counts: Annotated[dict[str, int], Field(examples=[{"贸易": 3, "ST": 1}])]
    results: tuple[Wire[Excluded], ...]


class ParksAnswer(Paged):
    """Parks by name."""

    results: tuple[Wire[ParkLine], ...]


class ProjectsAnswer(Paged):
    """Projects by batch, the most overdue first."""

    results: tuple[Wire[ProjectCard], ...]


class PlatformsAnswer(Paged):
    """Platforms by park and kind."""

    results: tuple[Wire[PlatformCard], ...]


class ServicesAnswer(Paged):
    """Firms looked after, those with something overdue first."""

    results: tuple[Wire[FirmPlan], ...]


class ChokepointsAnswer(Answer):
    """Chokepoints of a place's chain, those that would take most firms along first."""

    place: str
    chain: str
    results: tuple[Wire[Chokepoint], ...]


class ExtensionsAnswer(Answer):
    """Best first, place by place."""

    by: Annotated[str, Field(examples=["industry"])]
    as_of: str | None
    results: tuple[Wire[Extension], ...]


class ProposedInputsAnswer(Answer):
    """Product by product, best first."""

    results: tuple[Wire[ProposedInput], ...]


class ProposedSegmentsAnswer(Answer):
    """Firm by firm, best first."""

    results: tuple[Wire[ProposedSegment], ...]
