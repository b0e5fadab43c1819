"""A file is looked at before it is stored, reported row by row, and can be taken back."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from api.app import create_app
from api.server.uploads import safe_name
from tests.api.people import key_of, people, signed_in
from tests.api.web import Web
from tests.api.world import CHAIN, PARK, client, workspace

OWN = {"Origin": "http://127.0.0.1"}
CSV = "企业名称,所在园区,主营产品,营业收入(万元),来源\n新来的隔膜厂,甲园,隔膜,5000,=cmd\n没有园的厂,丙园,电芯,1,x\n"


def uploaded(web: Web, text: str = CSV, name: str = "企业.csv") -> str:
    """Upload a file and return the address of its preview."""
    sent = web.post("/imports/preview", files={"file": (name, text.encode())}, headers=OWN)
    assert sent.status_code == 303, sent.text
    return str(sent.headers["location"])


def confirmed(web: Web, preview: str, form: dict[str, str] | None = None) -> str:
    """Confirm an import and return the address of its report, however long it took."""
    sent = web.post(f"{preview}/confirm", data=form or {}, headers=OWN)
    assert sent.status_code == 303, sent.text
    led = str(sent.headers["location"])
    if not led.startswith("/jobs/"):
        return led
    return str(web.app.state.office.jobs.wait(led.rsplit("/", 1)[-1], 60).link)


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
    done = confirmed(web, preview)
    report = web.get(done).text
    assert "丙园" in report
    assert "拒绝" in report
    assert city.firm("新来的隔膜厂") >= 0
    import_id = done.rsplit("/", 1)[-1].partition("?")[0]
    assert web.post(f"/imports/{import_id}/undo", headers=OWN).status_code == 303
    assert "新来的隔膜厂" not in [firm.name for firm in city.snapshot().enterprises]


def test_an_upload_is_gone_once_confirmed_or_given_up() -> None:
    web = client()
    first, second = uploaded(web), uploaded(web)
    confirmed(web, first)
    assert web.post(f"{second}/cancel", headers=OWN).status_code == 303
    assert [web.get(preview).status_code for preview in (first, second)] == [422, 422]
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
    confirmed(web, uploaded(web))
    again = confirmed(web, uploaded(web))
    assert "again=1" in again
    assert "以前已经导入过" in web.get(again).text


def test_the_report_is_a_workbook_without_formulas() -> None:
    web = client()
    done = confirmed(web, uploaded(web))
    book = load_workbook(BytesIO(web.get(f"{done}?format=xlsx").content))
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
    confirmed(web, uploaded(web))
    states = web.get(f"/api/v1/places/{PARK}/chains/{CHAIN}/panorama").json()["results"]
    assert next(state for state in states if state["key"] == "隔膜")["local_firms"] == 1


def mapping_of(page: str) -> dict[str, str]:
    """The fields of the mapping form as the page shows them."""
    fields = dict(re.findall(r'<input type="hidden" form="mapping" name="([^"]+)" value="([^"]*)"', page))
    for name, options in re.findall(r'<select form="mapping" name="([^"]+)"[^>]*>(.*?)</select>', page, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected>', options)
        fields[name] = chosen[1] if chosen else ""
    return fields


def test_a_header_nobody_knows_is_mapped_by_hand_and_imported_so() -> None:
    city = workspace()
    web = client(city)
    preview = uploaded(web, "主体,干什么的,省,市\n新来的隔膜厂,隔膜,乙省,丑市\n", "杂.csv")
    form = mapping_of(web.get(preview).text)
    assert form == {"sheet-0": "", "was-table-0": "", "table-0": ""}
    web.post(f"{preview}/mapping", data={**form, "table-0": "enterprises"}, headers=OWN)
    refused = web.get(preview)
    assert (refused.status_code, "必填列" in refused.text) == (200, True)
    form = mapping_of(refused.text)
    chosen = {**form, "column-0-0": "name", "column-0-1": "products"}
    web.post(f"{preview}/mapping", data=chosen, headers=OWN)
    shown = web.get(preview).text
    assert mapping_of(shown)["column-0-1"] == "products"
    assert confirmed(web, preview, mapping_of(shown)).startswith("/imports/")
    facts = city.snapshot()
    firm = facts.enterprises[facts.firm("新来的隔膜厂")]
    assert (firm.province, [one.product for one in facts.offerings_of[facts.firm("新来的隔膜厂")]]) == (
        "乙省",
        ["隔膜"],
    )


def test_an_untouched_mapping_is_the_same_import_as_none_and_another_one_is_not() -> None:
    web = client()
    preview = uploaded(web)
    confirmed(web, preview, mapping_of(web.get(preview).text))
    assert "again=1" in confirmed(web, uploaded(web))
    other = uploaded(web)
    form = mapping_of(web.get(other).text)
    assert "again=1" not in confirmed(web, other, {**form, "column-0-4": ""})


def test_two_columns_for_one_field_and_an_unknown_table_are_refused() -> None:
    web = client()
    preview = uploaded(web)
    form = mapping_of(web.get(preview).text)
    double = web.post(f"{preview}/mapping", data={**form, "column-0-1": "name"}, headers=OWN)
    assert (double.status_code, "有两列都对应" in double.text) == (422, True)
    assert web.post(f"{preview}/mapping", data={**form, "table-0": "passwords"}, headers=OWN).status_code == 422


def test_a_large_file_is_reckoned_only_when_asked() -> None:
    web = client()
    many = CSV.splitlines()[0] + "\n" + "".join(f"厂{n},,隔膜,1,x\n" for n in range(2100))
    preview = uploaded(web, many)
    shown = web.get(preview).text
    assert "先试算" in shown
    assert "将接受" not in shown
    led = web.post(f"{preview}/trial", data=mapping_of(shown), headers=OWN).headers["location"]
    job = web.app.state.office.jobs.wait(web.app.state.office.jobs.all()[0].id, 20)
    reckoned = web.get(job.link or led).text
    assert "将接受" in reckoned
    assert "2,100" in reckoned
    assert len(web.get("/api/v1/imports").json()["results"]) == 1


def test_the_api_imports_in_the_background_and_a_cancelled_import_stores_nothing() -> None:
    city = workspace()
    web = client(city)
    many = CSV.splitlines()[0] + "\n" + "".join(f"厂{n},,隔膜,1,x\n" for n in range(5000))
    begun = web.post(
        "/api/v1/imports", files={"file": ("企业.csv", many.encode())}, params={"background": True}, headers=OWN
    )
    assert begun.status_code == 202
    assert web.delete(begun.headers["location"], headers=OWN).json()["job"]["cancelling"] is True
    job = web.app.state.office.jobs.wait(begun.json()["job"]["id"], 20)
    assert job.state.value == "已取消"
    assert len(city.store.imports()) == 1
    again = web.post(
        "/api/v1/imports", files={"file": ("企业.csv", many.encode())}, params={"background": True}, headers=OWN
    )
    done = web.app.state.office.jobs.wait(again.json()["job"]["id"], 30)
    assert (done.state.value, done.answer.accepted) == ("完成", 5000)
    assert "5000" in web.get(done.link or "").text


def test_somebody_bound_to_a_place_imports_rows_of_it_and_takes_back_only_their_own() -> None:
    city = people()
    web = Web(create_app(city))
    narrow = {**OWN, **signed_in(web, "乙园招商员")}
    wide = {**OWN, **signed_in(web, "招商员甲")}
    text = "企业名称,所在园区,主营产品\n新来的隔膜厂,乙园,隔膜\n抢来的厂,甲园,电芯\n"
    preview = web.post("/imports/preview", files={"file": ("企业.csv", text.encode())}, headers=narrow)
    shown = web.get(preview.headers["location"], headers=narrow).text
    assert "不在您负责的范围（乙园）内" in shown
    assert "抢来的厂" not in [firm.name for firm in city.snapshot().enterprises]
    sent = web.post(f"{preview.headers['location']}/confirm", headers=narrow)
    led = sent.headers["location"]
    done = str(web.app.state.office.jobs.wait(led[6:], 60).link) if led.startswith("/jobs/") else led
    report = web.get(done, headers=narrow).text
    for words in ("企业.csv", "所在园区", "甲园", "负责范围", "不在您负责的范围"):
        assert words in report, words
    names = {firm.name for firm in city.snapshot().enterprises}
    assert "新来的隔膜厂" in names
    assert "抢来的厂" not in names
    assert web.get("/api/v1/imports", headers=narrow).json()["total"] == 1
    assert web.post("/imports/first/undo", headers=narrow).status_code == 404
    assert web.post(f"{done}/undo", headers=narrow).status_code == 303
    assert "新来的隔膜厂" not in {firm.name for firm in city.snapshot().enterprises}
    assert web.post("/imports/pools", headers=narrow).status_code == 403
    assert "上传并预览" in web.get("/imports", headers=narrow).text
    assert web.get("/imports", headers=wide).text.count("导入内置名录") > 0


def test_a_file_somebody_else_brought_before_leads_to_no_report_of_theirs() -> None:
    web = Web(create_app(people()))
    text = "企业名称,所在园区\n新来的隔膜厂,乙园\n"
    for name, led in (("招商员甲", "/imports/"), ("乙园招商员", "/imports?done=before")):
        who = {**OWN, **signed_in(web, name)}
        preview = web.post("/imports/preview", files={"file": ("企业.csv", text.encode())}, headers=who)
        sent = web.post(f"{preview.headers['location']}/confirm", headers=who).headers["location"]
        link = web.app.state.office.jobs.wait(sent[6:], 60).link if sent.startswith("/jobs/") else sent
        assert str(link).startswith(led)
    assert "已由别人导入过" in web.get("/imports?done=before", headers=who).text


def test_a_key_bound_to_a_place_imports_rows_of_it_alone() -> None:
    web = Web(create_app(people()))
    bearer = {"Authorization": f"Bearer {key_of(web, '乙园系统', '招商员', ('乙园',))}"}
    text = "企业名称,所在园区\n甲,乙园\n乙,甲园\n"
    told = web.post("/api/v1/imports", files={"file": ("企业.csv", text.encode())}, headers=bearer).json()
    assert (told["accepted"], told["rejected"], told["issues"][0]["rule"]) == (1, 1, "负责范围")


def test_the_built_in_candidates_are_imported_with_one_click_and_can_be_taken_back() -> None:
    city = workspace()
    web = client(city)
    before = len(city.snapshot().enterprises)
    led = web.post("/imports/pools", headers=OWN).headers["location"]
    job = web.app.state.office.jobs.wait(web.app.state.office.jobs.all()[0].id, 60)
    assert led in (job.link, f"/jobs/{job.id}")
    assert (job.answer.rejected, len(city.snapshot().enterprises) - before) == (0, job.answer.accepted)
    web.post(f"{job.link}/undo", headers=OWN)
    assert len(city.snapshot().enterprises) == before
