"""The commands ``chaingraph registry …``: lists of any length, tagged and added up beside the ordinary store."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from chaingraph.cli.common import emit, new_store_option, output_options, refusals, shown, simple_table
from chaingraph.errors import Refused
from chaingraph.library.gazetteer import Spot
from chaingraph.library.reader import library_digest, library_names
from chaingraph.scale import questions
from chaingraph.scale.engines import engine_of
from chaingraph.scale.layout import Registry
from chaingraph.scale.questions import Where
from chaingraph.scale.tagging import BatchTagger
from chaingraph.service.workspace import Workspace
from chaingraph.settings import settings
from chaingraph.tagging.hints.hints import tagging_digest
from loaders import run
from loaders.command import as_table, user_name
from loaders.registry.attach import attach as attached
from loaders.registry.parts import Counts, read_input
from loaders.registry.reading import SUFFIXES
from loaders.registry.settle import settle

FOLDER = click.Path(path_type=Path, file_okay=False)
folder_option = click.option("--registry", "folder", type=FOLDER, required=True, metavar="DIR", help="名录库文件夹")
engine_option = click.option(
    "--engine", default="duckdb", show_default=True, metavar="duckdb|spark://…", help="在哪里计算"
)
top_option = click.option("--top", type=click.IntRange(1), default=10, show_default=True, help="每个环节最多几家")
TARGETS = ("chain", "key", "firm", "name", "uscc", "province", "city", "score", "probability", "yuan", "why")


@click.group()
def registry() -> None:
    """任意大小的企业名录：整理成 Parquet，识别、汇总、找招商目标，再把本地企业和各环节的候选接入数据库。"""


@registry.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@folder_option
@click.option("--place", default="", metavar="地区", help="没有写明地区的行都在这里")
@output_options("table", "json")
def build(paths: tuple[Path, ...], folder: Path, place: str, fmt: str, out: Path | None) -> None:
    """读入 csv、xlsx、Parquet（文件或文件夹），不限行数；读过的文件不再读，被拒绝的行连同原因另存。"""
    own, now = Registry(folder), datetime.now(UTC).isoformat(timespec="seconds")
    total, before = Counts(), 0
    with refusals():
        spot = _spot(place)
        for path in _inputs(paths):
            found = read_input(path, own, settings(), spot, now[:10])
            before += found is None
            for name in ("read", "accepted", "merged", "rejected"):
                setattr(total, name, getattr(total, name) + (getattr(found, name) if found else 0))
            total.skipped += found.skipped if found else []
        firms, unmatched = settle(own)
    told = {
        "read": total.read, "accepted": total.accepted, "merged": total.merged, "rejected": total.rejected,
        "files_before": before, "skipped_tables": sorted(set(total.skipped)), "firms": firms, "unmatched": unmatched,
    }  # fmt: skip
    skipped = f"；没有读入的表：{'、'.join(sorted(set(total.skipped)))}" if total.skipped else ""
    line = (
        f"读取 {total.read}，接受 {total.accepted}，合并 {total.merged}，拒绝 {total.rejected}；"
        f"此前读过 {before} 个文件；"
        f"名录库现有 {firms} 家企业，{unmatched} 条主营产品找不到企业{skipped}"
    )
    emit(_json(told) if fmt == "json" else line, out)


@registry.command()
@folder_option
@engine_option
def tag(folder: Path, engine: str) -> None:
    """识别每家企业所在的环节；只重算有变化的部分。"""
    rules = settings()
    with refusals(), engine_of(engine) as where:
        done = where.tag(Registry(folder), BatchTagger.built_in(rules), f"{library_digest()}-{tagging_digest(rules)}")
    click.echo(f"识别了 {done} 个分区")


@registry.command()
@folder_option
@engine_option
@click.option(
    "--by", "level", type=click.Choice(questions.LEVELS), default="city", show_default=True, help="按哪级汇总"
)
@output_options("json", "table", "csv")
def aggregate(folder: Path, engine: str, level: str, fmt: str, out: Path | None) -> None:
    """各地各产业链各环节有几家企业、产能多少（营收已知的才计，一家都不知道则为空）。"""
    with refusals(), engine_of(engine) as where:
        rows = where.answer(questions.aggregate(where.tags(Registry(folder)), level)).to_pylist()
    header = ("place", "chain", "key", "firms", "capability_yuan")
    _emit(rows, header, ("地区", "产业链", "环节编码", "企业数", "产能(元)"), fmt, out)


@registry.command()
@folder_option
@engine_option
@click.option("--place", required=True, metavar="地区")
@click.option("--chain", required=True, metavar="产业链")
@top_option
@output_options("json", "table", "csv")
def targets(folder: Path, engine: str, place: str, chain: str, top: int, fmt: str, out: Path | None) -> None:
    """本地一家都没有的环节，外地最合适的企业。"""
    with refusals(), engine_of(engine) as where:
        if chain not in library_names():
            raise Refused(f"没有产业链“{chain}”，可用：{'、'.join(library_names())}")
        rows = where.answer(questions.targets(where.tags(Registry(folder)), _where(place), chain, top)).to_pylist()
    titles = ("产业链", "环节编码", "编号", "企业", "信用代码", "省", "市", "得分", "可能性", "产能(元)", "依据")
    _emit(rows, TARGETS, titles, fmt, out)


@registry.command()
@folder_option
@engine_option
@click.option("--place", required=True, metavar="地区", help="自己的地方：这里的企业全部接入")
@top_option
@new_store_option
@output_options("table", "json")
def attach(folder: Path, engine: str, place: str, top: int, store_url: str, fmt: str, out: Path | None) -> None:
    """把本地企业和外地各环节最好的几家接入数据库，可像其他导入一样撤销。"""
    with refusals(), engine_of(engine) as where, Workspace.open(store_url) as workspace:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        terms = run.Terms(rules=workspace.rules, by=user_name(), at=now)
        report = attached(Registry(folder), where, workspace.store, _where(place), terms, top)
        workspace.snapshot()
    emit(_json(report.as_json()) if fmt == "json" else as_table(report), out)


@registry.command()
@click.argument("name")
@folder_option
@output_options("json", "table", "csv")
def show(name: str, folder: Path, fmt: str, out: Path | None) -> None:
    """按名称（可以是一部分）或信用代码在名录库里查企业。"""
    with refusals(), engine_of("duckdb") as where:
        expression = questions.named(where.firms(Registry(folder)), name).limit(100)
        rows = where.answer(expression).to_pylist()
    header = ("id", "name", "uscc", "province", "city", "district", "industry", "status", "offerings", "business_scope")
    if fmt != "json":
        rows = [{**row, "offerings": "、".join(one["product"] for one in row["offerings"])} for row in rows]
    titles = ("编号", "企业", "信用代码", "省", "市", "区县", "行业", "登记状态", "主营产品", "经营范围")
    _emit(rows, header, titles, fmt, out)


def _inputs(paths: tuple[Path, ...]) -> list[Path]:
    """The files of paths and of folders and all below, sorted. Raises Refused when there is none."""
    found = {file for path in paths for file in (path.rglob("*") if path.is_dir() else [path])}
    files = sorted(file for file in found if file.is_file() and file.suffix.lower() in SUFFIXES)
    if not files:
        raise Refused(f"没有可读的文件（可用 {'、'.join(SUFFIXES)}）")
    return files


def _spot(place: str) -> Spot:
    return run.Terms(rules=settings(), at="", place=place).spot


def _where(place: str) -> Where:
    spot = _spot(place)
    return Where(spot.province, spot.city, spot.district)


def _json(told: Any) -> str:
    return json.dumps(told, ensure_ascii=False, sort_keys=True, allow_nan=False)


def _emit(
    rows: list[dict[str, Any]], names: tuple[str, ...], titles: tuple[str, ...], fmt: str, out: Path | None
) -> None:
    if fmt == "json":
        emit(_json([{name: row[name] for name in names} for row in rows]), out)
    else:
        emit(shown(simple_table("登记名录", titles, [tuple(row[name] for name in names) for row in rows]), fmt), out)
