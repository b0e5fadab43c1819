"""An officer's word on a segment is written, shown, and moves everything that follows."""

from tests.api.web import Web
from tests.api.world import CHAIN, PARK, client, workspace

OWN = {"Origin": "http://127.0.0.1"}
FORM = "/enterprises/本地小厂/corrections"
PANORAMA = f"/api/v1/places/{PARK}/chains/{CHAIN}/panorama"


def local(web: Web, key: str) -> int:
    """How many local firms stand on a segment."""
    states = web.get(PANORAMA).json()["results"]
    return int(next(state for state in states if state["key"] == key)["local_firms"])


def test_no_takes_a_firm_off_the_segment() -> None:
    web = client()
    assert local(web, "电池包") == 1
    sent = web.post(FORM, data={"chain": CHAIN, "segment": "电池包", "verdict": "否"}, headers=OWN)
    assert sent.status_code == 303
    assert local(web, "电池包") == 0
    assert "更正已记下" in web.get(sent.headers["location"]).text


def test_change_to_moves_a_firm_between_segments() -> None:
    web = client()
    web.post(FORM, data={"chain": CHAIN, "segment": "电池包", "verdict": "改到", "to": "隔膜"}, headers=OWN)
    assert (local(web, "电池包"), local(web, "隔膜")) == (0, 1)


def test_change_to_nothing_is_refused() -> None:
    sent = client().post(FORM, data={"chain": CHAIN, "segment": "电池包", "verdict": "改到"}, headers=OWN)
    assert sent.status_code == 422
    assert "请选择" in sent.text


def test_a_correction_through_the_api_is_signed_dated_and_can_be_undone() -> None:
    city = workspace()
    web = client(city)
    made = web.post("/api/v1/enterprises/本地小厂/corrections", json={"chain": CHAIN, "segment": "隔膜", "by": "王工"})
    assert made.status_code == 201
    assert "隔膜" in [row["key"] for row in made.json()["segments"]]
    correction = city.snapshot().corrections[0]
    assert (correction.by, len(correction.on or "")) == ("王工", 10)
    latest = web.get("/api/v1/imports").json()["results"][0]
    assert "本地小厂" in latest["title"]
    web.delete(f"/api/v1/imports/{latest['id']}")
    assert local(web, "隔膜") == 0


def test_a_correction_changes_the_etag() -> None:
    web = client()
    before = web.get(PANORAMA).headers["etag"]
    web.post("/api/v1/enterprises/本地小厂/corrections", json={"chain": CHAIN, "segment": "隔膜"})
    assert web.get(PANORAMA, headers={"If-None-Match": before}).status_code == 200
