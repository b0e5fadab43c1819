"""Commands that show what is known: chains, parks, one enterprise."""

from pathlib import Path

import click

from chaingraph.cli.common import emit, output_options, refusals, shown, simple_table, store_option, store_option_if_any
from chaingraph.cli.library import check, compile_library, docs
from chaingraph.findings.known.chain import chain_segments, chain_sizes
from chaingraph.findings.known.firm import KnownFirm
from chaingraph.model.live import standing
from chaingraph.service.workspace import Workspace
from chaingraph.units import wan
from chaingraph.wire.plain import to_json


@click.group(invoke_without_command=True)
@store_option_if_any
@output_options("table", "json", "csv")
@click.pass_context
def chains(ctx: click.Context, store_url: str, fmt: str, out: Path | None) -> None:
    """产业链库：列出、查看（show）、校验（check）、写成文档（docs）。"""
    if ctx.invoked_subcommand is not None:
        ctx.obj = (store_url, fmt, out)
        return
    with refusals(), Workspace.open(store_url) as workspace:
        found = chain_sizes(workspace.snapshot())
    if fmt == "json":
        emit(to_json(found), out)
    else:
        rows = [(one.chain, one.segments, one.inputs) for one in found]
        emit(shown(simple_table("产业链", ("产业链", "环节数", "环节关系数"), rows), fmt), out)


@chains.command("show")
@click.argument("chain")
@store_option_if_any
@output_options("table", "json", "csv")
def show_chain(chain: str, store_url: str, fmt: str, out: Path | None) -> None:
    """一条产业链的全部环节。"""
    with refusals(), Workspace.open(store_url) as workspace:
        graph = workspace.chain(chain)
    if fmt == "json":
        emit(to_json(chain_segments(graph)), out)
        return
    rows = [
        (s.name, graph.stages[i].value, s.branch, int(graph.tiers[i]), "、".join(s.aliases), len(graph.suppliers(i)))
        for i, s in enumerate(graph.segments)
    ]
    emit(shown(simple_table("产业链", ("环节", "上中下游", "分支", "层级", "别名", "上游数"), rows), fmt), out)


chains.add_command(check)
chains.add_command(docs)
chains.add_command(compile_library)


@click.command()
@store_option
@output_options("table", "json", "csv")
def parks(store_url: str, fmt: str, out: Path | None) -> None:
    """园区及其企业数、主导产业链、要素。"""
    with refusals(), Workspace.open(store_url) as workspace:
        snapshot = workspace.snapshot()
        found = [(park, int(snapshot.members(snapshot.place(park.name)).sum())) for park in snapshot.parks]
    if fmt == "json":
        emit(to_json([{"enterprises": count, "park": park} for park, count in found]), out)
        return
    rows = [
        (p.name, p.status, p.city, p.district, "、".join(p.chains), n, p.land_mu, p.plant_m2, wan(p.fund_yuan))
        for p, n in found
    ]
    header = ("园区", "类别", "市", "区县", "主导产业链", "企业数", "净地(亩)", "厂房(㎡)", "产业基金")
    emit(shown(simple_table("园区", header, rows), fmt), out)


@click.command()
@click.argument("enterprise")
@store_option
@output_options("table", "json")
def show(enterprise: str, store_url: str, fmt: str, out: Path | None) -> None:
    """一家企业：基本情况、产品、所在环节与依据、供需关系。"""
    with refusals(), Workspace.open(store_url) as workspace:
        snapshot = workspace.snapshot()
        known = KnownFirm.of(snapshot, snapshot.firm(enterprise))
    if fmt == "json":
        emit(to_json(known), out)
        return
    own = known.enterprise
    lines = [
        own.name + (f"（{word}，不计入）" if (word := standing(own)) else ""),
        own.evidence.caption,
        f"地区：{own.region or '不详'}  园区：{own.park or '—'}",
    ]
    lines.append(f"营业收入：{wan(own.revenue_yuan)}  资质：{'、'.join(own.qualifications) or '—'}")
    lines.append("产品：" + ("；".join(o.product for o in known.offerings) or "—"))
    for named in known.tags:
        tag = named.tag
        words = "；".join(piece.sentence for piece in tag.evidence)
        lines.append(f"环节：{tag.chain} / {tag.key}  得分 {tag.score:.2f}  依据：{words}")
    if not known.tags:
        lines.append("环节：未识别")
    emit("\n".join(lines), out)
