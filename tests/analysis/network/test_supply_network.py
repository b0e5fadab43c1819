"""Tiers, paths and neighbourhoods of a supply network worked out by hand."""

from chaingraph.analysis.network.supply_network import firms_by_words, neighbourhood, supply_paths, supply_tiers
from chaingraph.findings.firm.network import TierFirm
from tests.builders import chain, firm, link, makes, snapshot

FIRMS = [firm(name) for name in "甲乙丙丁戊"]
LINKS = [link("甲", "乙"), link("乙", "丙"), link("甲", "丁"), link("丁", "丙"), link("丙", "甲")]
WORLD = snapshot(chain(["电芯"]), FIRMS, makes("戊", "锂电铜箔"), supply_links=LINKS)


def test_a_firm_stands_at_its_shortest_distance_on_each_side() -> None:
    told = supply_tiers(WORLD, WORLD.firm("甲"), 2)
    assert [(one.tier, one.name) for one in told] == [
        (-2, "丁"),
        (-2, "乙"),
        (-1, "丙"),
        (1, "丁"),
        (1, "乙"),
        (2, "丙"),
    ]
    assert supply_tiers(WORLD, WORLD.firm("戊"), 2) == ()


def test_all_shortest_paths_are_told_in_order_and_none_longer() -> None:
    found = supply_paths(WORLD, WORLD.firm("甲"), WORLD.firm("丙"), longest=3, most=9)
    assert [path.firms for path in found.paths] == [("甲", "丁", "丙"), ("甲", "乙", "丙")]
    assert supply_paths(WORLD, WORLD.firm("甲"), WORLD.firm("丙"), longest=1, most=9).paths == ()
    assert supply_paths(WORLD, WORLD.firm("甲"), WORLD.firm("戊"), longest=9, most=9).paths == ()


def test_a_neighbourhood_ignores_direction_and_tells_the_links_within() -> None:
    found = neighbourhood(WORLD, WORLD.firm("乙"), links=1, most=9)
    assert found.firms == (TierFirm(1, "丙", "丙"), TierFirm(1, "甲", "甲"))
    assert found.links == (("丙", "甲"), ("乙", "丙"), ("甲", "乙"))


def test_words_are_looked_for_in_names_and_products() -> None:
    assert firms_by_words(WORLD, "铜箔", most=9) == ("戊",)
    assert firms_by_words(WORLD, "甲", most=9) == ("甲",)
