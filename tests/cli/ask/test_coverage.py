"""The coverage command: every segment with its rule, and the measures of the whole."""

import json
from pathlib import Path

from click.testing import CliRunner, Result

from chaingraph.cli.main import root
from tests.cli.ask.test_scenario import stored


def run(*words: str) -> Result:
    return CliRunner().invoke(root, ["coverage", "--place", "子市", "--chain", "动力电池", *words])


def test_every_segment_and_all_measures_are_told(tmp_path: Path) -> None:
    result = run("--store", stored(tmp_path), "--format", "json")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert {"plain", "weighted", "path", "along"} <= set(found["completeness"])
    assert {"estimated", "observed", "spend_known", "local_supplier_share"} <= set(found["supply"])
    assert len(found["segments"]) >= 60
    assert all(row["why"] for row in found["segments"])


def test_the_table_begins_with_the_measures(tmp_path: Path) -> None:
    lines = run("--store", stored(tmp_path)).stdout.splitlines()
    assert lines[2].startswith("本地企业数")
    assert any(line.startswith("锂电池隔膜") for line in lines)
