"""What a person said a sheet is, where the headers alone were read otherwise."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from json import dumps

from chaingraph.errors import Refused
from chaingraph.ids import ImportId
from loaders.tables.headers import Match, match_headers, split_unit
from loaders.tables.tables import TABLE_BY_NAME, Table


@dataclass(frozen=True, slots=True)
class SheetChoice:
    """One sheet as a person reads it.

    Attributes
    ----------
    table
        English name of the table; empty leaves the sheet out.
    columns
        Position of a header to the field it names; an empty field keeps the column as a note where the table has notes.
    """

    table: str
    columns: Mapping[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.table and self.table not in TABLE_BY_NAME:
            raise Refused(f"没有“{self.table[:40]}”这张表")
        if not self.table:
            return
        wrong = [name for name in self.columns.values() if name and name not in self.known.by_field]
        if wrong:
            raise Refused(f"“{self.known.sheet}”表没有“{wrong[0][:40]}”这一列")
        named = [name for name in self.columns.values() if name]
        double = next((name for name in named if named.count(name) > 1), None)
        if double:
            raise Refused(f"有两列都对应“{self.known.by_field[double].label}”，请只留一列")

    @property
    def known(self) -> Table:
        """The table chosen."""
        return TABLE_BY_NAME[self.table]

    def matched(self, headers: Sequence[str]) -> tuple[Match, ...]:
        """The headers with the fields chosen for them; those nothing was said of as they are read by themselves."""
        own = {name for name in self.columns.values() if name}
        found = []
        for match in match_headers(self.known, headers):
            if match.index in self.columns:
                _, unit, year = split_unit(match.header)
                named = self.columns[match.index] or None
                found.append(Match(match.index, match.header, named, unit if named else "", year if named else 0))
            else:
                found.append(replace(match, field=None) if match.field in own else match)
        return tuple(found)


Choices = Mapping[str, SheetChoice]
"""Choices by sheet name; a file without sheets has the empty one."""
NO_CHOICES: Choices = {}


def placed_id(known: ImportId, place: str) -> ImportId:
    """The import's id where somebody said where its rows are: the same bytes elsewhere are another import."""
    return known if not place.strip() else ImportId(blake2b(f"{known}{place}".encode(), digest_size=16).hexdigest())


def visible_id(known: ImportId, *, visible_only: bool) -> ImportId:
    """The import's id where hidden rows are left out: the same bytes with fewer rows are another import."""
    return ImportId(blake2b(f"{known}#visible".encode(), digest_size=16).hexdigest()) if visible_only else known


def chosen_id(known: ImportId, choices: Choices) -> ImportId:
    """The import's id where people chose how to read it: the same bytes read otherwise are another import."""
    if not choices:
        return known
    said = [(sheet, one.table, sorted(one.columns.items())) for sheet, one in sorted(choices.items())]
    return ImportId(blake2b(f"{known}{dumps(said)}".encode(), digest_size=16).hexdigest())
