"""Leads as a board shows them: with the firm, when they are due, and what was changed by whom."""

from dataclasses import dataclass
from enum import StrEnum

from chaingraph.model.enterprise import Enterprise
from chaingraph.model.promotion import Lead


class Due(StrEnum):
    """When a lead is to be followed up next, seen from one day."""

    OVERDUE = "已逾期"
    THIS_WEEK = "本周"
    LATER = "以后"
    NONE = "未定"
    OVER = "已了结"


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardLead:
    """One lead on the board.

    Attributes
    ----------
    id
        Short digest of the lead's natural key, for addresses.
    enterprise
        The firm, None when the lists do not hold it any more.
    segment
        Name of the segment, None when the lead names none.
    days
        Days until the next date; negative when it has passed, None when there is none.
    """

    id: str
    lead: Lead
    enterprise: Enterprise | None
    segment: str | None
    due: Due
    days: int | None

    @property
    def name(self) -> str:
        """The firm's name, or its id when it is not known."""
        return self.enterprise.name if self.enterprise else self.lead.enterprise


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadChange:
    """One step of a lead's history: ``changes`` are (what, before, after), before None at the beginning."""

    at: str
    by: str
    title: str
    changes: tuple[tuple[str, str | None, str], ...]
