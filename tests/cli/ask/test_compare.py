"""Comparison and changes as people and programs call them."""

import json
from pathlib import Path

import pytest

from chaingraph.ids import EnterpriseId, ImportId
from chaingraph.model.place import Park
from chaingraph.model.promotion import Lead
from chaingraph.store.base.port import ImportBatch
from chaingraph.store.open import open_store
from tests.builders import HERE, THERE, firm, makes
from tests.cli.test_commands import run


@pytest.fixture
def url(tmp_path: Path) -> str:
    address = f"sqlite:///{tmp_path}/c.db"
    parks = [Park(name="甲园", **HERE), Park(name="乙园", **HERE)]
    first = {
        "parks": parks,
        "enterprises": [firm("子市电芯厂", park="甲园", revenue_yuan=1e9, **HERE), firm("丑市隔膜厂", **THERE)],
        "offerings": [*makes("子市电芯厂", "锂离子电池"), *makes("丑市隔膜厂", "锂电池隔膜")],
    }
    second = {
        "enterprises": [firm("子市包厂", park="乙园", revenue_yuan=1e9, **HERE)],
        "offerings": makes("子市包厂", "动力电池包"),
        "leads": [Lead(enterprise=EnterpriseId("丑市隔膜厂"), place=park, stage="在谈") for park in ("甲园", "乙园")],
    }
    with open_store(address) as store:
        for name, facts, at in (("a", first, "2026-05-03T00:00:00Z"), ("b", second, "2026-06-03T00:00:00Z")):
            store.write(ImportBatch(id=ImportId(name), title=name, facts=facts, at=at))
    return address


def test_one_park_is_set_beside_its_sibling(url: str) -> None:
    result = run("compare", "--chain", "动力电池", "--place", "乙园", "--store", url, "--format", "json")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert [row["place"] for row in found["standings"]] == ["乙园", "甲园"]
    assert ("方形电芯", "乙园", "甲园") in {
        (row["segment"], row["needs"], row["gives"]) for row in found["complements"]
    }
    assert [row["kind"] for row in found["clashes"]] == ["同一企业"]
    assert {row["place"] for row in found["matrix"]} == {"甲园", "乙园"}
    told = run("compare", "--chain", "动力电池", "--place", "乙园", "--store", url).stdout
    assert "丑市隔膜厂" in told
    assert run("compare", "--chain", "动力电池", "--store", url, "--format", "csv").exit_code == 0


def test_changes_since_a_month_name_who_came_and_what_moved(url: str) -> None:
    words = ("changes", "--place", "乙园", "--chain", "动力电池", "--store", url)
    result = run(*words, "--since", "2026-06", "--format", "json")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert found["arrived"] == ["子市包厂"]
    assert [(move["enterprise"], move["before"]) for move in found["everything"]["leads"]] == [("丑市隔膜厂", None)]
    assert "子市包厂" in run(*words, "--since", "2026-06-01").stdout
    early = run(*words, "--since", "2026-05")
    assert early.exit_code == 1
    assert "2026-05 以前没有导入过数据" in early.output
    assert run(*words, "--since", "下月").exit_code == 1
