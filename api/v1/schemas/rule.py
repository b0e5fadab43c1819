"""Lists by the rules parks are run by, as the JSON routes answer with them."""

from api.wire.base import Paged
from chaingraph.findings.rule.land_book import LandRow, LandSums
from chaingraph.findings.rule.ranking import Ranked
from chaingraph.wire.records import Wire


class ParcelsAnswer(Paged):
    """Parcels, the gravest first, and the sums of all of them."""

    place: str
    on: str
    quarter_ends: str
    sums: Wire[LandSums]
    results: tuple[Wire[LandRow], ...]


class AssessmentsAnswer(Paged):
    """Parks of an assessment, best first."""

    period: str
    scheme: str
    rule: str
    published: bool
    periods: tuple[str, ...]
    absent: tuple[str, ...]
    results: tuple[Wire[Ranked], ...]
