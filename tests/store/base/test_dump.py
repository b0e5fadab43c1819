"""A store as one file and back, into any store."""

import gzip
import io
import json
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pytest

from chaingraph.errors import Refused
from chaingraph.ids import ImportId
from chaingraph.store.base.dump import DIGEST_SIZE, dump, dumped, restore
from chaingraph.store.base.memory import MemoryStore
from chaingraph.store.base.port import ImportBatch, Store
from chaingraph.store.sqlite import SqliteStore
from tests.builders import firm, makes, segment


def filled(store: Store) -> Store:
    firms = [firm("甲厂", revenue_yuan=1.5e8, qualifications=("高新技术企业",)), firm("乙厂")]
    first = {"enterprises": firms, "offerings": makes("甲厂", "铜箔", share=0.5), "segments": [segment("铜箔")]}
    store.write(
        ImportBatch(id=ImportId("a"), title="名录", facts=first, report='{"read":3}', by="张三", at="2026-01-01")
    )
    store.write(ImportBatch(id=ImportId("b"), title="更正", facts={"enterprises": [firm("甲厂", employees=40)]}))
    store.put("users", "张三", "{}")
    return store


def saved(store: Store, folder: Path) -> Path:
    path = folder / "store.backup"
    with path.open("wb") as out:
        dump(store, out)
    return path


def test_what_is_restored_is_the_same_store(tmp_path: Path) -> None:
    with filled(MemoryStore()) as source, SqliteStore(tmp_path / "s.db") as target:
        version = restore(target, saved(source, tmp_path))
        assert version == source.data_version()
        assert target.read() == source.read()
        assert target.imports() == source.imports()
        assert target.layers_of("enterprises", "甲厂") == source.layers_of("enterprises", "甲厂")
        assert target.records("users") == source.records("users")
        assert dumped(target) == dumped(source)


def test_restoring_goes_on_where_it_broke_off_and_refuses_other_data(tmp_path: Path) -> None:
    source = filled(MemoryStore())
    begun, other = MemoryStore(), MemoryStore()
    begun.write(ImportBatch(id=ImportId("a"), title="", facts=source.said(ImportId("a"))))
    other.write(ImportBatch(id=ImportId("x"), title="", facts={"enterprises": [firm("丙厂")]}))
    path = saved(source, tmp_path)
    assert restore(begun, path) == source.data_version()
    with pytest.raises(Refused, match="已有别的数据"):
        restore(other, path)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda raw: raw[:-20], "不是完整的备份文件"),
        (lambda raw: b"PK" + raw, "不是完整的备份文件"),
        (lambda raw: gzip.compress(gzip.decompress(raw).replace("乙厂".encode(), "丙厂".encode())), "校验值不符"),
        (lambda raw: gzip.compress(b"[]\n"), "不是 chaingraph 的备份文件"),
        (lambda raw: gzip.compress(gzip.decompress(raw).replace(b'"version":2', b'"version":9')), "由更新的版本备份"),
    ],
)
def test_a_file_that_is_no_sound_backup_changes_nothing(tmp_path: Path, spoil, words: str) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "x.backup"
    path.write_bytes(spoil(dumped(filled(MemoryStore()))))
    target = MemoryStore()
    with pytest.raises(Refused, match=words):
        restore(target, path)
    assert target.imports() == ()


def with_digest(lines: list[bytes]) -> bytes:
    body = b"".join(line + b"\n" for line in lines)
    last = json.dumps({"digest": blake2b(body, digest_size=DIGEST_SIZE).hexdigest()}).encode() + b"\n"
    return gzip.compress(body + last)


def changed(change: Callable[[list[dict[str, Any]]], None]) -> bytes:
    """The backup with its lines changed, its digest right again."""
    lines = [json.loads(line) for line in gzip.decompress(dumped(filled(MemoryStore()))).splitlines()[:-1]]
    change(lines)
    return with_digest([json.dumps(line, ensure_ascii=False).encode() for line in lines])


def add_table(lines: list[dict[str, Any]]) -> None:
    lines[1]["counts"] = {"rockets": 2, **lines[1]["counts"]}
    lines[1]["columns"]["rockets"] = ["name", "thrust"]
    lines[2:2] = [{"row": ["甲", 1]}, {"row": ["乙", 2]}]


def turn_columns_round(lines: list[dict[str, Any]]) -> None:
    for names in (line["columns"] for line in lines if "columns" in line):
        for table in names:
            names[table].reverse()
    for line in lines:
        line.get("row", []).reverse()


def name_a_stage_of_tomorrow(lines: list[dict[str, Any]]) -> None:
    place = lines[1]["columns"]["segments"].index("stage")
    next(line for line in lines if "铜箔" in line.get("row", [])[1:3])["row"][place] = "太空"


@pytest.mark.parametrize("change", [add_table, turn_columns_round])
def test_a_backup_is_read_by_the_names_of_its_columns_and_tables(change, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path, told = tmp_path / "x.backup", list[str]()
    path.write_bytes(changed(change))
    with SqliteStore(tmp_path / "s.db") as target:
        restore(target, path, told.append)
        assert dumped(target) == dumped(filled(MemoryStore()))
    assert told == (
        ["由更新的版本写成的“rockets”表，本程序不认识，没有读入；其余内容不受影响"] if change is add_table else []
    )


def test_a_value_only_a_newer_version_knows_is_refused_with_advice(tmp_path: Path) -> None:
    path = tmp_path / "x.backup"
    path.write_bytes(changed(name_a_stage_of_tomorrow))
    with pytest.raises(Refused, match=r"不认识的内容（“太空”不是 .*请用新版程序恢复"):
        restore(MemoryStore(), path)


def test_the_same_store_gives_the_same_bytes() -> None:
    out = io.BytesIO()
    dump(filled(MemoryStore()), out)
    assert out.getvalue() == dumped(filled(MemoryStore()))
