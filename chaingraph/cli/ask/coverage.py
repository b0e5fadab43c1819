"""The command that asks how a place stands on a chain: measures of the whole, and every segment with its rule."""

from pathlib import Path
from typing import Any

import click

from chaingraph.cli.ask.questions import place_options
from chaingraph.cli.common import emit, output_options, refusals, shown, simple_table, store_option
from chaingraph.export.sheets.answers import measure_rows
from chaingraph.export.table import Table
from chaingraph.findings.place.gap import Coverage
from chaingraph.service.workspace import Workspace
from chaingraph.wire.plain import to_json


@click.command()
@place_options
@store_option
@output_options("table", "json", "csv")
def coverage(
    place: str, chain: str, with_: tuple[str, ...], without: tuple[str, ...], store_url: str, fmt: str, out: Path | None
) -> None:
    """某地某链各环节的状态与依据，完整度与本地配套率。"""
    with refusals(), Workspace.open(store_url) as workspace:
        found = workspace.study(place, chain, with_, without).coverage
        emit(to_json(found) if fmt == "json" else shown(coverage_table(found), fmt), out)


def coverage_table(found: Coverage) -> Table:
    """Measures first, then every segment in drawing order."""
    rows: list[tuple[Any, ...]] = [(name, value, None, None, None) for name, value in measure_rows(found)]
    rows += [
        (state.segment.name, state.status.value, len(state.local), state.local_supply_rate, state.why)
        for state in found.states
    ]
    return simple_table("覆盖情况", ("指标或环节", "数值或状态", "本地企业", "配套率", "依据"), rows)
