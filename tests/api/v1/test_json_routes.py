"""The JSON routes answer as the commands do, and every answer names its data version."""

import pytest

from tests.api.world import CHAIN, CITY, PARK, client, reading, workspace

PAIR = f"/api/v1/places/{PARK}/chains/{CHAIN}"
READING = (
    "/api/v1/places",
    f"/api/v1/places/{PARK}",
    "/api/v1/chains",
    f"/api/v1/chains/{CHAIN}",
    "/api/v1/enterprises",
    "/api/v1/enterprises/本地电芯厂",
    "/api/v1/enterprises/本地电芯厂/tags",
    "/api/v1/enterprises/本地电芯厂/ecosystem",
    f"{PAIR}/panorama",
    f"{PAIR}/gaps",
    f"{PAIR}/targets",
    "/api/v1/imports",
)


@pytest.mark.parametrize("path", READING)
def test_every_answer_names_its_data_version_and_answers_304_to_whoever_has_it(path: str) -> None:
    city = workspace()
    web = client(city)
    first = web.get(path)
    assert first.status_code == 200, first.text
    assert first.json()["data_version"] == city.snapshot().version
    again = web.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert web.get(path, headers={"If-None-Match": '"older"'}).status_code == 200


def test_gaps_are_the_gaps_of_the_workspace_in_the_same_order() -> None:
    city = workspace()
    found = client(city).get(f"{PAIR}/gaps").json()
    assert [row["key"] for row in found["results"]] == [gap.key for gap in city.study(PARK, CHAIN).gaps]
    assert found["total"] == len(city.study(PARK, CHAIN).gaps)
    assert {"severity", "kind", "purpose", "demand_yuan", "reasons"} <= found["results"][0].keys()


def test_a_page_is_a_part_of_the_whole_list() -> None:
    web = reading()
    whole = web.get("/api/v1/enterprises").json()
    second = web.get("/api/v1/enterprises", params={"page": 2, "size": 1}).json()
    assert second["results"] == whole["results"][1:2]
    assert (second["total"], second["page"], second["size"]) == (4, 2, 1)
    assert web.get("/api/v1/enterprises", params={"page": 99}).json()["results"] == []


def test_targets_can_be_asked_for_several_segments_and_from_a_score_up() -> None:
    web = reading()
    found = web.get(f"{PAIR}/targets", params={"segment": ["隔膜", "电解液"]}).json()["results"]
    assert {row["enterprise"] for row in found} == {"外地隔膜厂", "外地电解液厂"}
    assert web.get(f"{PAIR}/targets", params={"segment": "隔膜", "min_score": 1}).json()["results"] == []


def test_targets_can_be_asked_for_by_the_way_to_approach_them() -> None:
    web = reading()
    whole = web.get(f"{PAIR}/targets").json()["results"]
    for mode in {row["mode"] for row in whole}:
        asked = web.get(f"{PAIR}/targets", params={"mode": mode}).json()["results"]
        assert [row["enterprise"] for row in asked] == [row["enterprise"] for row in whole if row["mode"] == mode]
    assert web.get(f"{PAIR}/targets", params={"mode": "随便"}).status_code == 422


def test_a_firm_supposed_away_becomes_a_candidate_and_one_supposed_here_closes_the_gap() -> None:
    web = reading()
    gone = web.get(f"{PAIR}/targets", params={"segment": "电芯", "without": "本地电芯厂"}).json()["results"]
    assert [row["enterprise"] for row in gone if not row["unverified"]] == ["本地电芯厂"]
    assert gone[0]["enterprise"] == "本地电芯厂"
    landed = web.get(f"{PAIR}/panorama", params={"with": "外地隔膜厂"}).json()["results"]
    assert next(row for row in landed if row["key"] == "隔膜")["local_firms"] == 1


@pytest.mark.parametrize("written", [CITY, CITY.replace("/", "%2F"), "子市"])
def test_a_region_is_named_by_its_path_with_plain_or_encoded_slashes(written: str) -> None:
    found = reading().get(f"/api/v1/places/{written}/chains/{CHAIN}/panorama")
    assert found.status_code == 200
    assert found.json()["firms"] == 2
    assert reading().get(f"/api/v1/places/{written}").json()["place"]["name"] == "子市"


def test_search_knows_characters_code_product_pinyin_and_initials() -> None:
    web = reading()
    for words in ("本地电芯", "dianxin", "bddxc", "本地电芯厂"):
        names = [row["enterprise"] for row in web.get("/api/v1/enterprises", params={"q": words}).json()["results"]]
        assert names[0] == "本地电芯厂", words
    code = web.get("/api/v1/enterprises", params={"q": "91110108551385082Q"}).json()["results"]
    assert [row["enterprise"] for row in code] == ["外地电解液厂"]
    assert web.get("/api/v1/enterprises", params={"q": "没有这家"}).json()["total"] == 0


def test_an_enterprise_answers_to_id_code_and_name_and_shows_who_says_so() -> None:
    web = reading()
    by_code = web.get("/api/v1/enterprises/91110108551385082Q").json()
    assert by_code["enterprise"]["enterprise"] == "外地电解液厂"
    assert by_code["evidence"] == {
        "source": "园区名录",
        "as_of": "2026-06-30",
        "origin": "企业.csv/2",
        "certainty": "已注明来源",
    }
    assert (CHAIN, "电解液") in [(tag["chain"], tag["key"]) for tag in by_code["tags"]]


def test_health_readiness_and_counters_are_plain_text() -> None:
    web = client()
    assert web.get("/healthz").text == "ok\n"
    assert web.get("/readyz").text.startswith("ok ")
    web.get("/api/v1/chains/没有")
    counters = web.get("/metrics").text
    assert 'chaingraph_requests_total{method="GET",status="404"} 1' in counters
    assert 'chaingraph_facts{kind="enterprises"} 4' in counters
