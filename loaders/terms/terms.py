"""On what terms files are imported: by whom and when, for good or only reckoned, and how far the importer may speak."""

from dataclasses import dataclass, field

from chaingraph.errors import Refused
from chaingraph.graph.places import Place
from chaingraph.library.gazetteer import Spot, gazetteer
from chaingraph.progress import Progress, silent
from chaingraph.settings import Settings
from loaders.terms.choices import NO_CHOICES, Choices


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The terms of one import.

    Attributes
    ----------
    rules
        The limits of files, rows and cells.
    at, by
        When (ISO 8601, UTC) and who; kept with the layer.
    dry_run
        Do everything but write.
    progress
        Called with a Chinese stage, done and total: rows parsed, rows resolved, facts written. What it raises ends the
        import, and nothing is stored; it is not called once the import is stored.
    choices
        How sheets are to be read that somebody looked at; the others are read by their headers.
    place
        The region of rows that do not say where they are, as the importer says it; empty for none.
    visible_only
        Leave out the rows that a workbook hides or filters away.
    within
        The places the importer may bring rows of; None means everywhere. Other rows are rejected.
    """

    rules: Settings
    at: str
    by: str = ""
    dry_run: bool = False
    progress: Progress = silent
    choices: Choices = field(default_factory=lambda: NO_CHOICES)
    within: tuple[Place, ...] | None = None
    place: str = ""
    visible_only: bool = False

    @property
    def spot(self) -> Spot:
        """The region ``place`` names. Raises Refused when it names none, or several."""
        if not self.place.strip():
            return Spot()
        found = gazetteer().exact(self.place)
        if not found.known:
            choices = "、".join(
                "/".join(p for p in (s.province, s.city, s.district) if p) for s in gazetteer().choices(self.place)
            )
            raise Refused(
                f"“{self.place[:40]}”不是一个省、市或区县的名称" + (f"，可能是：{choices}" if choices else "")
            )
        return found
