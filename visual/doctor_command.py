"""The command that tells the health of an installation in one page."""

from pathlib import Path

import click

from chaingraph.cli.common import Refusal, emit, new_store_option, output_options, refusals, to_table
from chaingraph.cli.health import Sign, State, own_signs, store_signs
from chaingraph.errors import ChaingraphError
from chaingraph.settings import settings
from chaingraph.wire.plain import to_json
from visual.kit.fonts import chinese_font

WORDS = {State.GOOD: "正常", State.NOTE: "注意", State.TROUBLE: "有问题"}


@click.command()
@new_store_option
@output_options("table", "json")
def doctor(store_url: str, fmt: str, out: Path | None) -> None:
    """体检：数据文件、核对、结构、权限、磁盘、备份、字体、版本、设置；有问题时退出码为 1，从不新建数据文件。"""
    with refusals():
        signs = (*store_signs(store_url), _font(), *own_signs(settings()))
    if fmt == "json":
        emit(to_json([{"check": one.check, "state": one.state.value, "said": one.said} for one in signs]), out)
    else:
        rows = [(one.check, WORDS[one.state], one.said) for one in signs]
        emit(to_table(("项目", "状态", "说明"), rows, widest=400), out)
    trouble = [one.check for one in signs if one.state is State.TROUBLE]
    if trouble:
        raise Refusal(f"有问题：{'、'.join(trouble)}")


def _font() -> Sign:
    try:
        return Sign("字体", State.GOOD, f"{chinese_font().family}；画图不需要浏览器")
    except ChaingraphError as error:
        return Sign("字体", State.TROUBLE, str(error))
