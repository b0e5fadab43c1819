"""The library's commands: check, and write its document."""

import json
from pathlib import Path

from click.testing import CliRunner, Result

from chaingraph.cli.main import root
from chaingraph.ids import ImportId
from chaingraph.library.reader import library_names
from chaingraph.store.base.port import ImportBatch
from chaingraph.store.open import open_store
from tests.builders import firm, makes


def run(*words: str) -> Result:
    return CliRunner().invoke(root, ["chains", *words])


def store_of(folder: Path, firms: int) -> str:
    url = f"sqlite:///{folder}/{firms}.db"
    names = [f"甲{number}厂" for number in range(firms)]
    offerings = [fact for name in names[: firms // 10] for fact in makes(name, "各类锂电铜箔（定制）")]
    facts = {"enterprises": [firm(name) for name in names], "offerings": offerings}
    with open_store(url) as store:
        store.write(ImportBatch(id=ImportId("a"), title="a", facts=facts))
    return url


def common(folder: Path, firms: int) -> list[tuple[str, str]]:
    told = json.loads(run("check", "--store", store_of(folder, firms), "--format", "json").stdout)
    return [(row["segment"], row["problem"]) for row in told if row["severity"] == "提示"]


def test_aliases_that_many_firms_contain_are_hints(tmp_path: Path) -> None:
    assert ("锂电铜箔", "别名“锂电铜箔”见于 200 家企业中的 20 家（10.0%），过于宽泛") in common(tmp_path, 200)


def test_few_firms_say_nothing_of_aliases(tmp_path: Path) -> None:
    assert common(tmp_path, 199) == []


def test_the_document_is_written_where_it_is_asked_for(tmp_path: Path) -> None:
    result = run("docs", "--out", str(tmp_path / "链.md"))
    assert result.exit_code == 0, result.output
    text = (tmp_path / "链.md").read_text(encoding="utf-8")
    assert all(f"\n## {name}\n" in text for name in library_names())
    refused = run("docs", "--out", str(tmp_path / "没有" / "链.md"))
    assert (refused.exit_code, "写不了文件" in refused.output) == (1, True)
