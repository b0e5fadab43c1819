"""The command ``pool``: the shipped list as rows for people and programs, and into a store."""

import json
from pathlib import Path

from click.testing import CliRunner, Result

from chaingraph.store.open import open_store
from loaders.pool.rows import pool_firms
from loaders.pool_command import pool


def run(*words: str) -> Result:
    return CliRunner().invoke(pool, list(words))


def test_the_list_of_a_chain_has_every_firm_of_its_table_with_its_segments() -> None:
    told = run("--chain", "风电", "--format", "json")
    assert told.exit_code == 0, told.output
    rows = json.loads(told.stdout)
    assert {"enterprise", "city", "listed_as", "products", "segments"} == set(rows[0])
    assert {one.enterprise.name for one in pool_firms() if one.chain == "风电"} <= {row["enterprise"] for row in rows}
    placed = [row for row in rows if any(place["chain"] == "风电" for place in row["segments"])]
    assert len(placed) > len(rows) * 0.9


def test_people_read_a_table_and_spreadsheets_a_file(tmp_path: Path) -> None:
    assert run("--chain", "风电").stdout.startswith("企业")
    out = tmp_path / "名录.csv"
    assert run("--chain", "风电", "--format", "csv", "--out", str(out)).exit_code == 0
    assert "主营产品" in out.read_text(encoding="utf-8-sig").splitlines()[0]


def test_a_chain_is_loaded_into_a_store_once_and_an_unknown_one_is_refused(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/p.db"
    first = json.loads(run("load", "--chain", "风电", "--store", url, "--format", "json").stdout)
    again = json.loads(run("load", "--chain", "风电", "--store", url, "--format", "json").stdout)
    assert (first["already_imported"], again["already_imported"], again["accepted"]) == (False, True, 0)
    with open_store(url) as store:
        assert len(store.read()[1]["enterprises"]) == first["accepted"] > 0
    refused = run("load", "--chain", "没有的链", "--store", url)
    assert (refused.exit_code, "没有的链" in refused.output) == (1, True)
