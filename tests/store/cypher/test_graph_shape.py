"""Rows as nodes and relationships of a property graph."""

from chaingraph.model.kinds import KIND_BY_NAME
from chaingraph.store.cypher.graph_shape import EDGE_FORMS, NODE_FORMS, Edge, Node, edges_of, nodes_of
from tests.builders import CHAIN, firm, link, makes, segment


def nodes(kind_name: str, fact: object) -> list[Node]:
    kind = KIND_BY_NAME[kind_name]
    return list(nodes_of(kind, kind.key_of(fact), kind.encode(fact)))


def edges(kind_name: str, fact: object) -> list[Edge]:
    kind = KIND_BY_NAME[kind_name]
    return list(edges_of(kind, kind.key_of(fact), kind.encode(fact)))


def test_every_kind_of_fact_is_a_node_or_a_relationship() -> None:
    drawn = {form.kind for form in NODE_FORMS} | {form.kind for form in EDGE_FORMS}
    assert set(KIND_BY_NAME) <= drawn


def test_a_firm_is_a_node_with_known_values_only_and_lies_in_its_park() -> None:
    fact = firm("甲厂", park="高新区", employees=0, qualifications=("高新技术企业",))
    (node,) = nodes("enterprises", fact)
    assert (node.label, node.key) == ("Enterprise", "甲厂")
    assert node.properties == {
        "id": "甲厂", "name": "甲厂", "park": "高新区", "employees": 0, "qualifications": ["高新技术企业"],
    }  # fmt: skip
    assert edges("enterprises", fact) == [Edge("LOCATED_IN", "甲厂", "高新区", "", {})]
    assert edges("enterprises", firm("乙厂")) == []


def test_a_mark_that_is_off_is_not_drawn_unless_the_first_version_drew_it() -> None:
    assert "pool" not in nodes("enterprises", firm("甲厂"))[0].properties
    assert nodes("enterprises", firm("甲厂", pool=True))[0].properties["pool"] is True
    assert nodes("segments", segment("铜箔"))[0].properties["critical"] is False


def test_an_offering_names_its_product_and_carries_its_share() -> None:
    (offering,) = makes("甲厂", "铜箔", share=0.5)
    assert nodes("offerings", offering) == [Node("Product", "铜箔", {"name": "铜箔"})]
    (offers,) = edges("offerings", offering)
    assert offers == Edge("OFFERS", "甲厂", "铜箔", "", {"share": 0.5})


def test_two_links_between_the_same_firms_are_told_apart() -> None:
    first, second = (edges("supply_links", link("甲厂", "乙厂", year=year))[0] for year in ("2023", "2024"))
    assert first[:3] == second[:3]
    assert first.key != second.key
    assert first.properties["key"] == first.key


def test_a_composite_key_can_be_read_on_a_screen() -> None:
    (node,) = nodes("segments", segment("铜箔", critical=True))
    assert node.key == f"{CHAIN}␟铜箔"
    assert node.properties["critical"] is True
