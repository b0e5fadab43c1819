"""The scenario command: refused without a firm, measures and gaps before and after."""

import json
from pathlib import Path

from click.testing import CliRunner, Result

from chaingraph.cli.main import root
from chaingraph.ids import ImportId
from chaingraph.store.base.port import ImportBatch
from chaingraph.store.open import open_store
from tests.builders import HERE, THERE, firm, makes


def stored(folder: Path) -> str:
    address = f"sqlite:///{folder}/c.db"
    firms = [firm("子市电芯有限公司", **HERE), firm("丑市隔膜有限公司", **THERE)]
    offerings = [*makes("子市电芯有限公司", "锂离子电池"), *makes("丑市隔膜有限公司", "锂电池隔膜")]
    with open_store(address) as store:
        store.write(ImportBatch(id=ImportId("a"), title="a", facts={"enterprises": firms, "offerings": offerings}))
    return address


def run(*words: str) -> Result:
    return CliRunner().invoke(root, ["scenario", "--place", "子市", "--chain", "动力电池", *words])


def test_a_landing_is_told_before_and_after(tmp_path: Path) -> None:
    result = run("--store", stored(tmp_path), "--land", "丑市隔膜有限公司", "--format", "json")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert found["after"]["firms"] == found["before"]["firms"] + 1
    assert found["place"] == "子市"
    changed = {c["segment"]: c["status_after"] for c in found["segments"] if c["status_after"] != c["status_before"]}
    assert "锂电池隔膜" in changed


def test_a_question_without_a_firm_is_wrong_usage_and_an_unknown_firm_is_refused(tmp_path: Path) -> None:
    url = stored(tmp_path)
    assert run("--store", url).exit_code == 2
    assert run("--store", url, "--leave", "没有这家").exit_code == 1


def test_the_table_names_every_measure(tmp_path: Path) -> None:
    text = run("--store", stored(tmp_path), "--land", "丑市隔膜有限公司").stdout
    for word in ("完整度（加权", "本地配套率（估算", "紧迫度合计", "环节 锂电池隔膜"):
        assert word in text
