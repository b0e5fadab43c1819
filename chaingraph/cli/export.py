"""The export command: the network of firms and segments for other tools; one line a kind of network."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import click

from chaingraph.cli.common import emit, refusals, store_option
from chaingraph.errors import Refused
from chaingraph.export.network import FORMATS
from chaingraph.graph.networks import network_view
from chaingraph.service.ask.report.graph_copy import write_copy
from chaingraph.service.workspace import Workspace

Writer = Callable[[Workspace, str, str, Path], str]
"""Writes the network of a place and chain (empty: all) to a path, and says in a sentence what was written."""


def write_graph(kind: str, workspace: Workspace, place: str, chain: str, out: Path) -> str:
    """Write the network in one of the formats of ``chaingraph.export.network``."""
    snapshot = workspace.snapshot()
    chains = [snapshot.chain(chain)] if chain else list(snapshot.chains.values())
    view = network_view(snapshot, chains, snapshot.place(place) if place else None)
    emit(FORMATS[kind](view), out)
    return f"已写出 {view.number_of_nodes()} 个节点、{view.number_of_edges()} 条边：{out}"


def write_neo4j(workspace: Workspace, place: str, chain: str, out: Path) -> str:
    """Write a folder of CSV files for ``neo4j-admin database import``; always the whole graph."""
    if place or chain:
        raise Refused("--network neo4j 总是导出全部数据，不能和 --place、--chain 一起用")
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise Refused(f"“{out}”已经存在且不是空文件夹；请换一个文件夹")
    nodes, edges = write_copy(workspace, out)
    return f"已写出 {nodes} 个节点、{edges} 条关系：{out}（停下 Neo4j 后在该文件夹运行 import.sh）"


WRITERS: Mapping[str, Writer] = {
    **{kind: partial(write_graph, kind) for kind in FORMATS},
    "neo4j": write_neo4j,
}


@click.command()
@click.option("--network", "kind", type=click.Choice(list(WRITERS)), required=True, help="关系网络的格式")
@click.option("--place", default="", metavar="地点", help="只要这个地点的企业及其往来企业，默认全部")
@click.option("--chain", default="", metavar="产业链", help="只要这条链，默认全部")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="写到哪里")
@store_option
def export(kind: str, place: str, chain: str, out: Path, store_url: str) -> None:
    """导出企业与环节的关系网络（Gephi 等工具用）。"""
    with refusals(), Workspace.open(store_url) as workspace:
        click.echo(WRITERS[kind](workspace, place, chain, out), err=True)
