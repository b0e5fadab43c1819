"""Who did what and when: a line for every write, every sign-in and every refusal of one, kept in the store."""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time, timedelta
from secrets import token_hex

from chaingraph.errors import InvalidFact
from chaingraph.model.dates import CHINA
from chaingraph.store.base.port import Store
from chaingraph.units import date_text

FAMILY = "audit"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditLine:
    """One thing that was done, or was refused (``status`` 400 and above)."""

    at: str
    by: str
    way: str
    act: str
    path: str
    status: int
    address: str = ""


class Audit:
    """The audit of one store; lines are only ever added, and, where a number of years is set, dropped after it."""

    def __init__(self, store: Store, years: int = 0) -> None:
        self._store, self._years, self._pruned_on = store, years, ""

    def add(self, *, by: str, way: str, act: str, path: str, status: int, address: str = "") -> None:
        """Keep a line, stamped with this moment; the first line of a day drops what is too old."""
        at = datetime.now(UTC).isoformat(timespec="microseconds")
        line = AuditLine(at=at, by=by, way=way, act=act[:300], path=path[:300], status=status, address=address)
        self._store.put(FAMILY, f"{at}-{token_hex(3)}", json.dumps(asdict(line), ensure_ascii=False))

        if self._years and self._pruned_on != at[:10]:
            self._pruned_on = at[:10]
            self.prune(date.fromisoformat(at[:10]))

    def last(self, count: int) -> tuple[AuditLine, ...]:
        """The newest lines, newest first."""
        return tuple(AuditLine(**json.loads(text)) for _, text in reversed(self._store.records(FAMILY, last=count)))

    def between(self, first: str, last: str) -> tuple[AuditLine, ...]:
        """Lines from one day to another, both included, in Chinese time, newest first. Raises InvalidFact for a day
        that is none; an empty day leaves that side open."""
        since = _moment(first, 0) if first else ""
        until = _moment(last, 1) if last else "9"
        kept = [text for key, text in self._store.records(FAMILY) if since <= key < until]
        return tuple(AuditLine(**json.loads(text)) for text in reversed(kept))

    def prune(self, today: date) -> int:
        """Drop lines older than the years kept, leave one that says so, and return how many; 0 years keep all."""
        if not self._years:
            return 0
        oldest = f"{today.year - self._years:04d}{today.isoformat()[4:]}"
        gone = [key for key, _ in self._store.records(FAMILY) if key < oldest]
        for key in gone:
            self._store.put(FAMILY, key, None)
        if gone:
            self.add(by="系统", way="", act=f"清理 {oldest} 以前的审计 {len(gone)} 条", path="", status=200)
        return len(gone)


def _moment(day: str, after: int) -> str:
    """The beginning of a day, or of one so many days after it, as the keys of lines are written."""
    if len(date_text(day, "日期")) < len("2026-01-01"):
        raise InvalidFact(f"日期 “{day}” 不是 年-月-日")
    begun = datetime.combine(date.fromisoformat(day), time(), CHINA) + timedelta(days=after)
    return begun.astimezone(UTC).isoformat(timespec="microseconds")
