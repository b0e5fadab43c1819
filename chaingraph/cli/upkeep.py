"""Commands that look after a store: verify."""

from pathlib import Path

import click

from chaingraph.cli.common import Refusal, emit, output_options, refusals, store_option, to_json, to_table
from chaingraph.store.open import open_store


@click.command()
@store_option
@output_options("table", "json")
def verify(store_url: str, fmt: str, out: Path | None) -> None:
    """逐行核对数据文件；有损坏时退出码为 1。"""
    with refusals(), open_store(store_url) as store:
        damage = store.verify()
        imports = store.imports()
    rows = sum(record.rows for record in imports)
    if fmt == "json":
        found = [{"kind": d.kind, "key": d.key, "reason": d.reason} for d in damage]
        emit(to_json({"imports": len(imports), "rows": rows, "damage": found}), out)
    elif damage:
        emit(to_table(("表", "键", "问题"), [(d.kind, d.key, d.reason) for d in damage]), out)
    else:
        emit(f"核对通过：{len(imports)} 次导入，{rows} 行", out)
    if damage:
        raise Refusal(f"有 {len(damage)} 行与写入时不符，请从备份恢复")
