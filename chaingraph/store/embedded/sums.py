"""Sums over every table: how many rows an import brought of each kind, and one digest over them, checked when read."""

import hashlib
import marshal
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from json import JSONEncoder
from typing import Any

from chaingraph.errors import Damaged
from chaingraph.model.kinds import Kind
from chaingraph.store.base.layers import row_digest
from chaingraph.store.base.port import Damage
from chaingraph.store.embedded.failures import BROKEN

WIDTH = 8
ANY = JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=repr)
"""Writes whatever a damaged file may hold in the place of a text or a number."""
WRONG = "校验值不符"
SELF = ""
"""The line of an import itself among its sums: its sequence, and a digest of it with the id."""


@dataclass(frozen=True, slots=True)
class Sum:
    """Rows, the sum of their digests, and a quick digest over them all in order; ``quick`` is a short cut, no truth."""

    rows: int
    digest: bytes
    quick: bytes | None = None


def names(kind: Kind) -> str:
    """The columns of a kind, each with its table: a bare quoted name that is no column would count as a text."""
    return ", ".join(f'"{kind.name}"."{name}"' for name in kind.column_names)


def stored_rows(kind: Kind, where: str = "") -> str:
    """The question for rows as (import, key, digest, values…), sorted by key, then import."""
    return f'SELECT "_import", "_key", "_digest", {names(kind)} FROM "{kind.name}" {where} ORDER BY "_key", "_import"'  # noqa: S608


def total(digests: Iterable[bytes]) -> bytes:
    """The sum of digests, whatever their order.

    >>> total([b"\\x00" * 7 + b"\\x02", b"\\x00" * 7 + b"\\x03"])[-1]
    5
    """
    return _bytes(sum(int.from_bytes(one) for one in digests if isinstance(one, bytes)))


def changed(digest: bytes, *, less: bytes | None, more: bytes | None) -> bytes:
    """The sum with one digest less and another more."""
    return _bytes(int.from_bytes(digest) - int.from_bytes(less or b"") + int.from_bytes(more or b""))


def quick_of(rows: Sequence[Any]) -> bytes:
    """A digest over rows as they were read, quick to work out: of the bytes of marshal's old and lasting form."""
    return hashlib.blake2b(marshal.dumps(list(rows), 2), digest_size=WIDTH).digest()


def digest_of(*values: Any) -> bytes:
    """A digest over a few values.

    >>> digest_of("a", 1) == digest_of("a", "1")
    False
    """
    return hashlib.blake2b(ANY.encode(values).encode(errors="surrogatepass"), digest_size=WIDTH).digest()


def grouped(rows: Iterable[Any]) -> dict[int, list[Any]]:
    """Rows by the import that brought them."""
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(row)
    return found


def sum_of(rows: Sequence[Any]) -> Sum:
    """The sum of stored rows."""
    return Sum(len(rows), total(row[2] for row in rows), quick_of(rows))


def faults(
    kind: Kind, groups: Mapping[int, Sequence[Any]], sums: Mapping[int, Sum], *, quick: bool = True
) -> Iterator[Damage]:
    """What is wrong with the rows of a kind by import; with ``quick`` rows whose short cut fits are not looked at."""
    for sequence in sorted({*groups, *sums}):
        rows, expected = groups.get(sequence, ()), sums.get(sequence)
        if quick and expected is not None and expected.quick == quick_of(rows):
            continue
        yield from _looked_at(kind, sequence, rows, expected)


def _looked_at(kind: Kind, sequence: int, rows: Sequence[Any], expected: Sum | None) -> Iterator[Damage]:
    wrong = [row for row in rows if not _sound(kind, row)]
    yield from (Damage(kind.name, str(row[1]), WRONG) for row in wrong)
    if expected is None:
        yield Damage(kind.name, "", f"第 {sequence} 次导入多出 {len(rows)} 行")
    elif expected.rows != len(rows):
        yield Damage(kind.name, "", f"第 {sequence} 次导入应有 {expected.rows} 行，现有 {len(rows)} 行")
    elif not wrong and (expected.digest != total(row[2] for row in rows) or not _in_order(rows)):
        yield Damage(kind.name, "", f"第 {sequence} 次导入的行被换过")


def _sound(kind: Kind, row: Sequence[Any]) -> bool:
    try:
        return bool(row[2] == row_digest(kind, row[1], row[3:]))
    except (TypeError, ValueError):
        return False


def _in_order(rows: Sequence[Any]) -> bool:
    return all(one[1] < other[1] for one, other in pairwise(rows))


def sums_in(db: sqlite3.Connection, where: str = "") -> dict[str, dict[str, Sum]]:
    """Every sum by import and by what it is of."""
    found: defaultdict[str, dict[str, Sum]] = defaultdict(dict)
    for owner, of, rows, digest, quick in db.execute(f'SELECT "import", "of", rows, digest, quick FROM sums {where}'):  # noqa: S608
        if not isinstance(rows, int) or not isinstance(digest, bytes):
            raise Damaged(f"校验表与写入时不符：{BROKEN}")
        found[owner][of] = Sum(rows, digest, quick)
    return dict(found)


def by_sequence(kind: Kind, sums: Mapping[str, Mapping[str, Sum]], until: int) -> dict[int, Sum]:
    """The sums of one kind by the sequence of the import, up to one."""
    return {
        own[SELF].rows: own[kind.name]
        for owner, own in sums.items()
        if owner and SELF in own and kind.name in own and own[SELF].rows <= until
    }


def import_faults(imports: Sequence[tuple[str, int]], sums: Mapping[str, Mapping[str, Sum]]) -> Iterator[Damage]:
    """Imports that came, went or changed their place without the store's doing."""
    there = dict(imports)
    for owner in sorted({*there, *sums} - {""}, key=str):
        own = sums.get(owner, {}).get(SELF)
        if own is None or owner not in there:
            yield Damage("imports", str(owner), "多出一次导入" if owner in there else "少了一次导入")
        elif own.rows != there[owner] or own.digest != digest_of(owner, own.rows):
            yield Damage("imports", str(owner), WRONG)


def _bytes(number: int) -> bytes:
    return int(number % 2 ** (8 * WIDTH)).to_bytes(WIDTH)
