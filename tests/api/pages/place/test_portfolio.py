"""The portfolio as JSON and as a page whose budgets live in the address."""

from tests.api.world import CHAIN, PARK, reading

PAIR = f"/places/{PARK}/chains/{CHAIN}"


def test_the_route_answers_with_both_sets() -> None:
    found = reading().get(f"/api/v1{PAIR}/portfolio", params={"land_mu": 500, "top": 2}).json()
    assert {pick["segment"] for pick in found["exact"]["picks"]} == {"隔膜", "电解液"}
    assert found["greedy"]["value"] <= found["exact"]["value"] <= found["upper"]
    assert found["proven"] is True


def test_a_budget_that_is_no_number_is_a_problem_and_none_at_all_is_refused() -> None:
    web = reading()
    assert web.get(f"/api/v1{PAIR}/portfolio", params={"land_mu": "nan"}).status_code == 422
    assert web.get(f"/api/v1{PAIR}/portfolio").status_code in (400, 422)


def test_the_page_asks_for_a_budget_and_then_shows_the_sets() -> None:
    web = reading()
    assert "请给出至少一项预算" in web.get(f"{PAIR}/portfolio").text
    page = web.get(f"{PAIR}/portfolio", params={"land_mu": "500", "top": "2"}).text
    for word in ("推荐组合", "与上面是同一组企业", "外地隔膜厂", "任何组合都不超过", "基金出资占比", 'value="500"'):
        assert word in page
    wrong = web.get(f"{PAIR}/portfolio", params={"land_mu": "很多", "top": "2"}).text
    assert "“很多”不是可用的数" in wrong


def test_the_page_of_required_inputs_says_that_greedy_has_no_guarantee() -> None:
    page = reading().get(f"{PAIR}/portfolio", params={"top": "2", "complete": "true"}).text
    assert "逐家挑选可能差很多" in page
    assert "必需投入由此全部到位的环节：电芯" in page
