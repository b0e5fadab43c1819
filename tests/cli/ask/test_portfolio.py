"""The portfolio command: budgets in, two sets out, and a refusal where nothing limits the set."""

import json
from pathlib import Path

from click.testing import CliRunner, Result

from chaingraph.cli.main import root
from tests.cli.ask.test_scenario import stored


def run(*words: str) -> Result:
    return CliRunner().invoke(root, ["portfolio", "--place", "子市", "--chain", "动力电池", *words])


def test_both_sets_and_the_bound_are_told(tmp_path: Path) -> None:
    result = run("--store", stored(tmp_path), "--land-mu", "5000", "--top", "3", "--format", "json")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert found["exact"]["picks"][0]["enterprise"] == "丑市隔膜有限公司"
    assert found["greedy"]["value"] <= found["exact"]["value"] <= found["upper"]
    assert found["budget"] == {"fund_yuan": None, "land_mu": 5000.0, "number": 3, "plant_m2": None}


def test_the_table_shows_both_sets_and_what_was_assumed(tmp_path: Path) -> None:
    text = run("--store", stored(tmp_path), "--top", "3").stdout
    for word in ("精确 1", "贪心 1", "上界", "已证明最优", "说明"):
        assert word in text


def test_without_any_budget_it_is_refused_in_words(tmp_path: Path) -> None:
    result = run("--store", stored(tmp_path))
    assert result.exit_code == 1
    assert "请至少给出一项预算" in result.output


def test_a_budget_below_nothing_is_wrong_usage(tmp_path: Path) -> None:
    assert run("--store", stored(tmp_path), "--land-mu", "-1").exit_code == 2
