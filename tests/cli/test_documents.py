"""Commands that write documents."""

import json
from pathlib import Path

from click.testing import CliRunner

from chaingraph.ids import ImportId
from chaingraph.service.workspace import Workspace
from chaingraph.store.base.port import ImportBatch
from tests.api.world import CHAIN, PARK, facts
from visual.command import bulletin, dossier
from visual.picture_command import picture


def filled(folder: Path) -> str:
    """The address of a store file with the small city."""
    url = f"sqlite:///{folder / 'city.db'}"
    with Workspace.open(url) as city:
        city.store.write(ImportBatch(id=ImportId("first"), title="名录", facts=facts(), at="2026-07-01T00:00:00Z"))
    return url


def test_a_dossier_is_written_as_word_or_json(tmp_path: Path) -> None:
    url = filled(tmp_path)
    for name in ("x.docx", "x.json"):
        out = tmp_path / name
        asked = ["本地电芯厂", "--place", PARK, "--chain", CHAIN, "--store", url, "--out", str(out)]
        done = CliRunner().invoke(dossier, asked)
        assert done.exit_code == 0, done.output
    assert (tmp_path / "x.docx").read_bytes().startswith(b"PK")
    assert json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))["chain"] == CHAIN


def test_every_picture_is_written_as_its_suffix_says(tmp_path: Path) -> None:
    url = filled(tmp_path)
    for what, name in (
        ("panorama", "x.html"),
        ("ecosystem", "x.svg"),
        ("flow", "x.svg"),
        ("matrix", "x.png"),
        ("drill", "x.svg"),
    ):
        out = tmp_path / f"{what}-{name}"
        asked = ["--place", PARK, "--chain", CHAIN, "--enterprise", "本地电芯厂", "--store", url, "--out", str(out)]
        done = CliRunner().invoke(picture, [what, *asked])
        assert done.exit_code == 0, done.output
        assert out.read_bytes().startswith((b"<svg", b"<!doctype html>", b"\x89PNG"))


def test_a_picture_that_a_suffix_cannot_be_is_refused(tmp_path: Path) -> None:
    asked = ["matrix", "--chain", CHAIN, "--store", filled(tmp_path), "--out", str(tmp_path / "x.docx")]
    done = CliRunner().invoke(picture, asked)
    assert done.exit_code == 1
    assert ".docx" in done.output
    assert CliRunner().invoke(picture, ["flow", *asked[1:]]).exit_code == 2


def test_the_bulletin_takes_the_form_of_the_file_or_the_one_asked(tmp_path: Path) -> None:
    url = filled(tmp_path)
    for name, asked in (("x.docx", ()), ("x.pptx", ()), ("x", ("--format", "docx"))):
        done = CliRunner().invoke(
            bulletin, ["--month", "2026-07", "--store", url, "--out", str(tmp_path / name), *asked]
        )
        assert done.exit_code == 0, done.output
        assert (tmp_path / name).read_bytes().startswith(b"PK")
    page = CliRunner().invoke(bulletin, ["--month", "2026-07", "--store", url, "--format", "html"])
    assert "下月待办（2026-08）" in page.output
    assert CliRunner().invoke(bulletin, ["--store", url, "--place", "没有", "--format", "json"]).exit_code == 1
    assert CliRunner().invoke(bulletin, ["--store", url]).exit_code == 2


def test_a_month_that_is_none_ends_with_status_one(tmp_path: Path) -> None:
    asked = ["--month", "9", "--store", filled(tmp_path), "--out", str(tmp_path / "x.docx")]
    done = CliRunner().invoke(bulletin, asked)
    assert done.exit_code == 1
    assert "不是 年-月" in done.output
