"""The commands ``chaingraph load`` and ``chaingraph template``."""

import sys
from datetime import UTC, datetime
from getpass import getuser
from json import dumps
from pathlib import Path

import click

from chaingraph.cli.common import Refusal, new_store_option
from chaingraph.errors import ChaingraphError
from chaingraph.progress import silent
from chaingraph.service.workspace import Workspace
from chaingraph.settings import settings
from chaingraph.store.open import patiently
from loaders import run
from loaders.record.digest import groups_of, next_steps
from loaders.record.report import COUNTS, ImportReport, write_report_xlsx
from loaders.tables.tables import TABLE_BY_NAME

SHOWN_GROUPS = 50
COUNT_WORDS = ("读取", "接受", "合并", "拒绝")


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--report", "report_file", type=click.Path(path_type=Path, dir_okay=False), help="导入报告另存为 xlsx")
@click.option("--dry-run", is_flag=True, help="只检查，不写入")
@new_store_option
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option("--by", default="", help="导入人，缺省为当前用户")
@click.option("--place", default="", metavar="地区", help="没有写明地区的行都在这里（省、市或区县）")
@click.option("--visible-only", is_flag=True, help="只读看得见的行：原表里隐藏或筛选掉的不导入")
def load(
    paths: tuple[Path, ...],
    *,
    report_file: Path | None,
    dry_run: bool,
    store_url: str,
    form: str,
    by: str,
    place: str,
    visible_only: bool,
) -> None:
    """把文件夹、表格（csv、xlsx、xls、ods）、产业链树（json、yaml）或 ChainKnowledgeGraph 导入数据库；可整体撤销。"""
    try:
        with Workspace.open(store_url) as workspace:
            now = datetime.now(UTC).isoformat(timespec="seconds")
            progress = progress_for(form)
            terms = run.Terms(
                rules=settings(),
                by=by or user_name(),
                at=now,
                dry_run=dry_run,
                progress=progress or silent,
                place=place,
                visible_only=visible_only,
            )
            with patiently(workspace.store, progress or silent):
                report = run.load_on(paths, workspace.store, terms)
                if progress:
                    progress("识别环节", 0, 1)
                workspace.snapshot()
        if report_file is not None:
            write_report_xlsx(report, report_file)
    except (ChaingraphError, OSError) as error:
        raise Refusal(str(error)) from error
    if form == "json":
        answer = {**report.as_json(), "next": next_steps(report)}
        click.echo(dumps(answer, ensure_ascii=False, sort_keys=True, allow_nan=False))
    else:
        click.echo(as_table(report, dry_run=dry_run))
    if report.read and report.read == report.rejected:
        raise Refusal(f"读取的 {report.read} 行全部被拒绝，没有导入任何内容")


@click.command()
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), default=Path("模板.xlsx"), show_default=True)
def template(out: Path) -> None:
    """写出空白的导入模板（xlsx），每张表带填写说明和一行示例。"""
    try:
        run.template(out)
    except (ChaingraphError, OSError) as error:
        raise Refusal(str(error)) from error
    click.echo(f"已写出模板 {out}")


def as_table(report: ImportReport, *, dry_run: bool = False) -> str:
    """The report for a terminal: counts of each table, then the first issues."""
    title = "此前已导入过，内容未变" if report.already_imported else "检查完成，未写入" if dry_run else "导入完成"
    lines = [f"{title}：读取 {report.read}，接受 {report.accepted}，合并 {report.merged}，拒绝 {report.rejected}"]
    for name, counts in report.tables.items():
        parts = "，".join(f"{word} {counts[part]}" for word, part in zip(COUNT_WORDS, COUNTS, strict=True))
        lines.append(f"  {TABLE_BY_NAME[name].sheet}：{parts}")
    steps = next_steps(report)
    lines += ["接下来：", *(f"  {number}. {step}" for number, step in enumerate(steps, start=1))] if steps else []
    groups = groups_of(report)
    for group in groups[:SHOWN_GROUPS]:
        more = f"（同类共 {group.count} 处）" if group.count > 1 else ""
        lines.append(f"[{group.severity.value}] {group.example.message}{more}")
    if len(report.issues) > min(len(groups), SHOWN_GROUPS):
        lines.append(f"以上按类各举一例，共 {len(report.issues)} 条；用 --report 文件.xlsx 查看全部及原行")
    if report.already_imported and report.rejected:
        lines.append("当时被拒绝的行仍未入库；补齐园区、产业链或企业后，把同一文件再导入一次即可补上")
    return "\n".join(lines)


def progress_for(form: str) -> run.Progress | None:
    """A listener that tells an officer at a terminal how far it is; None where nobody watches."""
    if form != "table" or not sys.stderr.isatty():
        return None

    def show(stage: str, done: int, total: int) -> None:
        click.echo(f"{stage} {done}/{total}", err=True)

    return show


def user_name() -> str:
    """Who is at the terminal, empty where the system does not say."""
    try:
        return getuser()
    except (OSError, KeyError):
        return ""
