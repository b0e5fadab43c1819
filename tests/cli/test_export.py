"""The export command."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from chaingraph.cli.export import WRITERS, export
from tests.api.world import CHAIN, PARK
from tests.cli.test_documents import filled


@pytest.mark.parametrize("kind", ["graphml", "gexf", "json"])
def test_a_network_is_written_and_counted(tmp_path: Path, kind: str) -> None:
    out, url = tmp_path / f"x.{kind}", filled(tmp_path)
    asked = ["--network", kind, "--place", PARK, "--chain", CHAIN, "--store", url, "--out", str(out)]
    done = CliRunner().invoke(export, asked)
    assert done.exit_code == 0, done.output
    assert "已写出" in done.output
    assert "本地电芯厂" in out.read_text(encoding="utf-8")
    assert kind in WRITERS


def test_an_unknown_place_ends_with_status_one_and_writes_nothing(tmp_path: Path) -> None:
    out = tmp_path / "x.json"
    asked = ["--network", "json", "--place", "没有", "--store", filled(tmp_path), "--out", str(out)]
    assert CliRunner().invoke(export, asked).exit_code == 1
    assert not out.exists()
