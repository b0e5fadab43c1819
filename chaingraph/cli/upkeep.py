"""Commands that look after a store: verify, backup, restore."""

import tempfile
from pathlib import Path

import click

from chaingraph.cli.common import Refusal, emit, output_options, refusals, store_option, to_table
from chaingraph.ids import DataVersion
from chaingraph.store.base.dump import dump
from chaingraph.store.base.dump import restore as restore_dump
from chaingraph.store.base.port import Store
from chaingraph.store.open import open_store
from chaingraph.store.schemas.upgrade import copy_file
from chaingraph.store.sqlite import SqliteStore
from chaingraph.wire.plain import to_json

SQLITE_MAGIC = b"SQLite format 3\0"


@click.command()
@store_option
@output_options("table", "json")
def verify(store_url: str, fmt: str, out: Path | None) -> None:
    """逐行核对数据文件；有损坏时退出码为 1。"""
    with refusals(), open_store(store_url) as store:
        damage = store.verify()
        imports = store.imports()
    rows = sum(record.rows for record in imports)
    if fmt == "json":
        found = [{"kind": d.kind, "key": d.key, "reason": d.reason} for d in damage]
        emit(to_json({"imports": len(imports), "rows": rows, "damage": found}), out)
    elif damage:
        emit(to_table(("表", "键", "问题"), [(d.kind, d.key, d.reason) for d in damage]), out)
    else:
        emit(f"核对通过：{len(imports)} 次导入，{rows} 行", out)
    if damage:
        raise Refusal(f"有 {len(damage)} 行与写入时不符，请从备份恢复")


@click.command()
@click.option(
    "--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="备份文件；.db 结尾为 SQLite 副本"
)
@store_option
def backup(out: Path, store_url: str) -> None:
    """把整个数据库备份成一个文件（任何数据库都能由它恢复）。"""
    if out.exists():
        raise Refusal(f"“{out}”已经存在；请换一个文件名，以免覆盖以前的备份")
    part = out.with_name(out.name + ".part")
    with refusals(), open_store(store_url) as store:
        try:
            if out.suffix == ".db" and isinstance(store, SqliteStore):
                store.backup(part)
                version = store.data_version()
            else:
                with part.open("wb") as stream:
                    version = dump(store, stream)
            part.replace(out)
        except OSError as error:
            raise Refusal(f"写不了文件“{out}”：{error.strerror}") from error
        finally:
            part.unlink(missing_ok=True)
    click.echo(f"已备份到 {out}，数据版本 {version}", err=True)


@click.command()
@click.argument("source", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@store_option
def restore(source: Path, store_url: str) -> None:
    """从备份文件恢复到一个空的数据库；也可借此从一种数据库搬到另一种。"""
    with refusals(), open_store(store_url) as store:
        with source.open("rb") as stream:
            file_copy = stream.read(len(SQLITE_MAGIC)) == SQLITE_MAGIC
        version = _copied(source, store) if file_copy else restore_dump(store, source, _tell)
    click.echo(f"已恢复，数据版本 {version}", err=True)


def _copied(source: Path, store: Store) -> DataVersion:
    """Everything of a SQLite file, by way of a copy and a dump of it: the file itself stays of the version it is."""
    with tempfile.TemporaryDirectory() as folder:
        taken, between = Path(folder) / source.name, Path(folder) / "between.gz"
        copy_file(source, taken)
        with SqliteStore(taken, copy_first=False) as copy, between.open("wb") as stream:
            dump(copy, stream)
        return restore_dump(store, between, _tell)


def _tell(sentence: str) -> None:
    click.echo(sentence, err=True)
