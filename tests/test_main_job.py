"""The main job on real input: a city's manufacturers, the listed firms, gaps, targets, the same bytes twice."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks.realdata import ashare, shared_data, yangzhou
from benchmarks.targets import judged
from chaingraph.cli.main import root
from chaingraph.service.workspace import Workspace

pytestmark = [
    pytest.mark.realdata,
    pytest.mark.skipif(not (shared_data() / "ashare").is_dir(), reason="the shared data folder is not here"),
]


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("real")
    address = f"sqlite:///{folder}/real.db"
    loaded = run("load", str(yangzhou(folder / "yangzhou")), str(ashare(folder / "ashare")), "--store", address)
    assert "导入完成" in loaded
    return address


def run(*words: str) -> str:
    result = CliRunner().invoke(root, list(words))
    assert result.exit_code == 0, result.output
    return result.stdout


def test_most_of_the_first_fifty_targets_make_what_the_segment_needs(url: str) -> None:
    with Workspace.open(url) as workspace:
        found = workspace.targets_of(workspace.study("扬州市", "动力电池"), top=50)
        local = workspace.snapshot().members(workspace.place("扬州市"))
    known = judged("动力电池")
    assert not any(local[target.firm] for target in found)
    assert sum(known.get((t.enterprise, t.segment), (False, ""))[0] for t in found) >= 40


def test_gaps_of_the_city_name_what_its_cell_makers_lack(url: str) -> None:
    with Workspace.open(url) as workspace:
        found = {gap.segment: gap for gap in workspace.study("扬州市", "动力电池").gaps}
    assert {"三元正极材料", "锂电池电解液", "锂电铜箔"} <= set(list(found)[:20])
    assert "方形电芯" not in found
    assert all(gap.reasons for gap in found.values())


def test_the_same_commands_give_the_same_bytes(url: str, tmp_path: Path) -> None:
    place = ("--place", "扬州市", "--chain", "动力电池", "--store", url)
    for words in (("gaps", *place, "--format", "json"), ("targets", *place, "--format", "csv")):
        assert run(*words) == run(*words)
    files = [tmp_path / "a.xlsx", tmp_path / "b.xlsx"]
    for path in files:
        run("targets", *place, "--format", "xlsx", "--out", str(path))
    assert files[0].read_bytes() == files[1].read_bytes()


def test_a_removed_firm_comes_back_as_a_candidate_for_its_segment(url: str) -> None:
    with Workspace.open(url) as workspace:
        study = workspace.study("扬州市", "动力电池", without=["江苏中兴派能电池有限公司"])
        found = workspace.targets_of(study, ["方形电芯"], top=20)
    assert "江苏中兴派能电池有限公司" in {target.enterprise for target in found}
