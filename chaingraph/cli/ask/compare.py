"""The command that sets places side by side."""

from pathlib import Path

import click

from chaingraph.cli.common import emit, output_options, refusals, shown, simple_table, store_option
from chaingraph.export.sheets.answers import comparison_table
from chaingraph.export.table import Table
from chaingraph.findings.place.compare import Comparison
from chaingraph.service.ask.place.compare import compare as ask
from chaingraph.service.workspace import Workspace
from chaingraph.units import percent, sum_known, wan
from chaingraph.wire.plain import to_json

MOST = 15
"""Complements in the table; JSON has all."""


@click.command()
@click.option("--chain", required=True, metavar="产业链", help="产业链名称")
@click.option("--place", "places", multiple=True, metavar="地点", help="园区或地区（可多次）；只写一个时与同级地点对比")
@store_option
@output_options("table", "json", "csv")
def compare(chain: str, places: tuple[str, ...], store_url: str, fmt: str, out: Path | None) -> None:
    """几个地点在一条链上并排对比：状态矩阵、互补、撞车。"""
    with refusals(), Workspace.open(store_url) as workspace:
        found = ask(workspace, chain, places)
        if fmt == "json":
            emit(to_json(found), out)
        elif fmt in ("csv", "xlsx"):
            emit(shown(comparison_table(found), fmt), out)
        else:
            emit("\n\n".join(str(shown(table, fmt)) for table in _tables(found)), out)


def _tables(found: Comparison) -> list[Table]:
    standings = [
        (
            f"{s.place.label}{'（口径不同）' if s.unlike else ''}", s.firms, percent(s.completeness),
            percent(s.weighted_completeness), s.strong, s.potential, s.weak, s.unsurveyed, s.missing,
            wan(s.capability_yuan), wan(s.gap_yuan), "、".join(s.specialised),
        )
        for s in found.standings
    ]  # fmt: skip
    heads = ("地点", "企业", "完整度", "加权", "优势", "潜力", "薄弱", "待摸排", "缺失", "产能", "缺口", "特色")
    pairs = [
        (c.segment, c.needs.label, c.gives.label, wan(c.gap_yuan), wan(c.spare_yuan), "、".join(n for n, _ in c.firms))
        for c in found.complements[:MOST]
    ]
    rivals = [(c.kind.value, c.subject, c.reason) for c in found.clashes]
    shared = [
        (g.segment, "、".join(p.label for p in g.places), wan(sum_known(g.gap_yuan)), g.known)
        for g in found.shared_gaps
    ]
    tables = [simple_table("各地", heads, standings), comparison_table(found)]
    tables += [simple_table("互补", ("环节", "缺的", "有的", "缺口", "富余", "企业"), pairs)] if pairs else []
    tables += [simple_table("撞车", ("类型", "对象", "说明"), rivals)] if rivals else []
    tables += [simple_table("共同缺口", ("环节", "地点", "合计缺口", "名录企业"), shared[:MOST])] if shared else []
    return tables
