"""Commands that show what is known: chains, parks, one enterprise."""

from pathlib import Path
from typing import Any

import click

from chaingraph.cli.common import emit, output_options, refusals, shown, simple_table, store_option, to_json
from chaingraph.cli.library import check, compile_library, docs
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.snapshot import Snapshot
from chaingraph.service.workspace import Workspace
from chaingraph.units import wan


@click.group(invoke_without_command=True)
@store_option
@output_options("table", "json", "csv")
@click.pass_context
def chains(ctx: click.Context, store_url: str, fmt: str, out: Path | None) -> None:
    """产业链库：列出、查看（show）、校验（check）、写成文档（docs）。"""
    if ctx.invoked_subcommand is not None:
        ctx.obj = (store_url, fmt, out)
        return
    with refusals(), Workspace.open(store_url) as workspace:
        rows = [(name, len(g.segments), len(g.inputs)) for name, g in workspace.snapshot().chains.items()]
    if fmt == "json":
        emit(to_json([{"chain": c, "segments": s, "inputs": i} for c, s, i in rows]), out)
    else:
        emit(shown(simple_table("产业链", ("产业链", "环节数", "环节关系数"), rows), fmt), out)


@chains.command("show")
@click.argument("chain")
@store_option
@output_options("table", "json", "csv")
def show_chain(chain: str, store_url: str, fmt: str, out: Path | None) -> None:
    """一条产业链的全部环节。"""
    with refusals(), Workspace.open(store_url) as workspace:
        graph = workspace.chain(chain)
    if fmt == "json":
        emit(to_json([segment_json(graph, index) for index in range(len(graph.segments))]), out)
        return
    rows = [
        (s.name, graph.stages[i].value, s.branch, int(graph.tiers[i]), "、".join(s.aliases), len(graph.suppliers(i)))
        for i, s in enumerate(graph.segments)
    ]
    emit(shown(simple_table("产业链", ("环节", "上中下游", "分支", "层级", "别名", "上游数"), rows), fmt), out)


def segment_json(graph: ChainGraph, index: int) -> dict[str, Any]:
    """A segment under the names of the contract."""
    segment = graph.segments[index]
    return {
        "key": segment.key,
        "segment": segment.name,
        "stage": graph.stages[index],
        "branch": segment.branch,
        "tier": int(graph.tiers[index]),
        "aliases": segment.aliases,
        "products": segment.products,
        "definition": segment.definition,
        "industry_codes": segment.industry_codes,
        "locality": segment.locality,
        "critical": segment.critical,
        "chokepoint": segment.chokepoint,
        "chokepoint_note": segment.chokepoint_note,
        "needs": segment.needs,
        "inputs": [
            {"input": e.input, "cost_share": e.middle_share, "required": e.required, "substitutes": e.substitutes,
             "recycle": e.recycle, "capital": e.capital, "source": e.evidence.source}
            for e in graph.suppliers(index)
        ],
    }  # fmt: skip


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
        known = enterprise_json(snapshot, snapshot.firm(enterprise))
    if fmt == "json":
        emit(to_json(known), out)
        return
    own = known["enterprise"]
    lines = [own.name, own.evidence.caption, f"地区：{own.region or '不详'}  园区：{own.park or '—'}"]
    lines.append(f"营业收入：{wan(own.revenue_yuan)}  资质：{'、'.join(own.qualifications) or '—'}")
    lines.append("产品：" + ("；".join(o.product for o in known["offerings"]) or "—"))
    for tag in known["tags"]:
        words = "；".join(piece.sentence for piece in tag.evidence)
        lines.append(f"环节：{tag.chain} / {tag.key}  得分 {tag.score:.2f}  依据：{words}")
    if not known["tags"]:
        lines.append("环节：未识别")
    emit("\n".join(lines), out)


def enterprise_json(snapshot: Snapshot, firm: int) -> dict[str, Any]:
    """All that is known of one enterprise."""
    enterprise = snapshot.enterprises[firm]
    return {
        "enterprise": enterprise,
        "offerings": snapshot.offerings_of[firm],
        "tags": snapshot.tags.of_firm(firm),
        "links": snapshot.links_of.get(enterprise.id, ()),
        "leads": [lead for lead in snapshot.leads if lead.enterprise == enterprise.id],
        "projects": [project for project in snapshot.projects if project.enterprise == enterprise.id],
    }
