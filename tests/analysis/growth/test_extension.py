"""What a place is likely to grow next: never what it has, told in words, the same for the same facts."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.analysis.growth.extension import WEIGHTS, extensions, signals, standardised
from chaingraph.analysis.growth.panel import Panel
from chaingraph.analysis.growth.relatedness import Relatedness
from chaingraph.findings.place.extension import Band
from chaingraph.settings import Settings

RULES = Settings()
NAMES = ("整车", "零部件", "纺纱", "织布")
FIRMS = np.array([[2, 1, 0, 0], [1, 2, 0, 0], [3, 0, 0, 0], [0, 0, 2, 1], [0, 0, 1, 0]], dtype=float)
LIKE = np.zeros((4, 4))
LIKE[0, 1] = LIKE[1, 0] = 0.6
LIKE[2, 3] = LIKE[3, 2] = 0.5


def panel(firms: np.ndarray = FIRMS, births: np.ndarray | None = None) -> Panel:
    born = np.zeros(firms.shape) if births is None else births
    return Panel(
        places=("甲市", "乙市", "丙市", "丁市", "戊市"),
        names=NAMES,
        keys=NAMES,
        chains=(None,) * 4,
        firms=firms,
        births3=born,
        births5=born,
        likeness=LIKE,
        family=np.array([0, 0, 1, 1]),
        wide_family=np.array([0, 0, 1, 1]),
        region=np.array([0, 0, 0, 1, 1]),
        undated=0,
    )


def first(place: str, **more: object) -> str:
    return next(one.name for one in extensions(panel(**more), RULES) if one.place == place)  # type: ignore[arg-type]


def test_what_goes_with_what_a_place_has_comes_first() -> None:
    assert first("丙市") == "零部件"
    assert first("戊市") == "织布"


def test_births_everywhere_count_too() -> None:
    births = np.zeros(FIRMS.shape)
    births[3, 3] = 30
    quiet = {one.name: one.tail_wind for one in extensions(panel(), RULES) if one.place == "丙市"}
    windy = {one.name: one.tail_wind for one in extensions(panel(births=births), RULES) if one.place == "丙市"}
    assert quiet["织布"] == 0.0
    assert windy["织布"] > 0 > windy["零部件"]


def test_reasons_by_hand() -> None:
    best = next(one for one in extensions(panel(), RULES) if one.place == "丙市")
    assert best.reasons[0] == "本地已有 3 家同门类企业，产品与之最接近的是整车"
    assert best.reasons[1] == "与本地结构最像的 2 地中 2 地已有"
    bare = next(one for one in extensions(panel(), Settings(backoff_places=0)) if one.place == "丙市")
    assert bare.density == pytest.approx(2 / 3, abs=1e-4)
    assert best.density == pytest.approx((2 * 2 / 3 + 5 * 1) / 7, abs=1e-4)
    assert best.complexity is None


def test_a_place_named_is_answered_alone_and_top_cuts() -> None:
    found = extensions(panel(), RULES, places=["丙市"], top=2)
    assert [one.place for one in found] == ["丙市", "丙市"]


def test_a_signal_that_does_not_differ_counts_nothing() -> None:
    assert standardised(np.ones((2, 2)), np.ones((2, 2), dtype=bool)).tolist() == [[0.0, 0.0], [0.0, 0.0]]


def test_every_weight_has_a_signal() -> None:
    assert set(signals(panel(), Relatedness.PROXIMITY, RULES)) == set(WEIGHTS)


def test_bands_are_words() -> None:
    assert {one.band for one in extensions(panel(), RULES)} <= set(Band)


@given(st.lists(st.integers(0, 3), min_size=20, max_size=20), st.sampled_from(list(Relatedness)))
def test_what_a_place_has_is_never_proposed_to_it(counts: list[int], kind: Relatedness) -> None:
    firms = np.array(counts, dtype=float).reshape(5, 4)
    for one in extensions(panel(firms), RULES, kind=kind):
        assert firms[panel().places.index(one.place), NAMES.index(one.name)] == 0
        assert 0 <= one.score <= 1


def test_an_activity_that_is_nowhere_says_so_instead_of_naming_places_without_it() -> None:
    firms = FIRMS.copy()
    firms[:, 3] = 0
    found = next(one for one in extensions(panel(firms), RULES) if one.place == "丁市" and one.name == "织布")
    assert "名录中还没有任何地方有，只凭相近的产品推断" in found.reasons
    assert not any("地中" in reason for reason in found.reasons)
    assert found.band is not Band.HIGH


def test_complexity_is_told_where_the_reference_is_wide_enough_and_leaves_the_score_alone() -> None:
    has = np.array([[1.0] * (10 + n // 2) + [0.0] * (3 - n // 2) for n in range(8)])
    names, none = tuple(f"业{a:02d}" for a in range(13)), np.full(13, -1)
    wide = Panel(
        places=tuple(f"{n}市" for n in range(8)), names=names, keys=names, chains=(None,) * 13, firms=has,
        births3=np.zeros(has.shape), births5=np.zeros(has.shape), likeness=np.zeros((13, 13)), family=none,
        wide_family=none, region=np.zeros(8, dtype=np.int64), undated=0,
    )  # fmt: skip
    plain = {(one.place, one.name): one for one in extensions(wide, RULES)}
    told = {(one.place, one.name): one for one in extensions(wide, Settings(complexity_places=8))}
    assert {key: one.score for key, one in told.items()} == {key: one.score for key, one in plain.items()}
    assert {one.complexity for one in plain.values()} == {None}
    assert told["0市", "业10"].complexity is not None
    assert told["0市", "业12"].complexity is None
