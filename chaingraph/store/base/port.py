"""What every store can do, and the records it answers with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Protocol, Self

from chaingraph.ids import DataVersion, ImportId
from chaingraph.model.kinds import KINDS

Facts = Mapping[str, Sequence[Any]]
"""Facts by kind name, each sequence sorted by natural key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportBatch:
    """What one import adds, all or nothing.

    Attributes
    ----------
    id
        Digest of the content; writing the same id again changes nothing.
    title
        What was imported, for people: file names, or the decision taken on a screen.
    facts
        New versions of facts by kind name; unknown values in them leave older versions standing.
    report
        The import report as JSON text.
    by, at
        Who imported and when (ISO 8601, UTC).
    after
        The ``settled_of`` the imports that the facts were resolved against. When others have come or gone since, the
        store raises Outrun and keeps nothing; None asks for no such look.
    """

    id: ImportId
    title: str
    facts: Mapping[str, Sequence[Any]]
    report: str = "{}"
    by: str = ""
    at: str = ""
    after: DataVersion | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRecord:
    """An import as the store remembers it; ``rows`` counts the facts it carries."""

    id: ImportId
    sequence: int
    title: str
    at: str
    by: str
    rows: int
    report: str


@dataclass(frozen=True, slots=True)
class Damage:
    """A stored row that is not what was written."""

    kind: str
    key: str
    reason: str


class Store(Protocol):
    """Facts kept in layers: each import is a layer, a fact is the overlay of its layers in order.

    A value that a later layer does not know leaves the earlier value standing. Taking a layer away brings back
    what was below: nothing an import said is ever overwritten.
    """

    def data_version(self) -> DataVersion:
        """Digest of the layers in order: the same imports give the same version in every store."""

    def read(self, until: int | None = None) -> tuple[DataVersion, Facts]:
        """Version and all facts, seen at one moment; ``until`` leaves out layers of a higher import sequence."""

    def layers_of(self, kind: str, key: str) -> tuple[tuple[int, Any], ...]:
        """What each layer says of one fact by natural key, as (import sequence, partial fact), oldest first."""

    def said(self, import_id: ImportId) -> Facts:
        """The partial facts of one import as it brought them, empty for an unknown one: what a backup holds."""

    def write(self, batch: ImportBatch) -> bool:
        """True when the batch was stored, False when it was there already. Raises Outrun, see ``ImportBatch``."""

    def imports(self) -> tuple[ImportRecord, ...]:
        """All imports, oldest first."""

    def undo(self, import_id: ImportId) -> bool:
        """True when the import was there and its layer is now gone."""

    def cached(self, name: str) -> bytes | None:
        """Something derived that was kept under this name, or None."""

    def keep(self, name: str, content: bytes) -> None:
        """Keep something derived; only a few of a family (text before the first '/') are kept."""

    def record(self, family: str, key: str) -> str | None:
        """The text kept under this key, or None. Records are no facts: they do not touch the data version."""

    def records(self, family: str, *, last: int | None = None) -> tuple[tuple[str, str], ...]:
        """(key, text) of a family sorted by key; only the ``last`` highest keys when given."""

    def families(self) -> tuple[str, ...]:
        """Families that have records, sorted."""

    def put(self, family: str, key: str, content: str | None) -> None:
        """Keep the text under this key at once and for good, or forget the key when it is None."""

    def verify(self) -> tuple[Damage, ...]:
        """Every stored row that does not match its digest, sorted by kind and key."""

    def close(self) -> None:
        """Let go of the store."""

    def __enter__(self) -> Self:
        """The store itself."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""


EPHEMERAL = ("devices", "sessions")
"""Families of records that no backup holds and none brings back: who was signed in."""


def empty_facts() -> dict[str, list[Any]]:
    """An empty list for every kind."""
    return {kind.name: [] for kind in KINDS}
