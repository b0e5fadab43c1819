"""Commands that ask: gaps, targets, ecosystem."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from chaingraph.analysis.targets.parts import PARTS
from chaingraph.cli.common import emit, output_options, refusals, shown, simple_table, store_option
from chaingraph.export.sheets.lists import gap_table, target_table
from chaingraph.export.sheets.workbook import Lists, gap_workbook, target_workbook
from chaingraph.export.table import Table
from chaingraph.findings.firm.ecosystem import Ecosystem
from chaingraph.findings.move.target import Excluded, Mode
from chaingraph.service.ask.move.targets import Whose, by_mode, left_out, with_worth
from chaingraph.service.workspace import Workspace
from chaingraph.settings import SETTINGS_FILE, Settings
from chaingraph.units import percent, wan
from chaingraph.wire.plain import to_json

F = TypeVar("F", bound=Callable[..., Any])
WORKBOOK_TARGETS = 1000
MODES = click.Choice([mode.value for mode in Mode])
WHOSE = click.Choice([whose.value for whose in Whose])
THRESHOLDS = ("strong_firms", "weak_local_supply", "concentrated_hhi", "outflow_share", "lag_size", "local_radius_km")
FAIR = "依《公平竞争审查条例》，排序不使用补贴、税收返还等优惠因素"


def place_options(command: F) -> F:
    """``--place``, ``--chain``, ``--with`` and ``--without``."""
    for option in (
        click.option("--without", multiple=True, metavar="企业", help="假设该企业不在本地（可多次）"),
        click.option("--with", "with_", multiple=True, metavar="企业", help="假设该企业在本地（可多次）"),
        click.option("--chain", required=True, metavar="产业链", help="产业链名称"),
        click.option("--place", required=True, metavar="地点", help="园区名称，或省、市、区县"),
    ):
        command = option(command)
    return command


def weights_in_words(rules: Settings) -> str:
    """What a target's score is made of, with the weights as they are set, and what it never uses."""
    named = ((Settings.model_fields[f"weight_{part}"].title, getattr(rules, f"weight_{part}")) for part in PARTS)
    parts = "、".join(f"{title} {weight:g}" for title, weight in named)
    return f"匹配度（0–100 分）按权重平均：{parts}；别处已在跟进的乘以 {rules.conflict_factor:g}。{FAIR}。"


def thresholds_in_words(rules: Settings) -> str:
    """The thresholds that decide kinds of gaps, as they are set."""
    known = {name: (title, value) for name, title, value, _ in rules.described()}
    lines = "、".join(" ".join(known[name]) for name in THRESHOLDS)
    told = "没有本地企业的把握到“缺失把握”才判为缺失，否则判为待摸排。"
    return f"判定线：{lines}（改在 {SETTINGS_FILE}）。紧迫度 = 重要性 × 缺口大小 × 折减；{told}"


@click.command()
@place_options
@store_option
@output_options("table", "json", "csv")
def gaps(
    place: str, chain: str, with_: tuple[str, ...], without: tuple[str, ...], store_url: str, fmt: str, out: Path | None
) -> None:
    """某地某链的缺口，最急的在前。"""
    with refusals(), Workspace.open(store_url) as workspace:
        study = workspace.study(place, chain, with_, without)
        if fmt == "json":
            emit(to_json(study.gaps), out)
        elif fmt == "xlsx":
            targets_too = workspace.targets_of(study, (), top=WORKBOOK_TARGETS)
            lists = Lists(
                snapshot=study.snapshot, coverage=study.coverage, graph=study.graph, gaps=study.gaps,
                targets=targets_too, rules=workspace.rules,
            )  # fmt: skip
            emit(gap_workbook(lists), out)
        else:
            emit(shown(gap_table(study.gaps, study.coverage), fmt), out)
            if out is None and fmt == "table":
                click.echo(f"\n{thresholds_in_words(workspace.rules)}")


@click.command()
@place_options
@click.option("--segment", "segments", multiple=True, metavar="环节", help="只看这些环节（可多次），默认全部缺口")
@click.option("--mode", "modes", multiple=True, type=MODES, help="只看这些招引方式（可多次）")
@click.option(
    "--list",
    "whose",
    type=click.Choice([one.value for one in Whose]),
    help="own：不含内置名录；pool：只看内置名录；缺省为全部",
)
@click.option("--top", type=click.IntRange(1, 100_000), default=50, show_default=True, help="最多几家")
@click.option("--with-likely", is_flag=True, help="指定环节时，另列仅按用词与行业推断、待核实的企业")
@click.option("--excluded", is_flag=True, help="改列不作目标的外地同环节企业与理由")
@store_option
@output_options("table", "json", "csv", "xlsx")
def targets(
    place: str,
    chain: str,
    with_: tuple[str, ...],
    without: tuple[str, ...],
    segments: tuple[str, ...],
    modes: tuple[str, ...],
    whose: str | None,
    top: int,
    with_likely: bool,
    excluded: bool,
    store_url: str,
    fmt: str,
    out: Path | None,
) -> None:
    """可补缺口的外地企业，附理由与依据。"""
    if fmt == "xlsx" and excluded:
        raise click.UsageError("--excluded 只写 table、json、csv")
    with refusals(), Workspace.open(store_url) as workspace:
        study = workspace.study(place, chain, with_, without)
        if excluded:
            no = left_out(study, segments)
            emit(to_json(no) if fmt == "json" else shown(_excluded_table(no), fmt), out)
            return
        wanted = [Mode(mode) for mode in modes]
        kept = Whose(whose) if whose else None
        picked = by_mode(workspace, study, segments, wanted, whose=kept, top=top, with_likely=with_likely)
        found = with_worth(workspace, study, picked)
        if fmt == "json":
            emit(to_json(found), out)
        elif fmt == "xlsx":
            lists = Lists(
                snapshot=study.snapshot, coverage=study.coverage, graph=study.graph, gaps=study.gaps,
                targets=found, rules=workspace.rules,
            )  # fmt: skip
            emit(target_workbook(lists), out)
        else:
            emit(shown(target_table(found, study.snapshot, study.coverage), fmt), out)
            if out is None and fmt == "table":
                click.echo(f"\n{weights_in_words(workspace.rules)}")


def _excluded_table(found: Sequence[Excluded]) -> Table:
    rows = tuple((one.reason, one.segment, one.enterprise) for one in found)
    return simple_table("不作目标", ("理由", "环节", "企业"), rows)


@click.command()
@click.argument("enterprise")
@click.option("--tiers", type=click.IntRange(1, 4), default=2, show_default=True, help="上下各几级")
@store_option
@output_options("table", "json", "csv")
def ecosystem(enterprise: str, tiers: int, store_url: str, fmt: str, out: Path | None) -> None:
    """一家企业的上下游，按级，分有据与推断、本地与外地。"""
    with refusals(), Workspace.open(store_url) as workspace:
        found = workspace.ecosystem(enterprise, tiers)
        if fmt == "json":
            emit(to_json(found), out)
        elif fmt in ("csv", "xlsx"):
            emit(shown(_ecosystem_table(found), fmt), out)
        else:
            emit("\n\n".join((_bought(found), str(shown(_ecosystem_table(found), fmt)))), out)


def _bought(found: Ecosystem) -> str:
    """How much of its purchases the firm makes near by: by known spend, else by firms, said so."""
    known = found.purchases
    cut = "；企业过多，只列较近、较大的" if found.truncated else ""
    if known.local_supply_rate is None:
        basis = "按家数，不是采购额" if known.suppliers else "按环节推断的企业数，没有一笔有来源"
        return f"{found.enterprise}：一级供应商本地占 {percent(found.local_supplier_share)}（{basis}）{cut}"
    part = f"，约占其采购的 {percent(known.spend_known)}" if known.spend_known is not None else ""
    basis = f"已知采购额 {wan(known.known_yuan)}{part}"
    return f"{found.enterprise}：本地配套率 {percent(known.local_supply_rate)}（{basis}）{cut}"


def _ecosystem_table(found: Ecosystem) -> Table:
    names = {-2: "二级供应商", -1: "一级供应商", 0: "本企业", 1: "一级客户", 2: "二级客户"}
    rows = tuple(
        (
            names.get(n.tier, f"{n.tier:+d}"),
            n.name,
            n.segment,
            n.mark or n.nearness.value,
            "—" if n.tier == 0 else "有来源" if n.observed else "按环节推断",
        )
        for n in found.nodes
    )
    return simple_table("生态", ("层级", "企业", "环节", "位置", "依据"), rows)
