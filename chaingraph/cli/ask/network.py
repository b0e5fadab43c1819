"""Commands over the network of firms: shortest supply paths, the firms around one, the picture in Neo4j."""

from pathlib import Path

import click

from chaingraph.cli.common import emit, output_options, refusals, shown, simple_table, store_option
from chaingraph.service.ask.place import network
from chaingraph.service.ask.report import graph_copy
from chaingraph.service.workspace import Workspace
from chaingraph.wire.plain import to_json


@click.command()
@click.argument("supplier")
@click.argument("buyer")
@store_option
@output_options("table", "json", "csv")
def paths(supplier: str, buyer: str, store_url: str, fmt: str, out: Path | None) -> None:
    """两家企业之间最短的供应路径（只按有来源的供应关系）。"""
    with refusals(), Workspace.open(store_url) as workspace:
        found = network.supply_paths(workspace, supplier, buyer)
        named = {str(firm.id): firm.label for firm in workspace.snapshot().enterprises} if fmt != "json" else {}
    if fmt == "json":
        emit(to_json(found), out)
        return
    rows = [
        (number, len(path.firms) - 1, " → ".join(named.get(key, key) for key in path.firms))
        for number, path in enumerate(found.paths, start=1)
    ]
    emit(shown(simple_table("供应路径", ("序号", "级数", "路径"), rows), fmt), out)


@click.command()
@click.argument("enterprise")
@click.option("--links", type=click.IntRange(1, 4), default=2, show_default=True, help="几级以内")
@store_option
@output_options("table", "json", "csv")
def neighbours(enterprise: str, links: int, store_url: str, fmt: str, out: Path | None) -> None:
    """一家企业周围几级以内有供应往来的企业（只按有来源的供应关系）。"""
    with refusals(), Workspace.open(store_url) as workspace:
        found = network.neighbourhood(workspace, enterprise, links)
    if fmt == "json":
        emit(to_json(found), out)
        return
    rows = [(one.tier, one.name, one.enterprise_id) for one in found.firms]
    emit(shown(simple_table("往来企业", ("级数", "企业", "编号"), rows), fmt), out)


@click.command()
@store_option
def draw(store_url: str) -> None:
    """把识别结果和用到的内置产业链画进 Neo4j 的图里，供 Cypher 查询；重画会替换上一次画的。"""
    with refusals(), Workspace.open(store_url) as workspace:
        nodes, edges = graph_copy.draw(workspace)
    click.echo(f"已画入 {nodes} 个节点、{edges} 条关系", err=True)
