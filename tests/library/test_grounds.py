"""Figures and claims of a chain file say what they rest on."""

from collections.abc import Mapping

import pytest

from chaingraph.errors import InvalidFact
from chaingraph.library.card import ChainCard, read_card
from chaingraph.library.grounds import Grounds, grounds_of
from chaingraph.model.provenance import Confidence

COPPER = {"name": "铜", "branch": "甲"}
FOIL = {"name": "铜箔", "branch": "乙"}
EDGE = {"from": "铜", "share": [0.5, 0.7]}
CARD = {
    "chain": "试验",
    "sources": [{"id": "S1", "title": "《目录》", "publisher": "某局", "year": 2020}],
    "branches": [{"name": "甲", "stage": "上游"}, {"name": "乙", "stage": "下游"}],
}


def card_with(foil: Mapping[str, object] | None = None, edge: Mapping[str, object] | None = None) -> ChainCard:
    inputs = [{**EDGE, **(edge or {})}]
    return read_card({**CARD, "segments": [COPPER, {**FOIL, "inputs": inputs, **(foil or {})}]}, "t.yaml")


def test_a_basis_that_is_a_source_of_the_file_is_its_title() -> None:
    assert grounds_of({"basis": "S1"}, {"S1": "某局，《目录》"}) == Grounds(basis="某局，《目录》")
    assert grounds_of({"basis": "估计", "confidence": "低"}, {}) == Grounds(basis="估计", confidence=Confidence.LOW)


def test_an_edge_names_its_basis_and_confidence_as_its_evidence() -> None:
    for edge, source in (
        ({"basis": "S1", "confidence": "高"}, "某局，《目录》，2020（置信度高）"),
        ({"source": "S1"}, "某局，《目录》，2020"),
        ({}, "待核实"),
    ):
        (found,) = card_with(edge=edge).inputs
        assert found.evidence.source == source


def test_a_chokepoint_says_what_it_rests_on() -> None:
    choke = {"holder": "某国某社", "note": "高端", "basis": "S1", "confidence": "中"}
    segment = card_with({"chokepoint": choke}).segments[1]
    assert segment.chokepoint_note == "某国某社；高端；来源：某局，《目录》，2020（置信度中）"


@pytest.mark.parametrize(
    ("foil", "edge", "message"),
    [
        ({"locality_confidence": "很高"}, {}, "置信度“很高”不是高、中、低之一"),
        ({"material_ratio": 1.2}, {}, "材料成本占比"),
        ({"aliase": []}, {}, "环节没有“aliase”这一项"),
        ({"chokepoint": {"who": "某社"}}, {}, "卡脖子没有“who”这一项"),
        ({}, {"basiss": "S1"}, "上游没有“basiss”这一项"),
        ({}, {"confidence": "1"}, "置信度“1”不是高、中、低之一"),
    ],
)
def test_what_a_chain_file_may_not_say_is_told_with_file_and_segment(
    foil: Mapping[str, object], edge: Mapping[str, object], message: str
) -> None:
    with pytest.raises(InvalidFact, match=rf"t\.yaml 环节“铜箔”：{message}"):
        card_with(foil, edge)
