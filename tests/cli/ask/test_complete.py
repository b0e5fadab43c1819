"""The command that proposes inputs of products and segments of firms."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from chaingraph.cli.main import root


def run(*words: str) -> Result:
    return CliRunner().invoke(root, list(words))


@pytest.fixture
def url(tmp_path: Path) -> str:
    tables = {
        "chains.csv": "chain,segment\n甲链,电机\n甲链,齿轮\n乙链,轴承\n",
        "enterprises.csv": "name,city\n一厂,子市\n二厂,子市\n三厂,丑市\n",
        "corrections.csv": "enterprise,chain,segment\n一厂,甲链,电机\n二厂,甲链,电机\n二厂,甲链,齿轮\n二厂,乙链,轴承\n",
        "product_inputs.csv": "product,input\n钢管,钢坯\n无缝钢管,管坯\n钢板,钢坯\n",
    }
    for name, text in tables.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    store = f"sqlite:///{tmp_path / 'c.db'}"
    assert run("load", *(str(tmp_path / name) for name in tables), "--store", store).exit_code == 0
    return store


def test_segments_come_under_the_names_of_the_contract(url: str) -> None:
    found = json.loads(run("complete", "--segments", "一厂", "--store", url, "--format", "json").output)
    assert [(row["for"], row["chain"], row["key"]) for row in found][:1] == [("一厂", "甲链", "齿轮")]
    assert {"segment", "score", "reasons"} <= set(found[0])


def test_a_table_leaves_out_what_too_few_firms_speak_for_and_says_so(url: str) -> None:
    words = ("complete", "--segments", "一厂", "--store", url)
    shown = run(*words)
    assert "轴承" not in shown.stdout
    assert "条佐证不足 2，未列出" in shown.stderr
    assert "轴承" in run(*words, "--all").stdout
    assert "轴承" in run(*words, "--format", "csv").stdout


def test_a_segment_that_was_refused_is_not_proposed_again(url: str, tmp_path: Path) -> None:
    said = tmp_path / "corrections.csv"
    said.write_text("enterprise,chain,segment,verdict\n一厂,甲链,齿轮,否\n", encoding="utf-8")
    assert run("load", str(said), "--store", url).exit_code == 0
    found = json.loads(run("complete", "--segments", "一厂", "--store", url, "--format", "json").output)
    assert "齿轮" not in {row["segment"] for row in found}


def test_other_chains_only_when_asked(url: str) -> None:
    words = ("complete", "--segments", "一厂", "--other-chains", "--store", url, "--format", "json")
    assert {row["chain"] for row in json.loads(run(*words).output)} == {"乙链"}


def test_inputs_of_products_from_a_file_known_or_not(url: str, tmp_path: Path) -> None:
    names = tmp_path / "names.txt"
    names.write_text("钢管\n不锈钢管\n", encoding="utf-8")
    found = json.loads(run("complete", "--inputs", "--file", str(names), "--store", url, "--format", "json").output)
    assert [row["product"] for row in found if row["for"] == "钢管"] == ["管坯"]
    assert {row["product"] for row in found if row["for"] == "不锈钢管"} == {"管坯", "钢坯"}


def test_a_proposal_changes_nothing_in_the_store(url: str) -> None:
    before = run("targets", "--place", "丑市", "--chain", "甲链", "--store", url, "--format", "json").output
    run("complete", "--segments", "三厂", "--store", url)
    assert run("targets", "--place", "丑市", "--chain", "甲链", "--store", url, "--format", "json").output == before


@pytest.mark.parametrize("words", [("一厂",), ("--segments",)])
def test_a_question_without_kind_or_names_is_wrong_usage(url: str, words: tuple[str, ...]) -> None:
    assert run("complete", *words, "--store", url).exit_code == 2
