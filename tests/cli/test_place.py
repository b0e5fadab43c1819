"""One's own place from the command line."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from chaingraph.cli.place import place
from chaingraph.ids import ImportId
from chaingraph.store.base.port import ImportBatch
from chaingraph.store.open import open_store
from tests.builders import HERE, THERE, firm


@pytest.fixture
def url(tmp_path: Path) -> str:
    address = f"sqlite:///{tmp_path}/c.db"
    firms = [firm("子市甲厂", **HERE), firm("子市乙厂", **HERE), firm("丑市丙厂", **THERE)]
    with open_store(address) as store:
        store.write(ImportBatch(id=ImportId("a"), title="a", facts={"enterprises": firms}))
    return address


def run(*words: str) -> Result:
    return CliRunner().invoke(place, list(words))


def test_until_it_is_set_the_place_is_unknown_and_the_likely_one_is_offered(url: str) -> None:
    said = json.loads(run("--store", url, "--format", "json").stdout)
    assert said["place"] is None
    assert said["suggested"].endswith("子市")
    assert "子市" in run("--store", url).stdout


@pytest.mark.parametrize("words", [("--store", "{url}", "set", "子市"), ("set", "子市", "--store", "{url}")])
def test_a_place_that_is_set_is_remembered_by_the_store(url: str, words: tuple[str, ...]) -> None:
    done = run(*(word.format(url=url) for word in words))
    assert done.exit_code == 0, done.output
    said = json.loads(run("--store", url, "--format", "json").stdout)
    assert said["place"].endswith("子市")
    assert said["suggested"] is None


def test_a_place_nobody_knows_is_refused_and_changes_nothing(url: str) -> None:
    run("set", "子市", "--store", url)
    refused = run("set", "没有的市", "--store", url)
    assert refused.exit_code == 1
    assert "找不到园区或地区" in refused.stderr
    assert json.loads(run("--store", url, "--format", "json").stdout)["place"].endswith("子市")
