"""A file is looked at before it is stored, reported row by row, and can be taken back."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from api.uploads import safe_name
from tests.api.web import Web
from tests.api.world import CHAIN, PARK, client, workspace

OWN = {"Origin": "http://127.0.0.1"}
CSV = "企业名称,所在园区,主营产品,营业收入(万元),来源\n新来的隔膜厂,甲园,隔膜,5000,=cmd\n没有园的厂,丙园,电芯,1,x\n"


def uploaded(web: Web, text: str = CSV, name: str = "企业.csv") -> str:
    """Upload a file and return the address of its preview."""
    sent = web.post("/imports/preview", files={"file": (name, text.encode())}, headers=OWN)
    assert sent.status_code == 303, sent.text
    return str(sent.headers["location"])


def test_the_preview_shows_encoding_table_mapping_and_rows_and_stores_nothing() -> None:
    city = workspace()
    web = client(city)
    before = city.snapshot().version
    shown = web.get(uploaded(web)).text
    for words in ("UTF-8", "识别为", "企业名称", "新来的隔膜厂", "样例 1", "确认导入"):
        assert words.lower() in shown.lower(), words
    assert city.snapshot().version == before


def test_a_confirmed_import_is_stored_reported_and_undone() -> None:
    city = workspace()
    web = client(city)
    preview = uploaded(web)
    done = web.post(f"{preview}/confirm", headers=OWN)
    report = web.get(done.headers["location"]).text
    assert "丙园" in report
    assert "拒绝" in report
    assert city.firm("新来的隔膜厂") >= 0
    import_id = done.headers["location"].rsplit("/", 1)[-1].partition("?")[0]
    assert web.post(f"/imports/{import_id}/undo", headers=OWN).status_code == 303
    assert "新来的隔膜厂" not in [firm.name for firm in city.snapshot().enterprises]


def test_an_upload_is_gone_once_confirmed_or_given_up() -> None:
    web = client()
    for step in ("confirm", "cancel"):
        preview = uploaded(web)
        assert web.post(f"{preview}/{step}", headers=OWN).status_code == 303
        assert web.get(preview).status_code == 422
    assert not list(Path(web.app.state.office.uploads.folder).iterdir())


def test_tokens_cannot_be_guessed_or_climb_out_of_the_folder() -> None:
    web = client()
    first, second = uploaded(web), uploaded(web)
    assert first != second
    assert len(first.rsplit("/", 1)[-1]) >= 40
    for token in ("a" * 43, "%2e%2e", "..%2f..", "x%00"):
        assert web.get(f"/imports/preview/{token}").status_code in (404, 422)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/x.csv", "x.csv"),
        ("a\\b\\企业.xlsx", "企业.xlsx"),
        ("坏\x00<名>.csv", "坏__名_.csv"),
        ("..", "未命名"),
    ],
)
def test_a_file_name_keeps_only_what_is_harmless(given: str, kept: str) -> None:
    assert safe_name(given) == kept


def test_a_file_of_another_kind_is_refused_with_the_kinds_that_are_not() -> None:
    refused = client().post("/imports/preview", files={"file": ("病毒.exe", b"MZ")}, headers=OWN)
    assert refused.status_code == 422
    assert ".xlsx" in refused.text


def test_the_same_file_twice_changes_nothing_and_says_so() -> None:
    web = client()
    web.post(f"{uploaded(web)}/confirm", headers=OWN)
    again = web.post(f"{uploaded(web)}/confirm", headers=OWN)
    assert "again=1" in again.headers["location"]
    assert "以前已经导入过" in web.get(again.headers["location"]).text


def test_the_report_is_a_workbook_without_formulas() -> None:
    web = client()
    done = web.post(f"{uploaded(web)}/confirm", headers=OWN)
    book = load_workbook(BytesIO(web.get(f"{done.headers['location']}?format=xlsx").content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any("丙园" in str(cell.value) for cell in cells)
    assert all(cell.data_type != "f" for cell in cells)


def test_the_api_imports_in_one_step_and_can_only_reckon() -> None:
    web = client()
    file = {"file": ("企业.csv", CSV.encode())}
    tried = web.post("/api/v1/imports", files=file, params={"dry_run": True})
    assert (tried.status_code, web.get("/api/v1/imports").json()["total"]) == (200, 1)
    made = web.post("/api/v1/imports", files=file)
    assert made.status_code == 201
    told = made.json()
    assert told["accepted"] + told["merged"] + told["rejected"] == told["read"] == 2
    assert web.post("/api/v1/imports", files=file).json()["already_imported"] is True
    assert web.delete(f"/api/v1/imports/{told['id']}").json()["undone"] is True
    assert web.delete(f"/api/v1/imports/{told['id']}").status_code == 404


def test_a_script_is_told_the_address_instead_of_being_led_there() -> None:
    sent = client().post(
        "/imports/preview", files={"file": ("企业.csv", CSV.encode())}, headers={**OWN, "Accept": "application/json"}
    )
    assert re.fullmatch(r"/imports/preview/[\w-]{40,}", sent.json()["next"])


def test_what_was_imported_moves_the_panorama() -> None:
    web = client()
    web.post(f"{uploaded(web)}/confirm", headers=OWN)
    states = web.get(f"/api/v1/places/{PARK}/chains/{CHAIN}/panorama").json()["results"]
    assert next(state for state in states if state["key"] == "隔膜")["local_firms"] == 1
