"""Commands that write a document with a picture or of a month: dossier and bulletin."""

from datetime import datetime
from pathlib import Path

import click

from chaingraph.cli.common import emit, refusals, store_option
from chaingraph.export.word.bulletin import bulletin_docx
from chaingraph.export.word.dossier import dossier_docx
from chaingraph.findings.firm.dossier import Dossier
from chaingraph.model.dates import CHINA
from chaingraph.service.ask.firm import dossier as dossier_question
from chaingraph.service.ask.report import bulletin as bulletin_question
from chaingraph.service.workspace import Workspace
from chaingraph.wire.plain import to_json
from visual.ecosystem import ecosystem_svg
from visual.kit.raster import png

out_option = click.option(
    "--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="写到文件（.docx 或 .json）"
)


def illustrated_docx(found: Dossier) -> bytes:
    """The dossier with its ecosystem drawn in it."""
    return dossier_docx(found, png(ecosystem_svg(found.ecosystem), scale=1.6))


@click.command()
@click.argument("enterprise")
@click.option("--place", default="", metavar="地点", help="为哪个地点研判；默认本市，外地企业默认园区所在市")
@click.option("--chain", default="", metavar="产业链", help="按哪条链研判；默认企业主要所在的链")
@store_option
@out_option
def dossier(enterprise: str, place: str, chain: str, store_url: str, out: Path) -> None:
    """一企一策：一家企业的招商研判报告（Word）。"""
    with refusals(), Workspace.open(store_url) as workspace:
        found = dossier_question.dossier(workspace, enterprise, place, chain)
        emit(to_json(found) if out.suffix == ".json" else illustrated_docx(found), out)


@click.command()
@click.option("--month", default="", metavar="YYYY-MM", help="哪个月；默认本月")
@store_option
@out_option
def bulletin(month: str, store_url: str, out: Path) -> None:
    """月通报：一个月里各园区、地区的变化（Word）。"""
    with refusals(), Workspace.open(store_url) as workspace:
        found = bulletin_question.bulletin(workspace, month or datetime.now(CHINA).strftime("%Y-%m"))
        emit(to_json(found) if out.suffix == ".json" else bulletin_docx(found), out)
