"""Who did what and when: a line for every write, every sign-in and every refusal of one, kept in the store."""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from secrets import token_hex

from chaingraph.store.port import Store

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
    """The audit of one store; lines are only ever added."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, *, by: str, way: str, act: str, path: str, status: int, address: str = "") -> None:
        """Keep a line, stamped with this moment."""
        at = datetime.now(UTC).isoformat(timespec="microseconds")
        line = AuditLine(at=at, by=by, way=way, act=act[:300], path=path[:300], status=status, address=address)
        self._store.put(FAMILY, f"{at}-{token_hex(3)}", json.dumps(asdict(line), ensure_ascii=False))

    def last(self, count: int) -> tuple[AuditLine, ...]:
        """The newest lines, newest first."""
        return tuple(AuditLine(**json.loads(text)) for _, text in reversed(self._store.records(FAMILY, last=count)))
