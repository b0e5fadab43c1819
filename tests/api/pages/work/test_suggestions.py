"""Extension, completion and back-test over the web: pages and JSON."""

import time

import pytest

from tests.api.world import CHAIN, CITY, client, reading

OWN = {"origin": "http://127.0.0.1"}
PAIR = f"/places/{CITY}/chains/{CHAIN}"


def test_extension_of_a_place_names_segments_it_lacks() -> None:
    found = reading().get(f"/api/v1/places/{CITY}/extend", params={"by": "segment"})
    assert found.status_code == 200, found.text
    assert {row["name"] for row in found.json()["results"]} == {"隔膜", "电解液"}


def test_extension_of_all_cities_at_once() -> None:
    found = reading().get("/api/v1/extend", params={"by": "segment", "all_places": "city"}).json()
    assert {row["place"] for row in found["results"]} == {"子市", "丑市"}


def test_completion_answers_known_and_unknown_names() -> None:
    found = reading().get("/api/v1/complete/segments", params={"name": ["本地电芯厂", "无名隔膜厂"]}).json()
    assert {row["asked"] for row in found["results"]} == {"本地电芯厂", "无名隔膜厂"}
    assert reading().get("/api/v1/complete/inputs", params={"name": "电芯"}).json()["results"] == []


def test_a_back_test_answers_with_intervals_and_what_it_does_not_prove() -> None:
    found = reading().get("/api/v1/backtest/firms", params={"cases": 5}).json()
    assert found["not_proved"]
    assert found["methods"][0]["hit"]["low"] <= found["methods"][0]["hit"]["high"]


def test_a_back_test_without_anything_to_hide_is_refused_with_the_reason() -> None:
    refused = reading().get("/api/v1/backtest/inputs")
    assert refused.status_code in (400, 409, 422)
    assert "不足" in refused.json()["detail"]


@pytest.mark.parametrize("by", ["segment", "industry"])
def test_the_extension_page_shows_formula_and_weights(by: str) -> None:
    page = reading().get(f"{PAIR}/extend", params={"by": by}).text
    assert "延链" in page
    assert "结构相近地区已有 0.3" in page
    assert "不是概率" in page


def test_a_day_that_is_none_is_told_on_the_page() -> None:
    assert "截至日期" in reading().get(f"{PAIR}/extend", params={"as_of": "去年"}).text


def test_the_back_test_page_starts_a_job_and_then_shows_its_figures() -> None:
    web = client()
    assert "开始回测" in web.get("/backtest").text
    started = web.post("/backtest", data={"question": "firms", "cases": "50", "as_of": ""}, headers=OWN)
    assert started.status_code == 303
    for _ in range(200):
        job = web.get(started.headers["location"])
        if job.status_code == 303:
            break
        time.sleep(0.05)
    shown = web.get(job.headers["location"]).text
    assert "只看热门" in shown
    assert "不能说明什么" in shown
