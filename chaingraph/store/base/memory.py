"""A store in the process's own memory, gone when it closes."""

import threading
from types import TracebackType
from typing import Any, Self

from chaingraph.ids import DataVersion, ImportId
from chaingraph.model.kinds import KIND_BY_NAME, KINDS
from chaingraph.store.base.layers import LayeredFacts, Row, decoded_layers, require_settled, row_digest, version_of
from chaingraph.store.base.port import Damage, Facts, ImportBatch, ImportRecord


class MemoryStore:
    """Layers kept as encoded rows, so that what is read back went through the same codec as in any store."""

    def __init__(self) -> None:
        self._batches: list[tuple[ImportRecord, dict[str, dict[str, tuple[Any, ...]]], dict[str, bytes]]] = []
        self._kept: dict[str, bytes] = {}
        self._records: dict[str, dict[str, str]] = {}
        self._sequence = 0
        self._writing = threading.Lock()

    def data_version(self) -> DataVersion:
        """See ``Store``."""
        return version_of(record.id for record, _, _ in self._batches)

    def read(self, until: int | None = None) -> tuple[DataVersion, Facts]:
        """See ``Store``."""
        seen = [batch for batch in self._batches if until is None or batch[0].sequence <= until]
        found: dict[str, list[tuple[str, Row]]] = {}
        for kind in KINDS:
            layered = [(key, record.sequence, row) for record, rows, _ in seen for key, row in rows[kind.name].items()]
            layered.sort(key=lambda entry: entry[:2])
            found[kind.name] = [(key, row) for key, _, row in layered]
        return version_of(record.id for record, _, _ in seen), LayeredFacts(found)

    def layers_of(self, kind: str, key: str) -> tuple[tuple[int, Any], ...]:
        """See ``Store``."""
        said = [(record.sequence, rows[kind][key]) for record, rows, _ in self._batches if key in rows[kind]]
        return decoded_layers(KIND_BY_NAME[kind], said)

    def said(self, import_id: ImportId) -> Facts:
        """See ``Store``."""
        brought = [rows for record, rows, _ in self._batches if record.id == import_id]
        found = {kind.name: sorted(rows[kind.name].items()) for rows in brought for kind in KINDS}
        return LayeredFacts({kind.name: found.get(kind.name, []) for kind in KINDS})

    def write(self, batch: ImportBatch) -> bool:
        """See ``Store``."""
        with self._writing:
            return self._written(batch)

    def _written(self, batch: ImportBatch) -> bool:
        if any(record.id == batch.id for record, _, _ in self._batches):
            return False
        require_settled(batch, [record.id for record, _, _ in self._batches])
        rows = {kind.name: {kind.key_of(f): kind.encode(f) for f in batch.facts.get(kind.name, ())} for kind in KINDS}
        digests = {
            f"{kind.name}\n{key}": row_digest(kind, key, row) for kind in KINDS for key, row in rows[kind.name].items()
        }
        self._sequence += 1
        record = ImportRecord(
            id=batch.id,
            sequence=self._sequence,
            title=batch.title,
            at=batch.at,
            by=batch.by,
            rows=sum(len(part) for part in rows.values()),
            report=batch.report,
        )
        self._batches.append((record, rows, digests))
        return True

    def imports(self) -> tuple[ImportRecord, ...]:
        """See ``Store``."""
        return tuple(record for record, _, _ in self._batches)

    def undo(self, import_id: ImportId) -> bool:
        """See ``Store``."""
        before = len(self._batches)
        self._batches = [entry for entry in self._batches if entry[0].id != import_id]
        return len(self._batches) < before

    def cached(self, name: str) -> bytes | None:
        """See ``Store``."""
        return self._kept.get(name)

    def keep(self, name: str, content: bytes) -> None:
        """See ``Store``."""
        self._kept[name] = content

    def record(self, family: str, key: str) -> str | None:
        """See ``Store``."""
        return self._records.get(family, {}).get(key)

    def records(self, family: str, *, last: int | None = None) -> tuple[tuple[str, str], ...]:
        """See ``Store``."""
        kept = sorted(self._records.get(family, {}).items())
        return tuple(kept if last is None else kept[max(0, len(kept) - last) :])

    def families(self) -> tuple[str, ...]:
        """See ``Store``."""
        return tuple(sorted(family for family, kept in self._records.items() if kept))

    def put(self, family: str, key: str, content: str | None) -> None:
        """See ``Store``."""
        if content is None:
            self._records.get(family, {}).pop(key, None)
        else:
            self._records.setdefault(family, {})[key] = content

    def verify(self) -> tuple[Damage, ...]:
        """See ``Store``."""
        damage = []
        for _, rows, digests in self._batches:
            for kind in KINDS:
                for key, row in rows[kind.name].items():
                    if digests[f"{kind.name}\n{key}"] != row_digest(kind, key, row):
                        damage.append(Damage(kind.name, key, "校验值不符"))
        return tuple(sorted(damage, key=lambda d: (d.kind, d.key)))

    def close(self) -> None:
        """See ``Store``."""

    def __enter__(self) -> Self:
        """See ``Store``."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """See ``Store``."""
        self.close()
