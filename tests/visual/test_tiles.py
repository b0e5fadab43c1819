"""Squares of provinces and rings of distance: every province once, all of one size, counts where they belong."""

from hypothesis import given
from hypothesis import strategies as st

from tests.visual.shapes import SVG, parsed
from visual.tiles import SIDE, TILES, rings_svg, tiles_svg


def test_every_province_has_one_square_of_its_own_and_none_lies_on_another() -> None:
    assert len(TILES) == 34
    assert len({(column, row) for column, row, _, _ in TILES}) == 34
    assert len({name for *_, name in TILES}) == 34


def test_a_square_says_its_count_and_leads_to_its_firms_and_the_own_one_is_marked() -> None:
    root = parsed(tiles_svg({"江苏省": 7, "江苏": 1}, own="河南省", link=lambda name: f"?province={name}"))
    assert [node.get("aria-label") for node in root.iter(f"{SVG}a")] == ["苏8，江苏 8 家"]
    assert sum(node.get("stroke-width") == "2.4" for node in root.iter(f"{SVG}rect")) == 1


@given(st.dictionaries(st.sampled_from([name for *_, name in TILES]), st.integers(1, 500)))
def test_squares_are_of_one_size_whatever_they_hold(counts: dict[str, int]) -> None:
    squares = [node for node in parsed(tiles_svg(counts)).iter(f"{SVG}rect") if node.get("rx")]
    assert {(node.get("width"), node.get("height")) for node in squares} == {(f"{SIDE:g}", f"{SIDE:g}")}


def test_rings_run_from_near_to_far_and_only_those_with_firms_lead_somewhere() -> None:
    root = parsed(rings_svg([("近", 3), ("远", 0)], "新乡市", link=lambda name: f"?ring={name}"))
    assert [node.get("aria-label") for node in root.iter(f"{SVG}a")] == ["近 3 家"]
