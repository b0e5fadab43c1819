"""Routes between two firms worked out by hand: observed ones with their evidence, inferred ones with their rule."""

from chaingraph.analysis.network.relations import inferred_routes, observed_part, observed_routes, partners
from chaingraph.analysis.network.supply_network import supply_tiers
from chaingraph.findings.firm.relation import Route
from tests.builders import chain, edge, firm, link, makes, snapshot
from tests.visual.builders import ecosystem_of

GRAPH = chain(["铜箔", "隔膜", "电芯", "电池包"], [edge("铜箔", "电芯"), edge("隔膜", "电芯"), edge("电芯", "电池包")])
FIRMS = [firm(name) for name in ("箔厂", "膜厂", "芯厂", "包厂", "闲厂")]
OFFERS = [*makes("箔厂", "铜箔"), *makes("膜厂", "隔膜"), *makes("芯厂", "电芯"), *makes("包厂", "电池包")]
WORLD = snapshot(GRAPH, FIRMS, OFFERS, supply_links=[link("膜厂", "芯厂"), link("芯厂", "包厂")])


def told(routes: tuple[Route, ...]) -> list[list[tuple[str, str]]]:
    return [[(leg.giver, leg.taker) for leg in route.legs] for route in routes]


def test_an_observed_path_is_told_leg_by_leg_with_its_evidence() -> None:
    (route,) = observed_routes(WORLD, [("膜厂", "芯厂", "包厂")])
    assert told((route,)) == [[("膜厂", "芯厂"), ("芯厂", "包厂")]]
    assert route.observed
    assert all(leg.basis and leg.certainty for leg in route.legs)


def test_a_path_that_no_link_states_is_not_told() -> None:
    assert observed_routes(WORLD, [("箔厂", "包厂")]) == ()


def test_an_inferred_route_follows_the_inputs_of_the_chain_and_says_so() -> None:
    (route,) = inferred_routes(WORLD, WORLD.firm("箔厂"), WORLD.firm("包厂"))
    assert told((route,)) == [[("箔厂（铜箔）", "电芯"), ("电芯", "包厂（电池包）")]]
    assert not route.observed
    assert [leg.basis for leg in route.legs] == [
        f"{GRAPH.chain.name}：“铜箔”供给“电芯”",
        f"{GRAPH.chain.name}：“电芯”供给“电池包”",
    ]


def test_goods_do_not_run_upstream_and_a_firm_on_no_segment_is_joined_to_nobody() -> None:
    assert inferred_routes(WORLD, WORLD.firm("包厂"), WORLD.firm("箔厂")) == ()
    assert inferred_routes(WORLD, WORLD.firm("箔厂"), WORLD.firm("闲厂")) == ()


def test_partners_run_from_suppliers_to_customers_with_what_they_trade() -> None:
    centre = WORLD.firm("芯厂")
    rows = partners(WORLD, centre, supply_tiers(WORLD, centre, 2))
    assert [(one.tier, one.enterprise, one.segments) for one in rows] == [
        (-1, "膜厂", ("隔膜",)),
        (1, "包厂", ("电池包",)),
    ]


def test_only_observed_links_are_drawn_of_an_ecosystem() -> None:
    part = observed_part(ecosystem_of({-1: 3, 1: 3}))
    assert all(node.firm is not None for node in part.nodes)
    assert all(edge.observed for edge in part.edges)
    assert part.inferred_links == 0
