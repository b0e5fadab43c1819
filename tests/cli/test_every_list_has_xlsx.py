"""Every command that prints a list writes it as a workbook too, and says where to when nobody did."""

from io import BytesIO
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from chaingraph.cli.common import output_options, shown, simple_table
from chaingraph.cli.main import root

assert isinstance(root, click.Group)
GROUP: click.Group = root
LISTS = [
    (name, option)
    for name in GROUP.list_commands(click.Context(root))
    for command in [GROUP.get_command(click.Context(root), name)]
    if command is not None
    for option in command.params
    if option.name == "fmt" and isinstance(option.type, click.Choice) and "csv" in option.type.choices
]


@pytest.mark.parametrize(("name", "option"), LISTS, ids=[name for name, _ in LISTS])
def test_what_is_written_as_csv_is_written_as_xlsx(name: str, option: click.Parameter) -> None:
    assert isinstance(option.type, click.Choice)
    assert "xlsx" in option.type.choices, name


def test_a_workbook_needs_a_file_and_has_the_rows(tmp_path: Path) -> None:
    @click.command()
    @output_options("table", "csv")
    def words(fmt: str, out: Path | None) -> None:
        content = shown(simple_table("词", ("词", "数"), [("铜箔", 3)]), fmt)
        assert out is not None
        assert isinstance(content, bytes)
        out.write_bytes(content)

    assert CliRunner().invoke(words, ["--format", "xlsx"]).exit_code == 2
    file = tmp_path / "词.xlsx"
    assert CliRunner().invoke(words, ["--format", "xlsx", "--out", str(file)]).exit_code == 0
    rows = list(load_workbook(BytesIO(file.read_bytes()))["词"].iter_rows(values_only=True))
    assert ("铜箔", 3) in [row[:2] for row in rows]
