"""A whole store as one file, the same bytes for the same store, that any store can be restored from."""

import gzip
import io
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import blake2b
from json import dumps, loads
from pathlib import Path
from typing import IO, Any

from chaingraph.errors import InvalidFact, Refused, StoreError
from chaingraph.ids import DataVersion, ImportId
from chaingraph.model.kinds import KIND_BY_NAME, KINDS, evidence_cache
from chaingraph.store.base.columns import FIRST_COLUMNS, in_our_order, told_unknown, unknown_columns
from chaingraph.store.base.port import EPHEMERAL, ImportBatch, ImportRecord, Store

FORMAT = "chaingraph-backup"
VERSION = 2
"""Raised when the form changes: rows name their columns since 2. A column or table more is no other form."""
LOG = logging.getLogger("chaingraph.store")
DIGEST_SIZE = 16
CARD = ("id", "title", "at", "by", "report")


def dump(store: Store, out: IO[bytes]) -> DataVersion:
    """Write imports in order, each with the rows it brought, then records; the version written. O(rows).

    Raises StoreError when an import came or went meanwhile: the file would be of no one moment.
    """
    version = store.data_version()
    digest = blake2b(digest_size=DIGEST_SIZE)
    with gzip.GzipFile(fileobj=out, mode="wb", mtime=0, filename="") as packed:
        for line in _lines(store, version):
            raw = dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
            digest.update(raw)
            packed.write(raw)
        packed.write(dumps({"digest": digest.hexdigest()}).encode() + b"\n")
    if store.data_version() != version:
        raise StoreError("备份期间数据有变化，请再备份一次")
    return version


def restore(store: Store, source: Path, tell: Callable[[str], None] = LOG.warning) -> DataVersion:
    """Put everything a dump holds into a store that is empty, or holds the beginning of the same; its version then.

    The file is checked whole before anything is written. Columns and tables that only a newer version knows are left
    out, and ``tell`` is called with a sentence for each. Raises Refused when it is no sound dump, or the store has
    other data.
    """
    told: set[str] = set()
    checked(source)
    with gzip.open(source, "rb") as packed:
        lines = (loads(raw) for raw in packed)
        head = next(lines)
        _refuse_other_data(store, head["imports"])
        for line in lines:
            if "import" in line:
                store.write(_batch(source.name, line, lines, told))
            elif "record" in line:
                family, key, content = line["record"]
                if family not in EPHEMERAL:
                    store.put(family, key, content)
    if store.data_version() != head["data_version"]:
        raise StoreError("恢复后的数据版本与备份不一致，请核对数据库")
    for sentence in sorted(told):
        tell(sentence)
    return store.data_version()


def checked(source: Path) -> None:
    """Return when the file is a whole dump of a version we know; raise Refused with the reason otherwise."""
    digest = blake2b(digest_size=DIGEST_SIZE)
    last = b""
    try:
        with gzip.open(source, "rb") as packed:
            head = loads(packed.readline() or b"null")
            if not isinstance(head, dict) or head.get("format") != FORMAT:
                raise Refused(f"“{source.name}”不是 chaingraph 的备份文件")
            if head["version"] > VERSION:
                raise Refused(
                    f"“{source.name}”由更新的版本备份（格式 {head['version']}，本程序认识到 {VERSION}），"
                    "未恢复任何内容；请用新版程序恢复"
                )
            packed.seek(0)
            for raw in packed:
                digest.update(last)
                last = raw
            told = loads(last).get("digest")
    except (OSError, EOFError, ValueError, AttributeError) as error:
        raise Refused(f"“{source.name}”不是完整的备份文件") from error
    if told != digest.hexdigest():
        raise Refused(f"“{source.name}”已损坏：校验值不符")


def dumped(store: Store) -> bytes:
    """The dump in memory, for small stores."""
    out = io.BytesIO()
    dump(store, out)
    return out.getvalue()


def _lines(store: Store, version: DataVersion) -> Iterator[Mapping[str, Any]]:
    imports = store.imports()
    ids = [record.id for record in imports]
    yield {"format": FORMAT, "version": VERSION, "data_version": version, "imports": ids}
    for record in imports:
        yield from _import_lines(store, record)
    for family in (family for family in store.families() if family not in EPHEMERAL):
        for key, content in store.records(family):
            yield {"record": [family, key, content]}


def _import_lines(store: Store, record: ImportRecord) -> Iterator[Mapping[str, Any]]:
    facts = store.said(record.id)
    counts = {kind.name: len(facts[kind.name]) for kind in KINDS if facts[kind.name]}
    columns = {name: KIND_BY_NAME[name].column_names for name in counts}
    yield {"import": {name: getattr(record, name) for name in CARD}, "counts": counts, "columns": columns}
    for name in counts:
        kind = KIND_BY_NAME[name]
        for fact in facts[name]:
            yield {"row": kind.encode(fact)}


def _batch(source: str, line: Mapping[str, Any], rows: Iterator[Mapping[str, Any]], told: set[str]) -> ImportBatch:
    named = line.get("columns", FIRST_COLUMNS)
    facts = {}
    try:
        for name, count in line["counts"].items():
            brought = (next(rows)["row"] for _ in range(count))
            facts[name] = list(_facts(name, named[name], brought, told))
    except InvalidFact as error:
        raise Refused(f"“{source}”里有本程序不认识的内容（{error}）；请用新版程序恢复") from error
    return ImportBatch(facts={name: part for name, part in facts.items() if part}, **line["import"])


def _facts(table: str, columns: Sequence[str], rows: Iterator[Sequence[Any]], told: set[str]) -> Iterator[Any]:
    """Facts from rows that have these columns; what we do not know is read past and added to ``told``."""
    kind, evidence_of = KIND_BY_NAME.get(table), evidence_cache()
    if kind is None:
        told.add(told_unknown(table))
        for _ in rows:
            pass
        return
    unknown, turn = unknown_columns(kind, columns), in_our_order(kind, columns)
    if unknown:
        told.add(told_unknown(table, unknown))
    for row in rows:
        yield kind.decode(turn(row), evidence_of)


def _refuse_other_data(store: Store, ids: list[ImportId]) -> None:
    """A store with the first of the imports is one whose restoring broke off."""
    there = [record.id for record in store.imports()]
    if there != ids[: len(there)]:
        raise Refused("目标数据库里已有别的数据；请恢复到一个空的数据库")
