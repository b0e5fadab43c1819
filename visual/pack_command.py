"""The command that writes the report pack of a chain in a place."""

from collections.abc import Sequence
from pathlib import Path

import click

from chaingraph.cli.common import emit, refusals, store_option
from chaingraph.errors import Refused
from chaingraph.findings.move.target import Target
from chaingraph.service.ask.report.pack import pack as pack_question
from chaingraph.service.workspace import Workspace
from chaingraph.wire.plain import to_json
from visual.pack import KINDS, pack_file


@click.command()
@click.option("--place", required=True, metavar="地点")
@click.option("--chain", required=True, metavar="产业链")
@store_option
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="写到文件（.zip 全套，或 .docx、.pptx、.json 之一）",
)
def pack(place: str, chain: str, store_url: str, out: Path) -> None:
    """产业链招商图谱报告：一链一图一表一策，Word、幻灯片、清单和能离线打开的全景图。"""
    kind = out.suffix.removeprefix(".")
    with refusals(), Workspace.open(store_url) as workspace:
        if kind not in (*KINDS, "json"):
            raise Refused(f"报告不能写成 {out.suffix or '没有后缀的文件'}；可用 .zip、.docx、.pptx、.json")
        study = workspace.study(place, chain)

        def find(segments: Sequence[str], top: int) -> tuple[Target, ...]:
            return workspace.targets_of(study, segments, top=top)

        if kind == "json":
            emit(to_json(pack_question(workspace, study, find)), out)
        else:
            emit(pack_file(workspace, study, find, kind), out)
