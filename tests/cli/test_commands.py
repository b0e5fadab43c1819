"""The commands as people and programs call them."""

import json
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from chaingraph.cli.common import to_table
from chaingraph.cli.main import root
from chaingraph.ids import ImportId
from chaingraph.store.base.port import ImportBatch
from chaingraph.store.open import open_store
from tests.builders import HERE, THERE, firm, makes


@pytest.fixture
def url(tmp_path: Path) -> str:
    address = f"sqlite:///{tmp_path}/c.db"
    firms = [
        firm("子市电芯有限公司", **HERE, uscc="1"),
        firm("丑市隔膜有限公司", **THERE),
        firm("丑市铜箔有限公司", **THERE),
    ]
    offerings = [
        *makes("子市电芯有限公司", "锂离子电池"),
        *makes("丑市隔膜有限公司", "锂电池隔膜"),
        *makes("丑市铜箔有限公司", "锂电铜箔"),
    ]
    with open_store(address) as store:
        store.write(ImportBatch(id=ImportId("a"), title="a", facts={"enterprises": firms, "offerings": offerings}))
    return address


def run(*words: str) -> Result:
    return CliRunner().invoke(root, list(words))


def answer(*words: str) -> object:
    result = run(*words, "--format", "json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_every_command_of_the_package_loads_and_explains_itself() -> None:
    for point in entry_points(group="chaingraph.commands"):
        result = run(point.name, "--help")
        assert result.exit_code == 0, point.name
        assert "Usage" in result.output


def test_chains_are_listed_and_shown(url: str) -> None:
    listed = {row["chain"]: row for row in answer("chains", "--store", url)}  # type: ignore[attr-defined]
    assert listed["动力电池"]["segments"] >= 60
    shown = answer("chains", "show", "动力电池", "--store", url)
    assert {"key", "segment", "stage", "branch", "aliases"} <= set(shown[0])  # type: ignore[index]


def test_gaps_and_targets_answer_under_the_names_of_the_contract(url: str) -> None:
    place = ("--place", "子市", "--chain", "动力电池", "--store", url)
    gaps = answer("gaps", *place)
    names = "key segment stage status kind purpose severity demand_yuan capability_yuan local_supply_rate confidence"
    assert {*names.split(), "reasons"} <= set(gaps[0])  # type: ignore[index]
    targets = answer("targets", *place)
    assert {"enterprise", "uscc", "key", "segment", "score", "parts", "reasons", "evidence"} <= set(targets[0])  # type: ignore[index]
    assert {t["enterprise"] for t in targets} == {"丑市隔膜有限公司", "丑市铜箔有限公司"}  # type: ignore[attr-defined]
    gone = answer("targets", *place, "--without", "子市电芯有限公司", "--segment", "方形电芯")
    assert not any(t["likely"] for t in gone)  # type: ignore[attr-defined]
    assert gone[0]["sentence"].startswith("子市电芯有限公司")  # type: ignore[index]
    assert [t["enterprise"] for t in gone if not t["unverified"]] == ["子市电芯有限公司"]  # type: ignore[attr-defined]
    landed = answer("targets", *place, "--with", "丑市隔膜有限公司", "--segment", "锂电池隔膜", "--with-likely")
    assert all(t["unverified"] for t in landed)  # type: ignore[attr-defined]


def test_the_same_question_gives_the_same_bytes(url: str) -> None:
    for words in (("gaps",), ("targets",), ("targets", "--format", "csv")):
        asked = (*words, "--place", "子市", "--chain", "动力电池", "--store", url)
        assert run(*asked).stdout_bytes == run(*asked).stdout_bytes


def test_a_workbook_is_written_to_a_file_and_asks_for_one(url: str, tmp_path: Path) -> None:
    words = ("targets", "--place", "子市", "--chain", "动力电池", "--store", url, "--format", "xlsx")
    assert run(*words).exit_code == 2
    assert run(*words, "--out", str(tmp_path / "t.xlsx")).exit_code == 0
    assert (tmp_path / "t.xlsx").read_bytes()[:2] == b"PK"


def test_show_and_ecosystem_answer_for_one_firm(url: str) -> None:
    known = answer("show", "丑市隔膜有限公司", "--store", url)
    assert known["tags"][0]["key"] == "锂电池隔膜"  # type: ignore[index]
    found = answer("ecosystem", "子市电芯有限公司", "--store", url)
    assert "锂电池隔膜" in {node["segment"] for node in found["nodes"]}  # type: ignore[index]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("gaps", "--place", "无此市", "--chain", "动力电池"), "找不到园区或地区“无此市”"),
        (("gaps", "--place", "子市", "--chain", "动力"), "找不到产业链“动力”；相近的有：动力电池"),
        (("targets", "--place", "子市", "--chain", "动力电池", "--segment", "隔膜膜"), "找不到环节“隔膜膜”"),
        (("show", "无此企业"), "找不到企业“无此企业”"),
        (("gaps", "--place", "子市", "--chain", "动力电池", "--without", "无"), "找不到企业“无”"),
    ],
)
def test_a_wrong_name_is_refused_with_status_one_in_chinese(url: str, words: tuple[str, ...], message: str) -> None:
    result = run(*words, "--store", url)
    assert result.exit_code == 1
    assert message in result.stderr


def test_wrong_usage_has_status_two(url: str) -> None:
    assert run("gaps", "--store", url).exit_code == 2
    assert run("targets", "--top", "0", "--place", "a", "--chain", "b").exit_code == 2


def test_verify_tells_a_sound_store(url: str) -> None:
    assert "核对通过：1 次导入，6 行" in run("verify", "--store", url).stdout


def test_the_library_check_passes() -> None:
    assert run("chains", "check").exit_code == 0


def test_a_table_lines_up_by_display_width() -> None:
    lines = to_table(("名称", "n"), [("铜箔", 1), ("a", None)]).split("\n")
    assert lines == ["名称  n", "----  -", "铜箔  1", "a     —"]


def test_targets_of_one_way_to_approach_are_those_of_the_whole_list(url: str) -> None:
    place = ("--place", "子市", "--chain", "动力电池", "--store", url)
    everyone = answer("targets", *place)
    modes = {t["mode"] for t in everyone}  # type: ignore[attr-defined]
    for mode in sorted(modes):
        found = answer("targets", *place, "--mode", mode)
        expected = [t["enterprise"] for t in everyone if t["mode"] == mode]  # type: ignore[attr-defined]
        assert [t["enterprise"] for t in found] == expected  # type: ignore[attr-defined]
    assert answer("targets", *place, "--mode", "以商招商") == []


def test_targets_of_the_shipped_list_may_be_left_out_or_asked_for_alone(url: str) -> None:
    place = ("--place", "子市", "--chain", "动力电池", "--store", url)
    assert answer("targets", *place, "--list", "own") == answer("targets", *place)
    assert answer("targets", *place, "--list", "pool") == []


def test_a_list_of_targets_on_the_screen_tells_its_weights_and_what_it_never_uses(url: str) -> None:
    told = run("targets", "--place", "子市", "--chain", "动力电池", "--store", url).output
    assert "匹配 0.6、规模 0.1、渊源 0.1" in told
    assert "公平竞争审查条例" in told


def test_a_list_of_gaps_on_the_screen_tells_the_thresholds_as_they_are_set(url: str) -> None:
    told = run("gaps", "--place", "子市", "--chain", "动力电池", "--store", url).output
    assert "薄弱线 40 %" in told
    assert "chaingraph.toml" in told
