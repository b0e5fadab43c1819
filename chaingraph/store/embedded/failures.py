"""What SQLite and the disk say when they fail, in our words and with what to do."""

import errno
import sqlite3
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from chaingraph.errors import Damaged, ReadOnlyStore, StoreError, StoreUnavailable

P = ParamSpec("P")
R = TypeVar("R")

FULL = "磁盘已满，没有写入任何内容；请清出空间后再试"
UNREADABLE = "磁盘读写出错，没有写入任何内容；请检查磁盘，必要时换一块盘并从备份恢复"
READ_ONLY = "数据文件只读：可以查看，不能修改；需要修改时请检查文件和文件夹的写权限"
BUSY = "数据文件正被占用，请稍后再试"
BROKEN = "数据文件已损坏；为免给出错误的结果，不再读取。请运行 chaingraph verify 看是哪里，再从最近的备份恢复"
CLOSED = "数据文件打不开，可能已被移走，或没有权限"
TOO_LARGE = "内容太大，数据文件放不下；请分几次导入"


class Placed(Protocol):
    """A store that knows where its file lies."""

    path: Path


def spoken(method: Callable[Concatenate[Any, P], R]) -> Callable[Concatenate[Any, P], R]:
    """The method of a store, whatever fails below it said as one of our errors."""

    @wraps(method)
    def told(store: Placed, /, *args: P.args, **named: P.kwargs) -> R:
        try:
            return method(store, *args, **named)
        except (sqlite3.Error, sqlite3.Warning, OSError, OverflowError, UnicodeError) as error:
            raise failure(error, store.path.name) from error

    return told


def failure(error: Exception, file: str) -> StoreError:
    """Our error for one of SQLite or of the system.

    >>> str(failure(OSError(28, "No space left on device"), "a.db"))
    'a.db：磁盘已满，没有写入任何内容；请清出空间后再试'
    """
    if isinstance(error, OSError):
        return _of_system(error, file)
    if isinstance(error, OverflowError | UnicodeError):
        return StoreError(f"{file}：有一个值数据文件放不下（{error}），没有写入任何内容")
    code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
    kind, said = BY_CODE.get(code, (StoreError, ""))
    if not said and isinstance(error, sqlite3.OperationalError) and "decode" in str(error):
        kind, said = Damaged, BROKEN
    return kind(f"{file}：{said}" if said else f"数据文件 {file} 出错：{error}")


def _of_system(error: OSError, file: str) -> StoreError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return StoreUnavailable(f"{file}：{FULL}")
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return ReadOnlyStore(f"{file}：{READ_ONLY}")
    if error.errno == errno.EIO:
        return StoreUnavailable(f"{file}：{UNREADABLE}")
    return StoreError(f"{file}：{error.strerror or error}")


BY_CODE: dict[int, tuple[type[StoreError], str]] = {
    sqlite3.SQLITE_FULL: (StoreUnavailable, FULL),
    sqlite3.SQLITE_IOERR: (StoreUnavailable, UNREADABLE),
    sqlite3.SQLITE_READONLY: (ReadOnlyStore, READ_ONLY),
    sqlite3.SQLITE_PERM: (ReadOnlyStore, READ_ONLY),
    sqlite3.SQLITE_BUSY: (StoreUnavailable, BUSY),
    sqlite3.SQLITE_LOCKED: (StoreUnavailable, BUSY),
    sqlite3.SQLITE_CORRUPT: (Damaged, BROKEN),
    sqlite3.SQLITE_CANTOPEN: (StoreUnavailable, CLOSED),
    sqlite3.SQLITE_TOOBIG: (StoreError, TOO_LARGE),
}
