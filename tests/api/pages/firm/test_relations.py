"""Relations between firms as a page and as JSON: joined, alone, refused."""

import pytest

from tests.api.world import reading

BOTH = {"supplier": "外地隔膜厂", "buyer": "本地电芯厂"}


def test_the_route_tells_observed_paths_before_inferred_ones() -> None:
    found = reading().get("/api/v1/paths", params=BOTH).json()
    assert [route["observed"] for route in found["forward"]] == [True, False]
    assert found["forward"][1]["legs"][0]["basis"] == "电池：“隔膜”供给“电芯”"
    assert found["backward"] == []


def test_neighbours_are_told_with_their_tier() -> None:
    found = reading().get("/api/v1/enterprises/本地电芯厂/neighbours").json()
    assert [(one["tier"], one["enterprise"]) for one in found["partners"]] == [(-1, "外地隔膜厂")]


def test_the_page_shows_both_directions_and_the_partners_with_a_picture() -> None:
    page = reading().get("/paths", params=BOTH).text
    assert "外地隔膜厂 → 本地电芯厂" in page
    assert "本地电芯厂 → 外地隔膜厂" in page
    assert "1 级客户" in page
    assert "<svg" in page


def test_the_picture_leaves_as_a_file() -> None:
    answer = reading().get("/paths", params={"supplier": "本地电芯厂", "format": "svg"})
    assert answer.headers["content-type"] == "image/svg+xml"
    assert "有来源的供应往来" in answer.text


def test_a_firm_without_links_leads_to_what_is_inferred() -> None:
    page = reading().get("/paths", params={"supplier": "本地小厂"}).text
    assert "表里没有这家企业的往来" in page
    assert "/ecosystem" in page


def test_without_a_name_the_page_says_what_to_write() -> None:
    assert 'class="empty"' in reading().get("/paths").text


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"supplier": "没有这家"}, "找不到企业"),
        ({"supplier": "本地电芯厂", "buyer": "本地电芯厂"}, "同一家企业"),
    ],
)
def test_a_name_that_does_not_fit_is_told_beside_the_form(asked: dict[str, str], words: str) -> None:
    answer = reading().get("/paths", params=asked)
    assert answer.status_code == 422
    assert words in answer.text
    assert 'name="supplier"' in answer.text


def test_the_page_of_a_firm_and_the_explorer_lead_to_its_relations() -> None:
    assert "/paths?supplier=" in reading().get("/enterprises/本地电芯厂").text
    assert "/paths?place=" in reading().get("/places/甲园/chains/电池/explorer").text
