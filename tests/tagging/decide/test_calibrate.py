"""The probability of a tag: rising with the score, fitted as stated, and the constants those of the table."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.tagging.decide.calibrate import INTERCEPT, SHIFT, SLOPE, fit, probability

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "accuracy.md"
FIELDS = st.sampled_from(["", "主营产品", "经营范围", "企业名称", "行业"])


@given(st.floats(0, 1), st.floats(0, 1), FIELDS)
def test_the_probability_rises_with_the_score_and_stays_between_0_and_1(one: float, other: float, field: str) -> None:
    low, high = sorted((one, other))
    assert 0 < probability(low, field) <= probability(high, field) < 1


def test_the_constants_in_use_are_those_of_the_table() -> None:
    stated = f"INTERCEPT, SLOPE, SHIFT = {INTERCEPT}, {SLOPE}, {dict(SHIFT)}"
    assert stated in DOCUMENT.read_text(encoding="utf-8")


def test_a_fit_finds_the_constants_the_answers_were_drawn_with() -> None:
    draw = random.Random(7)
    judged = []
    for _ in range(6000):
        score, field = draw.random(), draw.choice(["", "经营范围", "企业名称"])
        judged.append((score, field, draw.random() < probability(score, field)))
    intercept, slope, shift = fit(judged)
    assert intercept == pytest.approx(INTERCEPT, abs=0.3)
    assert slope == pytest.approx(SLOPE, abs=0.5)
    assert {field: shift[field] - SHIFT[field] for field in SHIFT} == pytest.approx(dict.fromkeys(SHIFT, 0), abs=0.3)


def test_what_is_stated_adds_up_to_what_was_judged() -> None:
    judged = [(0.9, "", True)] * 18 + [(0.9, "", False)] * 2 + [(0.4, "", True)] * 4 + [(0.4, "", False)] * 6
    intercept, slope, _ = fit(judged)
    from_low, from_high = (1 / (1 + 2.718281828 ** -(intercept + slope * score)) for score in (0.4, 0.9))
    assert 10 * from_low + 20 * from_high == pytest.approx(22, abs=0.3)
