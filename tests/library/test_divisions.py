"""Figures by division of GB/T 4754 are whole and fill what a chain file leaves open."""

from chaingraph.library.card import read_card
from chaingraph.library.divisions import division_figures, division_of
from chaingraph.library.gbt4754 import industry_name
from chaingraph.library.reader import library


def test_every_division_is_one_of_the_classification_and_its_figures_are_possible() -> None:
    for division, figures in division_figures().items():
        assert industry_name(division) == figures.name
        assert 0 < figures.material_ratio < max(figures.cost_ratio, default=1) <= 1
        assert list(figures.revenue_per_head_wan) == sorted(figures.revenue_per_head_wan)
        assert figures.basis


def test_a_segment_takes_the_ratio_of_its_division_unless_its_file_says_another() -> None:
    head = {"chain": "试验", "branches": [{"name": "甲", "stage": "上游"}]}
    segments = [
        {"name": "电芯", "branch": "甲", "codes": ["3841", "C3841"]},
        {"name": "软件", "branch": "甲", "codes": ["I6513"], "material_ratio": 0.05},
        {"name": "别的", "branch": "甲"},
    ]
    ratios = [segment.material_ratio for segment in read_card({**head, "segments": segments}, "t").segments]
    assert ratios == [0.75, 0.05, None]
    assert division_of("Z9999") is None
    assert [found.division for found in map(division_of, ("C3841", "C3861", "C38")) if found] == ["C384", "C38", "C38"]


def test_every_built_in_segment_has_a_ratio() -> None:
    assert [s.name for card in library() for s in card.segments if s.material_ratio is None] == []


def test_every_built_in_share_chokepoint_and_locality_says_what_it_rests_on() -> None:
    for card in library():
        assert [edge.output for edge in card.inputs if not (edge.basis and edge.confidence)] == []
        assert [s.name for s in card.segments if s.chokepoint and not (s.choke_basis and s.choke_confidence)] == []
        assert [s.name for s in card.segments if not (s.locality_basis and s.locality_confidence)] == []
