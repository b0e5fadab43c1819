"""Filters of the target list, and targets side by side."""

from tests.api.world import CHAIN, PARK, reading

PAGE = f"/places/{PARK}/chains/{CHAIN}/targets"


def test_each_filter_narrows_the_list_and_stays_in_the_address_of_the_files() -> None:
    whole = reading().get(PAGE).text
    assert "外地隔膜厂" in whole
    assert "外地电解液厂" in whole
    assert "外地隔膜厂" not in reading().get(f"{PAGE}?q=电解液").text
    assert "外地隔膜厂" not in reading().get(f"{PAGE}?status=优势").text
    assert "外地隔膜厂" in reading().get(f"{PAGE}?mode=以商招商").text
    assert "外地隔膜厂" not in reading().get(f"{PAGE}?mode=补链招商").text
    assert "没有符合条件的目标企业" in reading().get(f"{PAGE}?least=100").text
    assert "least=50&amp;format=xlsx" in reading().get(f"{PAGE}?least=50").text


def test_two_targets_stand_side_by_side_with_every_part_of_their_scores() -> None:
    page = reading().get(f"{PAGE}/beside?pick=外地隔膜厂|隔膜&pick=外地电解液厂|电解液").text
    assert page.count('<th scope="col"><a') == 2
    for part in ("匹配", "规模", "渊源", "资质", "扩张迹象", "距离"):
        assert part in page


def test_more_than_four_and_what_is_no_target_are_left_out_and_said_so() -> None:
    picks = "&".join(["pick=外地隔膜厂|隔膜", *(f"pick=没有{n}|隔膜" for n in range(5))])
    page = reading().get(f"{PAGE}/beside?{picks}").text
    assert page.count('<th scope="col"><a') == 1
    assert "有 5 家未列出" in page


def test_without_a_choice_the_page_says_how_to_choose() -> None:
    assert "还没有选企业" in reading().get(f"{PAGE}/beside").text


def test_an_unknown_segment_is_not_found() -> None:
    assert reading().get(f"{PAGE}/beside?pick=外地隔膜厂|没有").status_code == 404
