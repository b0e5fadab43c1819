"""The command that says what places are likely to grow next."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from chaingraph.cli.main import root

FIRMS = """企业名称,省,市,行业,行业代码,上市日期,主营产品
一厂,甲省,子市,整车,C3610,2001-01-01,客车
二厂,甲省,子市,零部件,C3670,2002-01-01,车桥
三厂,甲省,丑市,整车,C3610,2003-01-01,卡车
四厂,甲省,丑市,零部件,C3670,2019-05-01,车架
五厂,乙省,寅市,整车,C3610,2004-01-01,客车
六厂,乙省,卯市,纺纱,C1710,2005-01-01,棉纱
七厂,乙省,卯市,织布,C1720,,坯布
"""


def run(*words: str) -> Result:
    return CliRunner().invoke(root, list(words))


@pytest.fixture
def url(tmp_path: Path) -> str:
    (tmp_path / "enterprises.csv").write_text(FIRMS, encoding="utf-8")
    store = f"sqlite:///{tmp_path / 'c.db'}"
    assert run("load", str(tmp_path / "enterprises.csv"), "--store", store).exit_code == 0
    return store


def ask(url: str, *words: str) -> list[dict[str, object]]:
    result = run("extend", *words, "--store", url, "--format", "json")
    assert result.exit_code == 0, result.output
    found: list[dict[str, object]] = json.loads(result.output)
    return found


def test_a_city_gets_the_industry_that_goes_with_what_it_has(url: str) -> None:
    found = ask(url, "--place", "寅市")
    assert (found[0]["place"], found[0]["industry"]) == ("寅市", "零部件")
    assert {"place", "industry", "score", "density", "reasons"} <= set(found[0])


def test_all_cities_at_once(url: str) -> None:
    assert {row["place"] for row in ask(url, "--all-places", "city")} == {"子市", "丑市", "寅市", "卯市"}


def test_as_of_knows_only_firms_listed_up_to_that_day(url: str) -> None:
    then = ask(url, "--all-places", "city", "--as-of", "2017-12-31")
    assert ("丑市", "零部件") in {(row["place"], row["industry"]) for row in then}
    assert ("丑市", "零部件") not in {(row["place"], row["industry"]) for row in ask(url, "--all-places", "city")}
    assert ("卯市", "织布") in {(row["place"], row["industry"]) for row in then}


def test_segments_of_a_chain(url: str) -> None:
    found = ask(url, "--place", "寅市", "--chain", "新能源汽车", "--top", "3")
    assert {row["chain"] for row in found} == {"新能源汽车"}
    assert {"segment", "key"} <= set(found[0])


def test_a_question_without_place_or_with_two_is_wrong_usage(url: str) -> None:
    assert run("extend", "--store", url).exit_code == 2
    assert run("extend", "--place", "寅市", "--all-places", "city", "--store", url).exit_code == 2


def test_a_day_that_is_none_is_refused(url: str) -> None:
    assert run("extend", "--place", "寅市", "--as-of", "去年", "--store", url).exit_code == 1
