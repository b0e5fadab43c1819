"""The command that lists the local firms whose words were not heard, and writes the sheet to ask them by."""

from pathlib import Path
from typing import Any

import click

from chaingraph.cli.common import emit, output_options, refusals, shown, store_option
from chaingraph.export.sheets.answers import worklist_table
from chaingraph.export.sheets.survey import survey_workbook
from chaingraph.findings.place.worklist import Unheard
from chaingraph.service.ask.place.worklist import MOST, survey_list
from chaingraph.service.workspace import Workspace
from chaingraph.wire.plain import to_json


@click.command("survey-list")
@click.option("--place", required=True, metavar="地点", help="园区或地区")
@click.option("--chain", metavar="产业链", help="只看可能在这条链上的")
@click.option("--top", type=click.IntRange(1, 100_000), default=MOST, show_default=True, help="最多几家")
@store_option
@output_options("table", "json", "csv", "xlsx")
def survey_list_command(place: str, chain: str | None, top: int, store_url: str, fmt: str, out: Path | None) -> None:
    """待摸排企业：没认出环节的本地企业，问清后变化最大的在前；xlsx 是摸底表，填好可再导入。"""
    with refusals(), Workspace.open(store_url) as workspace:
        found = survey_list(workspace, place, chain, top)
        if fmt == "json":
            emit(to_json([unheard_json(row) for row in found.rows]), out)
        elif fmt == "xlsx":
            emit(survey_workbook(found, workspace.snapshot()), out)
        else:
            emit(shown(worklist_table(found), fmt), out)
            if out is None and fmt == "table":
                click.echo(f"\n{found.sentence}")


def unheard_json(row: Unheard) -> dict[str, Any]:
    """A firm under the names of the contract."""
    names = ("chain", "key", "segment", "probability", "words", "open")
    candidates = [{name: getattr(option, name) for name in names} for option in row.candidates]
    own = {name: getattr(row, name) for name in ("enterprise", "chain", "gain", "why")}
    return {**own, "candidates": candidates}
