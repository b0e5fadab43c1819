"""The export command: the network of firms and segments for other tools, a read-only SQLite file, and what is lost."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import click

from chaingraph.cli.common import emit, refusals, store_option
from chaingraph.errors import Refused
from chaingraph.export.jsonld import jsonld
from chaingraph.export.loss import lost
from chaingraph.export.network import FORMATS
from chaingraph.export.sqlite.copy import METADATA, write_sqlite
from chaingraph.graph.networks import network_view
from chaingraph.service.ask.report.graph_copy import write_copy
from chaingraph.service.workspace import Workspace
from chaingraph.wire.plain import to_json

GRAPHS = {**FORMATS, "jsonld": jsonld}
Writer = Callable[[Workspace, str, str, Path], str]
"""Writes the network of a place and chain (empty: all) to a path, and says in a sentence what was written."""


def write_graph(kind: str, workspace: Workspace, place: str, chain: str, out: Path) -> str:
    """Write the network as GraphML, GEXF, node-link JSON or JSON-LD; without a chain every firm is in it."""
    snapshot = workspace.snapshot()
    chains = [snapshot.chain(chain)] if chain else list(snapshot.chains.values())
    view = network_view(snapshot, chains, snapshot.place(place) if place else None, everyone=not chain)
    emit(GRAPHS[kind](view), out)
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
    **{kind: partial(write_graph, kind) for kind in GRAPHS},
    "neo4j": write_neo4j,
}


@click.command()
@click.option("--network", "kind", type=click.Choice(list(WRITERS)), help="关系网络的格式")
@click.option(
    "--sqlite",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="只读的 SQLite 副本，Datasette 可打开",
)
@click.option("--place", default="", metavar="地点", help="只要这个地点的企业及其往来企业，默认全部")
@click.option("--chain", default="", metavar="产业链", help="只要这条链，默认全部")
@click.option("--out", type=click.Path(path_type=Path), help="关系网络写到哪里")
@click.option("--report", type=click.Path(path_type=Path, dir_okay=False), help="把带不走的内容按字段写成 JSON")
@store_option
def export(
    kind: str | None, file: Path | None, place: str, chain: str, out: Path | None, report: Path | None, store_url: str
) -> None:
    """导出企业与环节的关系网络（Gephi、Neo4j、JSON-LD 等工具用），或只读的 SQLite 副本。"""
    if (kind is None) == (file is None) or (kind is not None and out is None):
        raise click.UsageError("请写 --network 格式 --out 文件，或 --sqlite 文件")
    with refusals(), Workspace.open(store_url) as workspace:
        if file is not None:
            click.echo(_sqlite(workspace, file), err=True)
        elif kind is not None and out is not None:
            click.echo(WRITERS[kind](workspace, place, chain, out), err=True)
            _tell_lost(workspace, kind, report)


def _sqlite(workspace: Workspace, file: Path) -> str:
    beside = file.with_name(file.name + METADATA)
    if file.exists() or beside.exists():
        raise Refused(f"“{file}”已经存在；请换一个文件名")
    rows = write_sqlite(workspace.snapshot(), file)
    return f"已写出 {rows} 行：{file}，说明在 {beside.name}（datasette {file.name} --metadata {beside.name}）"


def _tell_lost(workspace: Workspace, kind: str, report: Path | None) -> None:
    """What the format leaves behind, on standard error and, where a file is named, in it."""
    found = lost(workspace.snapshot(), kind)
    if found:
        click.echo(f"这种格式带不走、再读入时没有的：{'；'.join(one.sentence for one in found)}", err=True)
    if report is not None:
        rows = [{"kind": one.kind, "field": one.field, "count": one.count} for one in found]
        emit(to_json({"format": kind, "lost": rows}), report)
