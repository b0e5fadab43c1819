"""``chaingraph tag``: with files it needs no store, and says it line by line."""

import json
from pathlib import Path

from click.testing import CliRunner, Result

from loaders.tag_command import tag


def run(*words: object) -> Result:
    return CliRunner().invoke(tag, [str(word) for word in words])


def files(folder: Path) -> tuple[Path, Path, Path]:
    chains, firms, examples = (folder / name for name in ("chains.csv", "firms.csv", "examples.csv"))
    chains.write_text("chain,segment,stage,branch\n空天,钛合金,上游,材料\n空天,无人机,下游,整机\n", encoding="utf-8")
    firms.write_text("企业名称,主营产品\n甲钛业有限公司,钛合金\n乙公司,\n", encoding="utf-8")
    examples.write_text("enterprise,segment,verdict\n乙公司,无人机,是\n", encoding="utf-8")
    return chains, firms, examples


def test_each_enterprise_has_a_line_under_the_names_of_the_contract(tmp_path: Path) -> None:
    chains, firms, _ = files(tmp_path)
    result = run("--chains", chains, "--enterprises", firms)
    assert result.exit_code == 0, result.output
    lines = {line["enterprise"]: line for line in map(json.loads, result.stdout.splitlines())}
    assert lines["乙公司"]["abstained"] is True
    (best,) = lines["甲钛业有限公司"]["segments"]
    assert {"chain", "key", "segment", "score", "probability", "evidence"} <= set(best)
    assert best["key"] == "钛合金"
    assert lines["甲钛业有限公司"]["branches"][0]["branch"] == "材料"
    assert lines["甲钛业有限公司"]["stages"][0]["stage"] == "上游"


def test_examples_place_a_firm_and_all_ranks_below_the_threshold(tmp_path: Path) -> None:
    chains, firms, examples = files(tmp_path)
    result = run("--chains", chains, "--enterprises", firms, "--examples", examples, "--all")
    lines = {line["enterprise"]: line for line in map(json.loads, result.stdout.splitlines())}
    assert [s["key"] for s in lines["乙公司"]["segments"]] == ["无人机", "钛合金"]
    assert lines["乙公司"]["segments"][0]["evidence"][0]["sentence"].startswith("人工标注：是")


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    chains, firms, examples = files(tmp_path)
    words = ("--chains", chains, "--enterprises", firms, "--examples", examples, "--all")
    assert run(*words).stdout_bytes == run(*words).stdout_bytes


def test_files_of_chains_without_enterprises_are_wrong_usage(tmp_path: Path) -> None:
    chains, _, _ = files(tmp_path)
    assert run("--chains", chains, "--store", "memory:").exit_code == 2
