"""The drill command as people and programs call it."""

import json
from pathlib import Path

import pytest

from chaingraph.ids import ImportId
from chaingraph.store.base.port import ImportBatch
from chaingraph.store.open import open_store
from tests.builders import HERE, THERE, firm, makes
from tests.cli.test_commands import run


@pytest.fixture
def url(tmp_path: Path) -> str:
    address = f"sqlite:///{tmp_path}/c.db"
    firms = [firm("子市电芯厂", **HERE), firm("子市包厂", **HERE), firm("丑市电芯厂", **THERE), firm("无名厂", **HERE)]
    offerings = [
        *makes("子市电芯厂", "锂离子电池"), *makes("子市包厂", "动力电池包"), *makes("丑市电芯厂", "锂离子电池"),
    ]  # fmt: skip
    with open_store(address) as store:
        store.write(ImportBatch(id=ImportId("a"), title="a", facts={"enterprises": firms, "offerings": offerings}))
    return address


def test_the_drill_names_what_falls_and_who_could_stand_in(url: str) -> None:
    result = run("drill", "子市电芯厂", "--chain", "动力电池", "--store", url, "--format", "json")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert [loss["enterprise"] for loss in found["losses"] if loss["wave"]] == ["子市包厂"]
    assert found["remedies"][0]["sources"][0]["enterprise"] == "丑市电芯厂"
    told = run("drill", "子市电芯厂", "--store", url)
    assert "子市包厂" in told.stdout
    assert "丑市电芯厂" in told.stdout
    assert run("drill", "子市电芯厂", "--store", url, "--format", "csv").exit_code == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("无名厂",), "未识别到任何产业链环节"),
        (("子市电芯厂", "--place", "丑市"), "不在“丑市”"),
        (("子市电芯厂", "--chain", "氢能"), "不在产业链“氢能”上"),
    ],
)
def test_a_drill_that_means_nothing_is_refused_with_the_reason(url: str, words: tuple[str, ...], told: str) -> None:
    result = run("drill", *words, "--store", url)
    assert result.exit_code == 1
    assert told in result.output
