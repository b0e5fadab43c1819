"""The picture of growth: circles within the frame, placed by order alone, bands told without colour."""

from hypothesis import given
from hypothesis import strategies as st

from chaingraph.findings.place.extension import Band, Extension
from tests.visual.shapes import SVG, parsed
from visual.growth import BOTTOM, LEFT, RIGHT, TOP, dots, growth_svg


def candidate(number: int, fit: float, wind: float) -> Extension:
    return Extension(
        place="子市", name=f"环节{number}", key=f"k{number}", chain="电池", score=0.5, density=1, local_fit=fit,
        tail_wind=wind, size=0, band=list(Band)[number % 3], reasons=("有客户",),
    )  # fmt: skip


def test_the_nearest_stands_rightmost_and_what_draws_most_stands_highest() -> None:
    near, far = dots([candidate(0, 9.0, 0.1), candidate(1, -2.0, 3.0)], {"k0": 4})
    assert near.x > far.x
    assert near.y > far.y
    assert (near.nearness, far.draw) == ("近", "高")
    assert near.radius > far.radius


@given(st.lists(st.tuples(st.floats(-5, 5), st.floats(-5, 5)), max_size=30), st.floats(0.1, 50))
def test_only_the_order_of_the_figures_moves_a_circle(figures: list[tuple[float, float]], factor: float) -> None:
    small = dots([candidate(n, fit, wind) for n, (fit, wind) in enumerate(figures)], {})
    large = dots([candidate(n, fit * factor, wind * factor) for n, (fit, wind) in enumerate(figures)], {})
    if len({fit * factor for fit, _ in figures}) == len({fit for fit, _ in figures}) and len(
        {wind * factor for _, wind in figures}
    ) == len({wind for _, wind in figures}):
        assert [(dot.x, dot.y) for dot in small] == [(dot.x, dot.y) for dot in large]
    assert all(LEFT <= dot.x <= RIGHT and TOP <= dot.y <= BOTTOM for dot in small)


def test_a_circle_leads_to_its_why_and_says_its_band_in_words() -> None:
    placed = dots([candidate(n, n, -n) for n in range(6)], {})
    root = parsed(growth_svg("子市", placed, chosen="k2", link=lambda key: f"?at={key}"))
    told = [node.get("aria-label") or "" for node in root.iter(f"{SVG}a")]
    assert len(told) == 6
    assert all(any(band.value in words for band in Band) for words in told)
