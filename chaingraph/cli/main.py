"""The ``chaingraph`` command: subcommands are entry points of the group ``chaingraph.commands``, loaded when called."""

import os
import sys
from importlib.metadata import EntryPoint, entry_points
from typing import cast

import click

GROUP = "chaingraph.commands"
EXTRAS = {"ibis": "scale", "duckdb": "scale", "pyarrow": "scale", "pyspark": "spark"}
"""The extra that brings a module of a command."""


class EntryPointGroup(click.Group):
    """A click group whose commands come from entry points, so that no face is imported before it is asked for."""

    def _points(self) -> dict[str, EntryPoint]:
        return {point.name: point for point in entry_points(group=GROUP)}

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Names of all commands, sorted."""
        return sorted(self._points())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of that name, or None."""
        point = self._points().get(cmd_name)
        if point is None:
            return None
        try:
            return cast("click.Command", point.load())
        except ModuleNotFoundError as error:
            if error.name not in EXTRAS:
                raise
            return lacking(cmd_name, error.name)


def lacking(name: str, module: str) -> click.Command:
    """A command in place of one whose optional dependency is not installed: it says what to install.

    >>> lacking("registry", "ibis").get_short_help_str()
    '需要先安装 chaingraph[scale]（缺少 ibis）'
    """
    told = f"需要先安装 chaingraph[{EXTRAS[module]}]（缺少 {module}）"

    def refuse(_words: tuple[str, ...]) -> None:
        raise click.ClickException(told)

    words = click.Argument(["_words"], nargs=-1, type=click.UNPROCESSED)
    return click.Command(
        name, callback=refuse, params=[words], help=told, context_settings={"ignore_unknown_options": True}
    )


@click.command(cls=EntryPointGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="chaingraph", message="%(version)s")
def root() -> None:
    """产业链图谱：导入企业名录，识别环节，找缺口，列招商目标。"""


def main() -> None:
    """Run the command line.

    Linear algebra keeps to one thread: its matrices here are small, and threads that wait for one another on a busy
    machine made a cold search for targets take three times as long. Whoever sets the variable is heard.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    root()
