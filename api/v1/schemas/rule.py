"""Lists by the rules parks are run by, as the JSON routes answer with them."""

from api.wire.base import Paged
from chaingraph.findings.rule.land_book import LandRow, LandSums
from chaingraph.wire.records import Wire


class ParcelsAnswer(Paged):
    """Parcels, the gravest first, and the sums of all of them."""

    place: str
    on: str
    quarter_ends: str
    sums: Wire[LandSums]
    results: tuple[Wire[LandRow], ...]
