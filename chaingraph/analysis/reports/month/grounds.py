"""What the sections of a month are made from, and the small words they share."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chaingraph.findings.park.care import Ring
from chaingraph.findings.park.project import ProjectCard
from chaingraph.findings.report.bulletin import PlaceMonth
from chaingraph.findings.rule.land_book import LandBook
from chaingraph.findings.rule.ranking import Ranking
from chaingraph.graph.places import Place
from chaingraph.graph.snapshot import Snapshot
from chaingraph.model.place import Park

UNKNOWN = "—"


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthGrounds:
    """One month as it stands at its end; all of one snapshot but the moves.

    Attributes
    ----------
    place
        None is everywhere.
    parks
        Parks of the place that may be seen, by name.
    moves
        What changed in each park and in the place itself.
    ranking
        The last assessment that was over by then, None without one.
    """

    month: str
    ends: date
    place: Place | None
    parks: Sequence[Park]
    names: frozenset[str]
    moves: Sequence[PlaceMonth]
    first: bool
    snapshot: Snapshot
    ranking: Ranking | None
    land: LandBook
    cards: Sequence[ProjectCard]
    rings: Sequence[Ring]

    @property
    def park_moves(self) -> Sequence[PlaceMonth]:
        """Moves of the parks, of all places where there is no park: what is told of a park is not told of its city."""
        return [one for one in self.moves if one.place.park] or self.moves

    @property
    def following(self) -> str:
        """The month after, YYYY-MM."""
        year, month = int(self.month[:4]), int(self.month[5:])
        return f"{year + month // 12:04d}-{month % 12 + 1:02d}"


def nothing_to_compare(grounds: MonthGrounds, otherwise: str) -> str:
    """What an empty section of changes says."""
    return "本月首次导入数据，没有上月可比，下月起通报变化。" if grounds.first else otherwise
