"""The comparison and the changes as JSON and as a page."""

from tests.api.world import CHAIN, PARK, reading

PAIR = f"/places/{PARK}/chains/{CHAIN}"


def test_the_route_sets_places_side_by_side() -> None:
    found = reading().get(f"/api/v1/chains/{CHAIN}/compare", params={"places": [PARK, "丑市"]}).json()
    assert [row["place"] for row in found["standings"]] == [PARK, "丑市"]
    assert ("隔膜", PARK, "丑市") in {(row["segment"], row["needs"], row["gives"]) for row in found["complements"]}
    assert len(found["matrix"]) == 8


def test_a_place_alone_stands_beside_its_siblings() -> None:
    found = reading().get(f"/api/v1/chains/{CHAIN}/compare", params={"places": "乙园"}).json()
    assert [row["place"] for row in found["standings"]] == ["乙园", PARK]


def test_changes_need_something_to_compare_with() -> None:
    url = f"/api/v1{PAIR}/changes"
    assert reading().get(url, params={"since": "2026-08"}).json()["arrived"] == []
    early = reading().get(url, params={"since": "2026-07"})
    assert early.status_code == 422
    assert "以前没有导入过数据" in early.json()["detail"]
    assert reading().get(url, params={"since": "昨天"}).status_code == 422


def test_the_page_names_complements_and_says_what_changed() -> None:
    page = reading().get(f"{PAIR}/compare", params={"places": "丑市", "since": "2026-08-01"}).text
    assert "外地隔膜厂" in page
    assert "2026-08-01 以来没有变化" in page
    assert "环节对照" in page
    assert "2026-07-01 以前没有导入过数据" in reading().get(f"{PAIR}/compare", params={"since": "2026-07-01"}).text
