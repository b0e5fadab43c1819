"""An older SQLite file becomes one of the newest version: a copy beside it first, then all changes or none."""

import logging
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from chaingraph.errors import StoreError
from chaingraph.store.base.transaction import framed
from chaingraph.store.schemas.frozen import APPLICATION_ID, statements

LOG = logging.getLogger("chaingraph.store")


def upgrade(
    db: sqlite3.Connection,
    path: Path,
    schemas: Sequence[str],
    *,
    copy_first: bool = True,
    finish: Callable[[sqlite3.Connection], None] = lambda _: None,
) -> None:
    """Carry out every schema the file has not seen yet, then ``finish``, in one transaction.

    Raises StoreError, the file as it was, when it is not ours, was written by a newer program, or a step fails.
    """
    if _version(db, path, len(schemas)) == len(schemas):
        return
    with framed(db, "IMMEDIATE"):
        version = _version(db, path, len(schemas))
        kept = copy_beside(path, f"v{version}") if version and copy_first else None
        try:
            _carry_out(db, schemas[version:], len(schemas))
            finish(db)
        except sqlite3.Error as error:
            where = f"；升级前的副本在 {kept.name}" if kept else ""
            raise StoreError(f"数据文件 {path.name} 升级失败，保持原样{where}：{error}") from error
    if kept:
        LOG.warning("数据文件 %s 已从结构 %d 升级到 %d，升级前的副本是 %s", path.name, version, len(schemas), kept.name)


def copied(source: sqlite3.Connection, target: Path) -> None:
    """The whole file as committed, through SQLite's backup interface."""
    with sqlite3.connect(target) as copy:
        source.backup(copy)
    copy.close()


def copy_file(source: Path, target: Path) -> None:
    """A whole SQLite file as committed, whoever else has it open. Raises StoreError when it cannot be read."""
    try:
        opened = sqlite3.connect(source)
        try:
            copied(opened, target)
        finally:
            opened.close()
    except sqlite3.Error as error:
        raise StoreError(f"无法打开数据文件 {source.name}：{error}") from error


def _version(db: sqlite3.Connection, path: Path, known: int) -> int:
    """How many schemas the file has seen; 0 is an empty file."""
    version = int(db.execute("PRAGMA user_version").fetchone()[0])
    application = db.execute("PRAGMA application_id").fetchone()[0]
    if application != APPLICATION_ID and db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        raise StoreError(f"{path.name} 不是 chaingraph 的数据文件")
    if version > known:
        raise StoreError(
            f"{path.name} 由更新的版本写成（结构 {version}，本程序认识到 {known}），未作任何改动；"
            "请用新版程序打开，或改用升级前自动留在旁边的副本"
        )
    return version


def _carry_out(db: sqlite3.Connection, texts: Sequence[str], version: int) -> None:
    for text in texts:
        for statement in statements(text):
            db.execute(statement)
    db.execute(f"PRAGMA application_id={APPLICATION_ID}")
    db.execute(f"PRAGMA user_version={version}")


def require_known(db: sqlite3.Connection, path: Path, known: int) -> None:
    """Raise StoreError unless the file is one of ours, of the present version: it cannot be upgraded where it lies."""
    version = _version(db, path, known)
    if version < known:
        raise StoreError(f"{path.name} 由旧版写成（结构 {version}），而它只读，不能升级；请复制到可写的文件夹再打开")


def copy_beside(path: Path, label: str) -> Path:
    """A copy of the file as it is, named with why and when, readable by its owner alone."""
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    target = path.with_name(f"{path.stem}.{label}-{stamp}{path.suffix}")
    part = target.with_name(target.name + ".part")
    try:
        part.touch(mode=0o600, exist_ok=False)
        copy_file(path, part)
        part.replace(target)
    except (OSError, StoreError) as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise StoreError(f"数据文件 {path.name} 无法先在旁边留一份副本，未作任何改动：{error}") from error
    return target
