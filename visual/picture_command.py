"""The command that writes a picture: panorama, ecosystem, flow, matrix or drill, as SVG, PNG or one page."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import click

from chaingraph.analysis.network.flow import flows
from chaingraph.cli.common import emit, refusals, store_option
from chaingraph.errors import Refused
from chaingraph.findings.place.flow import Basis
from chaingraph.service.ask.firm.drill import drill
from chaingraph.service.ask.place.matrix import matrix
from chaingraph.service.workspace import Workspace
from visual.drill import drill_svg
from visual.ecosystem import ecosystem_svg
from visual.kit.raster import png
from visual.matrix import matrix_svg
from visual.panorama.overlay import Overlay
from visual.panorama.panorama import panorama_svg
from visual.sankey.flow import flow_svg
from visual.single import ecosystem_html, panorama_html


class PictureQuery(NamedTuple):
    """What a picture is asked of, and the suffix of its file."""

    place: str
    chain: str
    enterprise: str
    suffix: str


def _as_file(svg: str, suffix: str) -> bytes | str:
    """The picture as the suffix says; refused for a suffix it cannot be written as."""
    if suffix == ".png":
        return png(svg)
    if suffix == ".svg":
        return svg
    raise Refused(f"这张图不能写成 {suffix or '没有后缀的文件'}；可用 .svg、.png，全景图和生态还可用 .html")


def _panorama(workspace: Workspace, asked: PictureQuery) -> bytes | str:
    study = workspace.study(asked.place, asked.chain)
    over = Overlay.of(study.snapshot, study.coverage, study.graph, study.gaps)
    if asked.suffix == ".html":
        return panorama_html(study.coverage, study.graph, study.snapshot, rules=workspace.rules, over=over)
    return _as_file(panorama_svg(study.coverage, study.graph, rules=workspace.rules, over=over), asked.suffix)


def _ecosystem(workspace: Workspace, asked: PictureQuery) -> bytes | str:
    found = workspace.ecosystem(asked.enterprise)
    if asked.suffix == ".html":
        return ecosystem_html(found, workspace.snapshot())
    return _as_file(ecosystem_svg(found), asked.suffix)


def _flow(workspace: Workspace, asked: PictureQuery) -> bytes | str:
    study = workspace.study(asked.place, asked.chain)
    asked_of = study.snapshot, study.coverage, study.graph
    found = flows(*asked_of, Basis.OBSERVED)
    if not found.flows:
        found = flows(*asked_of, Basis.INFERRED)
    return _as_file(flow_svg(found), asked.suffix)


def _matrix(workspace: Workspace, asked: PictureQuery) -> bytes | str:
    return _as_file(matrix_svg(matrix(workspace, asked.chain, pinned=asked.place), workspace.rules), asked.suffix)


def _drill(workspace: Workspace, asked: PictureQuery) -> bytes | str:
    found = drill(workspace, asked.enterprise, place=asked.place, chain=asked.chain)
    return _as_file(drill_svg(found, found.summary), asked.suffix)


PICTURES: Mapping[str, Callable[[Workspace, PictureQuery], bytes | str]] = {
    "panorama": _panorama,
    "ecosystem": _ecosystem,
    "flow": _flow,
    "matrix": _matrix,
    "drill": _drill,
}


@click.command()
@click.argument("what", type=click.Choice(list(PICTURES)))
@click.option("--place", default="", metavar="地点", help="全景图、供应流向须写明")
@click.option("--chain", default="", metavar="产业链", help="全景图、供应流向、园区矩阵须写明")
@click.option("--enterprise", default="", metavar="企业", help="龙头生态、退出演练须写明")
@store_option
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="写到文件（.svg、.png；全景图和生态还可 .html）",
)
def picture(what: str, place: str, chain: str, enterprise: str, store_url: str, out: Path) -> None:
    """图片：全景图、龙头生态、供应流向、园区矩阵、退出演练（SVG、PNG 或能离线打开的网页）。"""
    needed = {"ecosystem": enterprise, "drill": enterprise, "matrix": chain}.get(what, place and chain)
    if not needed:
        raise click.UsageError(
            f"画 {what} 缺少选项：全景图和供应流向要 --place 与 --chain，园区矩阵要 --chain，生态和演练要 --enterprise"
        )
    with refusals(), Workspace.open(store_url) as workspace:
        emit(PICTURES[what](workspace, PictureQuery(place, chain, enterprise, out.suffix)), out)
