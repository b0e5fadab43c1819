"""Commands that write a document with a picture or of a month: dossier and bulletin."""

from pathlib import Path

import click

from chaingraph.cli.common import emit, refusals, store_option
from chaingraph.export.bulletin_page import bulletin_html
from chaingraph.export.slides.bulletin import bulletin_pptx
from chaingraph.export.word.bulletin import bulletin_docx
from chaingraph.export.word.dossier import dossier_docx
from chaingraph.findings.firm.dossier import Dossier
from chaingraph.findings.report.month import MonthPack
from chaingraph.service.ask.firm import dossier as dossier_question
from chaingraph.service.ask.park.day import day
from chaingraph.service.ask.report.month import month_pack
from chaingraph.service.workspace import Workspace
from chaingraph.wire.plain import to_json
from visual.ecosystem import ecosystem_svg
from visual.kit.raster import png

BULLETINS = ("docx", "html", "pptx", "json")
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
@click.option("--month", default="", metavar="YYYY-MM", help="哪个月；默认上一个完整的月")
@click.option("--place", metavar="地点", help="哪个园区或地区；默认我的地方，没有设定则全部")
@store_option
@click.option("--format", "fmt", type=click.Choice(BULLETINS), help="docx、html、pptx 或 json；默认看文件名，否则 docx")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="写到文件；html 与 json 可不写")
def bulletin(month: str, place: str | None, store_url: str, fmt: str | None, out: Path | None) -> None:
    """月例会材料与月通报：缺口、招商、项目、要素、考评、土地、逾期、督办、平台与下月待办。"""
    ending = out.suffix.removeprefix(".").lower() if out else ""
    kind = fmt or (ending if ending in BULLETINS else "docx")
    if out is None and kind in ("docx", "pptx"):
        raise click.UsageError(f"{kind} 需要用 --out 写明文件")
    with refusals(), Workspace.open(store_url) as workspace:
        emit(bulletin_as(month_pack(workspace, day(), month, place), kind), out)


def bulletin_as(found: MonthPack, kind: str) -> str | bytes:
    """The pack in one of its forms."""
    if kind == "json":
        return to_json(found)
    if kind == "html":
        return bulletin_html(found)
    return bulletin_pptx(found) if kind == "pptx" else bulletin_docx(found)
