"""What commands about parks share: the place, the day, and files that need a name."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def place_option(command: F) -> F:
    """``--place`` with an empty name for everywhere."""
    return click.option("--place", default="", metavar="地点", help="园区，或省、市、区县；不写是全部")(command)


def day_option(command: F) -> F:
    """``--on DATE``, today when it is left out."""
    return click.option("--on", default="", metavar="年-月-日", help="按哪一天看逾期和进度；默认今天")(command)


def require_file(fmt: str, out: Path | None) -> None:
    """Raise a usage error for a binary format without a file to write it to."""
    if fmt in ("xlsx", "docx") and out is None:
        raise click.UsageError(f"{fmt} 需要用 --out 写明文件")
