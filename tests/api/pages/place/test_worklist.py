"""The firms nobody heard are asked on a page; a suspect is confirmed or denied with one click and all follows."""

from urllib.parse import unquote

from chaingraph.service.workspace import Workspace
from chaingraph.store.base.memory import MemoryStore
from chaingraph.store.base.port import ImportBatch
from tests.api.web import Web
from tests.api.world import CHAIN, PARK, client, facts, firm

OWN = {"Origin": "http://127.0.0.1"}
PAGE = f"/places/{PARK}/chains/{CHAIN}/worklist"
GAPS = f"/places/{PARK}/chains/{CHAIN}/gaps"
HERE = {"park": PARK, "province": "甲省", "city": "子市", "district": "东区"}


def city() -> Web:
    """The small city with a firm that says only that it sells separators, and one that says nothing."""
    store, known = MemoryStore(), facts()
    more = [firm("本地膜业", business_scope="隔膜销售", **HERE), firm("本地不熟", **HERE)]
    known = {**known, "enterprises": [*known["enterprises"], *more]}
    store.write(ImportBatch(id="demo", title="名录", facts=known, at="2026-11-01T00:00:00+00:00"))  # type: ignore[arg-type]
    return client(Workspace(store))


def state(web: Web, key: str) -> dict[str, object]:
    rows = web.get(f"/api/v1/places/{PARK}/chains/{CHAIN}/panorama").json()["results"]
    return dict(next(row for row in rows if row["key"] == key))


def test_the_json_says_how_sure_and_who_may_make_it() -> None:
    web = city()
    gaps = web.get(f"/api/v1/places/{PARK}/chains/{CHAIN}/gaps").json()["results"]
    (gap,) = [gap for gap in gaps if gap["key"] == "隔膜"]
    assert (gap["status"], gap["certain"], gap["kind"]) == ("待摸排", False, "待摸排")
    assert 0 < gap["absence"] < 0.9
    assert next((one["enterprise"], one["words"]) for one in gap["suspects"]) == ("本地膜业", ["隔膜销售"])
    assert state(web, "电芯")["absence"] < 0.5  # type: ignore[operator]


def test_one_click_confirms_a_suspect_and_leads_back_to_the_list() -> None:
    web = city()
    page = web.get(GAPS).text
    assert "本地膜业" in page
    assert "可能的本地企业" in page
    form = {"chain": CHAIN, "segment": "隔膜", "verdict": "是", "then": GAPS}
    sent = web.post("/enterprises/本地膜业/corrections", data=form, headers=OWN)
    assert (sent.status_code, unquote(sent.headers["location"])) == (303, GAPS)
    assert state(web, "隔膜")["local_firms"] == 1
    assert state(web, "隔膜")["absence"] == 0


def test_a_denied_suspect_is_gone() -> None:
    web = city()
    before = state(web, "隔膜")["absence"]
    form = {"chain": CHAIN, "segment": "隔膜", "verdict": "否", "then": "https://evil.example"}
    assert web.post("/enterprises/本地膜业/corrections", data=form, headers=OWN).headers["location"] == "/"
    assert state(web, "隔膜")["absence"] > before  # type: ignore[operator]
    assert "本地膜业" not in [one["enterprise"] for one in state(web, "隔膜")["suspects"]]  # type: ignore[attr-defined]


def test_many_answers_are_written_at_once() -> None:
    web = city()
    assert "本地不熟" in web.get(PAGE).text
    answers = [f"本地膜业\t{CHAIN}\t隔膜", "", f"本地不熟\t{CHAIN}\t电解液"]
    sent = web.post(PAGE, data={"answers": answers}, headers=OWN)
    assert sent.status_code == 303
    assert "已记下 2 条" in web.get(sent.headers["location"]).text
    assert (state(web, "隔膜")["local_firms"], state(web, "电解液")["local_firms"]) == (1, 1)


def test_the_sheet_to_ask_by_is_a_workbook() -> None:
    sent = city().get(f"{PAGE}?format=xlsx")
    assert sent.status_code == 200
    assert sent.content[:2] == b"PK"
