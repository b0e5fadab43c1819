"""What a landing would change stands beside each target, on the page and in JSON."""

from tests.api.world import CHAIN, PARK, reading

PAIR = f"/places/{PARK}/chains/{CHAIN}"


def test_targets_tell_what_their_landing_changes() -> None:
    rows = reading().get(f"/api/v1{PAIR}/targets").json()["results"]
    assert {row["enterprise"]: row["worth"]["completeness"] for row in rows} == {
        "外地隔膜厂": 0.25,
        "外地电解液厂": 0.25,
    }
    assert all("完整度 +25.0" in row["worth"]["sentence"] for row in rows)
    assert all(row["conflicts"] == [] and row["flags"] == ["无扩张迹象"] for row in rows)


def test_the_page_shows_it_with_a_way_to_the_scenario_and_the_rules_that_act() -> None:
    assert 'hx-trigger="toggle once"' in reading().get(f"{PAIR}/targets").text
    page = reading().get(f"{PAIR}/targets?worth=1").text
    for word in ("落地后", "完整度 <b>+25.0</b>", "/scenario?land=", "撞车折减", "公平竞争审查条例", "重点来源地"):
        assert word in page
