"""The command that says how often suggestions are right on the store's own data."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from chaingraph.cli.main import root
from chaingraph.service.ask.move.backtest import QUESTIONS

CITIES = ("子市", "丑市", "寅市")


def run(*words: str) -> Result:
    return CliRunner().invoke(root, list(words))


@pytest.fixture
def url(tmp_path: Path) -> str:
    firms = [f"{n}号厂,甲省,{CITIES[n % 3]},行业{n % 4},{2008 + n}-01-01,产品{n % 4};部件{n % 3}" for n in range(12)]
    said = [f"{n}号厂,链,环节{n % 4}\n{n}号厂,链,环节{(n + 1) % 4}" for n in range(12)]
    made = [f"产品{n},材料{n % 3}\n产品{n},材料{(n + 1) % 3}" for n in range(6)]
    tables = {
        "chains.csv": ["产业链,环节", *(f"链,环节{n}" for n in range(4))],
        "enterprises.csv": ["企业名称,省,市,行业,成立日期,主营产品", *firms],
        "corrections.csv": ["企业,产业链,环节", *said],
        "supply_links.csv": ["供应商,采购方", *(f"{n % 5}号厂,{5 + n % 6}号厂" for n in range(12))],
        "product_inputs.csv": ["产品,上游材料", *made],
    }
    for name, lines in tables.items():
        (tmp_path / name).write_text("\n".join(lines), encoding="utf-8")
    store = f"sqlite:///{tmp_path / 'c.db'}"
    assert run("load", *(str(tmp_path / name) for name in tables), "--store", store).exit_code == 0
    return store


@pytest.mark.parametrize("question", list(QUESTIONS))
def test_every_question_is_answered_beside_popularity_and_chance(url: str, question: str) -> None:
    result = run("backtest", question, "--cases", "20", "--store", url, "--format", "json")
    assert result.exit_code == 0, result.output
    found = json.loads(result.output)
    assert {"只看热门", "随机"} < {method["method"] for method in found["methods"]}
    assert found["cases"] > 0
    assert found["not_proved"]
    for method in found["methods"]:
        for figure in (method["hit"], method["mrr"], method["auc"]):
            assert 0 <= figure["low"] <= figure["value"] <= figure["high"] <= 1


def test_the_same_store_gives_the_same_figures(url: str) -> None:
    words = ("backtest", "segments", "--store", url, "--format", "json")
    assert run(*words).output == run(*words).output


def test_what_the_figures_do_not_prove_stands_under_the_table(url: str) -> None:
    assert "不能说明：" in run("backtest", "inputs", "--store", url).output


def test_a_store_with_nothing_to_hide_says_so(tmp_path: Path) -> None:
    (tmp_path / "enterprises.csv").write_text("企业名称,市\n一厂,子市\n", encoding="utf-8")
    store = f"sqlite:///{tmp_path / 'c.db'}"
    run("load", str(tmp_path / "enterprises.csv"), "--store", store)
    result = run("backtest", "arrivals", "--store", store)
    assert (result.exit_code, "不能回测" in result.output) == (1, True)
