"""What a park's assessments make of it: 培育, 预备, 专业 or 摘牌, since when, and what comes next."""

from dataclasses import dataclass
from datetime import date

from chaingraph.model.parks.standing import ParkStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A park between two assessments; ``watched_until`` is the last day of its observation, None when not watched.

    ``status`` None is "nobody has said what the park is".
    """

    status: ParkStatus | None = None
    watched_until: date | None = None

    @property
    def out_of_favour(self) -> bool:
        """Whether rewards are held back: under observation, or delisted."""
        return self.watched_until is not None or self.status is ParkStatus.DELISTED

    @property
    def words(self) -> str:
        """As people say it."""
        watched = f"（观察至 {self.watched_until}）" if self.watched_until else ""
        return f"{self.status.value if self.status else '类别不详'}{watched}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One park in one period that was held: None for ``good`` when it was not assessed."""

    period: str
    good: bool | None
    among_last: bool = False

    @property
    def bad(self) -> bool:
        """Below the grade and among the last: what counts against a park."""
        return self.good is False and self.among_last


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What an assessment makes of a park: where it stands then, and one sentence why.

    ``moved`` says whether the status changes; ``notice`` whether somebody has to look at it though it does not.
    """

    before: Standing
    after: Standing
    reason: str
    notice: bool = False

    @property
    def moved(self) -> bool:
        """Whether the status changes."""
        return self.before.status is not self.after.status
