"""The scenario as JSON and as a page."""

from tests.api.world import CHAIN, PARK, client, reading

PAIR = f"/places/{PARK}/chains/{CHAIN}"


def test_the_route_answers_before_and_after() -> None:
    found = reading().get(f"/api/v1{PAIR}/scenario", params={"land": ["外地隔膜厂"]}).json()
    assert found["after"]["completeness"]["plain"] > found["before"]["completeness"]["plain"]
    assert found["data_version"]
    assert [row["segment"] for row in found["results"]] == ["隔膜", "电解液", "电芯", "电池包"]


def test_the_page_asks_first_and_then_shows_what_changed() -> None:
    empty = reading().get(f"{PAIR}/scenario").text
    assert "写上要落地或离开的企业" in empty
    page = reading().get(f"{PAIR}/scenario", params={"land": "外地隔膜厂", "leave": "本地小厂"}).text
    assert "落地：外地隔膜厂" in page
    assert "离开：本地小厂" in page
    assert "落地规模上限" in page


def test_an_unknown_firm_is_a_problem_in_words() -> None:
    assert client().get(f"/api/v1{PAIR}/scenario", params={"land": "没有这家"}).status_code == 404
