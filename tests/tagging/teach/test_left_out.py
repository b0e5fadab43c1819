"""How sure the best segment is: examples answered as if unknown, and what that lets the tagger say."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chaingraph.findings.firm.ranked import TagAnswer
from chaingraph.settings import Settings
from chaingraph.tagging.teach.answer import answers
from chaingraph.tagging.teach.learn import learned_scores
from chaingraph.tagging.teach.left_out import ENOUGH, LeftOut, taught_chains
from chaingraph.tagging.words.firm_words import FirmWords
from tests.builders import chain, firm, makes, segment

GRAPH = chain([segment("赛道一"), segment("赛道二")])
KINDS = ("乾坤坎离", "震巽艮兑")
YES = (True, "张三")


def words(name: str, *products: str) -> FirmWords:
    return FirmWords.of(firm(name), makes(name, *products))


@pytest.mark.slow
@settings(max_examples=8)
@given(st.lists(st.sampled_from(["乾坤", "坤坎", "震巽", "巽艮", "离乾"]), min_size=3, max_size=6))
def test_an_example_hears_what_the_others_would_say_of_it_alone(products: list[str]) -> None:
    firms = [words(f"企{number}", product) for number, product in enumerate(products)]
    pairs = [(number, number % 2) for number in range(len(firms))]
    whole = learned_scores(firms, GRAPH.segments, pairs)
    alone = learned_scores(firms, GRAPH.segments, pairs[1:])
    assert whole is not None
    assert alone is not None
    assert whole[0] == pytest.approx(alone[0], abs=1e-5)


def _asked(count: int, *, honest: bool) -> TagAnswer:
    """The last of the firms is asked; the others are examples, told by what they make or by nothing at all."""
    firms = [words(f"企{number}", KINDS[number % 2]) for number in range(count)]
    labels = [number % 2 if honest else number // 2 % 2 for number in range(count)]
    verdicts = dict.fromkeys(enumerate(labels), YES)
    return answers([*firms, words("新企", KINDS[0])], [GRAPH], Settings(), verdicts)[-1]


def test_many_examples_place_a_firm_that_speaks_as_they_do_and_say_how_sure_that_is() -> None:
    found = _asked(ENOUGH, honest=True)
    assert [(ranked.key, ranked.tag is not None) for ranked in found.segments] == [("赛道一", True)]
    assert found.segments[0].probability == pytest.approx(1.0, abs=0.1)
    assert f"按本链 {ENOUGH} 家标注企业推断" in found.segments[0].evidence[0].sentence


def test_fewer_examples_or_labels_that_follow_no_words_place_nobody() -> None:
    assert _asked(ENOUGH - 2, honest=True).abstained
    contradictory = _asked(ENOUGH, honest=False)
    assert contradictory.segments == () or (contradictory.segments[0].probability or 0) < 0.7


def test_only_chains_with_enough_example_firms_are_read() -> None:
    pairs = [(number, 0) for number in range(ENOUGH)]
    assert list(taught_chains(GRAPH.segments, pairs)) == [GRAPH.chain.name]
    assert taught_chains(GRAPH.segments, [*pairs[1:], (1, 1)]) == {}


def test_the_chances_add_up_to_the_examples_that_were_right() -> None:
    draw = np.random.default_rng(3)
    scores = draw.random((400, 2))
    truth = [{int(number)} for number in (draw.random(400) < scores[:, 1])]
    reading = LeftOut.of(np.array([0, 1]), scores, truth)
    told = [reading.of_firm(row) for row in scores]
    right = sum(number in own for (number, _), own in zip(told, truth, strict=True))
    assert sum(chance for _, chance in told) == pytest.approx(right, abs=1)
