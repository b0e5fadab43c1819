"""What the doctor looks at: the store, its room and backups, the settings; nothing is made, upgraded or changed."""

import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path

from chaingraph.cli.common import file_of
from chaingraph.errors import ChaingraphError
from chaingraph.settings import Settings
from chaingraph.store.backups import newest_sound
from chaingraph.store.embedded.failures import failure
from chaingraph.store.embedded.looking import damage_in
from chaingraph.store.embedded.opening import connect
from chaingraph.store.neo4j.address import is_neo4j
from chaingraph.store.open import open_store
from chaingraph.store.schemas.frozen import APPLICATION_ID, frozen
from chaingraph.store.schemas.upgrade import copy_file
from chaingraph.store.sqlite import SqliteStore

LITTLE_ROOM = 3
"""Room for so many copies of the store is needed: one of an upgrade, one of a backup, one to restore into."""
LEAST_FREE = 200_000_000
OLD_DAYS = 7
LIBRARIES = ("chaingraph", "fastapi", "numpy", "scipy", "networkx", "neo4j", "pyvis")


class State(StrEnum):
    """How a sign is to be taken."""

    GOOD = "ok"
    NOTE = "note"
    TROUBLE = "trouble"


@dataclass(frozen=True, slots=True)
class Sign:
    """What was looked at, how it is, and what was seen or is to be done."""

    check: str
    state: State
    said: str


def store_signs(url: str) -> Iterator[Sign]:
    """Signs of the store that the address names."""
    file = file_of(url)
    if file is not None:
        yield from _guarded("数据文件", lambda: _file_signs(file))
    else:
        name = "Neo4j" if is_neo4j(url) else "数据库"
        yield from _guarded(name, lambda: _server_signs(name, url))


def own_signs(rules: Settings) -> Iterator[Sign]:
    """Signs of this program: its version, and settings that are not the default."""
    python = ".".join(str(part) for part in sys.version_info[:3])
    libraries = "、".join(f"{name} {version(name)}" for name in LIBRARIES)
    yield Sign("版本", State.GOOD, f"Python {python}、SQLite {sqlite3.sqlite_version}、{libraries}")
    changed = [
        f"{info.title}（{name}）＝{getattr(rules, name)}，默认 {info.default}"
        for name, info in type(rules).model_fields.items()
        if getattr(rules, name) != info.default
    ]
    yield Sign("设置", State.NOTE if changed else State.GOOD, "；".join(changed) or "都是默认值")


def _guarded(check: str, look: Callable[[], Iterator[Sign]]) -> Iterator[Sign]:
    """The signs of a look; what it raises is trouble, in our words."""
    try:
        yield from look()
    except ChaingraphError as error:
        yield Sign(check, State.TROUBLE, str(error))
    except (sqlite3.Error, OSError) as error:
        yield Sign(check, State.TROUBLE, str(failure(error, check)))


def _server_signs(name: str, url: str) -> Iterator[Sign]:
    with open_store(url) as store:
        imports, damage = store.imports(), store.verify()
        yield Sign(name, State.GOOD, f"连得上，{len(imports)} 次导入，{sum(one.rows for one in imports)} 行")
    yield _soundness(len(damage))


def _file_signs(file: Path) -> Iterator[Sign]:
    if not file.is_file() or not file.stat().st_size:
        state = "是空的" if file.is_file() else "不存在"
        yield Sign("数据文件", State.TROUBLE, f"“{file}”{state}，没有新建；请核对 --store，或从备份恢复")
        return
    yield Sign("数据文件", State.GOOD, f"{file}，{file.stat().st_size / 1e6:,.1f} MB")
    yield _privacy(file)
    yield _room(file)
    yield _newest_backup(file)
    yield from _content(file)


def _content(file: Path) -> Iterator[Sign]:
    """The schema and every row; an older file is looked at in a copy, for looking must not upgrade it."""
    with closing(connect(file, writing=False)) as db:
        ours = db.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
        seen, known = db.execute("PRAGMA user_version").fetchone()[0], len(frozen())
        if not ours or seen > known:
            why = f"由更新的版本写成（结构 {seen}，本程序认识到 {known}）" if ours else "不是 chaingraph 的数据文件"
            yield Sign("结构版本", State.TROUBLE, why)
            return
        if seen == known:
            yield Sign("结构版本", State.GOOD, f"{seen}，与程序一致")
            yield _soundness(len(damage_in(db)))
            return
    yield Sign("结构版本", State.NOTE, f"{seen}；下次打开时升级到 {known}，先在旁边留副本")
    with tempfile.TemporaryDirectory() as folder:
        taken = Path(folder) / file.name
        copy_file(file, taken)
        with SqliteStore(taken, copy_first=False) as copy:
            yield _soundness(len(copy.verify()))


def _soundness(damage: int) -> Sign:
    if damage:
        return Sign("核对", State.TROUBLE, f"有 {damage} 处与写入时不符；请运行 chaingraph verify 看是哪里")
    return Sign("核对", State.GOOD, "逐行核对通过")


def _privacy(file: Path) -> Sign:
    """Who may read the store and what lies beside it of the same name; Windows keeps its rights elsewhere."""
    beside = sorted(path for path in file.absolute().parent.glob(f"{file.stem}*") if path.is_file())
    if sys.platform == "win32":
        return Sign("权限", State.NOTE, "Windows 的权限请在文件属性里核对：只给运行本程序的账号")
    open_ = [path.name for path in beside if path.stat().st_mode & 0o077]
    if open_:
        return Sign("权限", State.TROUBLE, f"别的账号也能读写：{'、'.join(open_)}；请 chmod 600")
    return Sign("权限", State.GOOD, "只有所有者能读写")


def _room(file: Path) -> Sign:
    free, need = shutil.disk_usage(file.absolute().parent).free, max(LEAST_FREE, LITTLE_ROOM * file.stat().st_size)
    said = f"剩余 {free / 1e9:,.1f} GB，至少应有 {need / 1e9:,.1f} GB"
    return Sign("磁盘", State.GOOD if free >= need else State.TROUBLE, said)


def _newest_backup(file: Path) -> Sign:
    sound = newest_sound(file)
    if sound is None:
        return Sign("备份", State.NOTE, "附近没有完好的备份；请用 chaingraph backup --dir 备份 --keep 14 每天备份")
    made = datetime.fromtimestamp(sound.stat().st_mtime, UTC)
    old = (datetime.now(UTC) - made).days
    said = f"{sound.name}，{made:%Y-%m-%d %H:%M}（UTC），校验完好"
    return Sign("备份", State.NOTE if old > OLD_DAYS else State.GOOD, said + (f"，已过 {old} 天" if old else ""))
