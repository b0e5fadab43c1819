"""Commands that look after a store: verify, backup, restore."""

import tempfile
from datetime import UTC, datetime
from pathlib import Path

import click

from chaingraph.cli.common import (
    Refusal,
    emit,
    file_of,
    new_store_option,
    output_options,
    refusals,
    store_option,
    to_table,
)
from chaingraph.errors import Damaged
from chaingraph.ids import DataVersion
from chaingraph.store.backups import dated, drilled, forget_old, is_sqlite, newest_sound
from chaingraph.store.base.dump import dump
from chaingraph.store.base.dump import restore as restore_dump
from chaingraph.store.base.port import Damage, Store
from chaingraph.store.embedded.opening import make_private
from chaingraph.store.open import open_store
from chaingraph.store.schemas.upgrade import copy_file
from chaingraph.store.sqlite import SqliteStore
from chaingraph.wire.plain import to_json

SHOWN = 50


@click.command()
@store_option
@output_options("table", "json")
def verify(store_url: str, fmt: str, out: Path | None) -> None:
    """逐行核对数据文件；有损坏时退出码为 1。"""
    imports, rows, damage = _looked_at(store_url)
    if fmt == "json":
        found = [{"kind": d.kind, "key": d.key, "reason": d.reason} for d in damage]
        emit(to_json({"imports": imports, "rows": rows, "damage": found}), out)
    elif damage:
        emit(to_table(("表", "键", "问题"), [(d.kind, d.key, d.reason) for d in damage[:SHOWN]]), out)
    else:
        emit(f"核对通过：{imports} 次导入，{rows} 行", out)
    if damage:
        raise Refusal(f"有 {len(damage)} 处与写入时不符。{_advice(store_url)}")


def _looked_at(store_url: str) -> tuple[int, int, tuple[Damage, ...]]:
    """Imports, rows and damage; a file too damaged to open is one damage."""
    with refusals():
        try:
            with open_store(store_url) as store:
                damage = store.verify()
                if damage:
                    return 0, 0, damage
                imports = store.imports()
        except Damaged as error:
            return 0, 0, (Damage("sqlite", "", str(error)),)
    return len(imports), sum(record.rows for record in imports), ()


def _advice(store_url: str) -> str:
    """What to restore from."""
    file = file_of(store_url)
    sound = newest_sound(file) if file is not None else None
    if sound is None:
        return "附近没有找到完好的备份：请从别处找一份备份，用 chaingraph restore 备份文件 --store 新文件 恢复"
    return f"最近的完好备份是 {sound}，恢复：chaingraph restore {sound} --store 新文件"


@click.command()
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="备份文件；.db 结尾为 SQLite 副本")
@click.option("--dir", "folder", type=click.Path(path_type=Path, file_okay=False), help="备份到文件夹，文件名带日期")
@click.option("--keep", type=click.IntRange(min=1), help="与 --dir 同用：只留最新几份带日期的备份")
@click.option("--drill", is_flag=True, help="恢复演练：备份后恢复到临时库，逐字节比对，不留文件")
@store_option
def backup(out: Path | None, folder: Path | None, keep: int | None, *, drill: bool, store_url: str) -> None:
    """把整个数据库备份成一个文件（任何数据库都能由它恢复）；--dir 每天备份，--drill 演练恢复。"""
    if (out is not None) + (folder is not None) + drill != 1 or (keep is not None and folder is None):
        raise click.UsageError("请用 --out 文件、--dir 文件夹（可加 --keep 份数）或 --drill 之一")
    if drill:
        _drill(store_url)
        return
    target = out or dated(_made(folder or Path()), datetime.now(UTC))
    _back_up(target, store_url)
    if folder is not None and keep is not None:
        with refusals():
            gone = forget_old(folder, keep)
        click.echo(f"留最新 {keep} 份，删去更早的 {len(gone)} 份", err=True)


def _made(folder: Path) -> Path:
    """The folder, made for its owner alone when it is not there."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Refusal(f"不能建文件夹“{folder}”：{error.strerror}") from error
    return folder


def _drill(store_url: str) -> None:
    with refusals(), open_store(store_url) as store:
        _require_sound(store, store_url)
        version, rows = drilled(store)
    click.echo(f"恢复演练通过：{rows} 行，恢复后与原库逐字节一致，数据版本 {version}")


def _back_up(out: Path, store_url: str) -> None:
    if out.exists():
        raise Refusal(f"“{out}”已经存在；请换一个文件名，以免覆盖以前的备份")
    part = out.with_name(out.name + ".part")
    with refusals(), open_store(store_url) as store:
        try:
            _require_sound(store, store_url)
            make_private(part)
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
@new_store_option
def restore(source: Path, store_url: str) -> None:
    """从备份文件恢复到一个空的数据库；也可借此从一种数据库搬到另一种。"""
    with refusals(), open_store(store_url) as store:
        version = _copied(source, store) if is_sqlite(source) else restore_dump(store, source, _tell)
    click.echo(f"已恢复，数据版本 {version}", err=True)


def _require_sound(store: Store, url: str) -> None:
    """Raise Damaged when a row is not as it was written: a copy would give it a fresh digest."""
    damage = store.verify()
    if damage:
        places = "、".join(f"{d.kind} {d.key}".strip() for d in damage[:3])
        raise Damaged(f"有 {len(damage)} 处与写入时不符（{places}），没有继续。{_advice(url)}")


def _copied(source: Path, store: Store) -> DataVersion:
    """Everything of a SQLite file, by way of a copy and a dump of it: the file itself stays of the version it is."""
    with tempfile.TemporaryDirectory() as folder:
        taken, between = Path(folder) / source.name, Path(folder) / "between.gz"
        copy_file(source, taken)
        with SqliteStore(taken, copy_first=False) as copy, between.open("wb") as stream:
            _require_sound(copy, str(source))
            dump(copy, stream)
        return restore_dump(store, between, _tell)


def _tell(sentence: str) -> None:
    click.echo(sentence, err=True)
