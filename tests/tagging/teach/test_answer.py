"""The whole answer: order, branches, stages, abstention, and what examples teach."""

import pytest

from chaingraph.findings.firm.ranked import TagAnswer
from chaingraph.settings import Settings
from chaingraph.tagging.decide.calibrate import probability
from chaingraph.tagging.teach.answer import answers
from chaingraph.tagging.teach.learn import learned_scores
from chaingraph.tagging.words.firm_words import FirmWords
from tests.builders import chain, firm, makes, segment

GRAPH = chain(
    [
        segment("钛合金", branch="金属/轻金属", aliases=("钛材",)),
        segment("铝合金", branch="金属/轻金属", aliases=("铝材",)),
        segment("碳纤维", branch="复材", aliases=("碳纤维丝束",)),
    ]
)
NAMES = {"甲钛业": ("钛合金", "钛材"), "乙碳纤": ("碳纤维织物",), "丙公司": ("机加工",), "丁航材": ("航空锻坯",)}
WORDS = [FirmWords.of(firm(name), makes(name, *products)) for name, products in NAMES.items()]


def asked(verdicts: dict[tuple[int, int], tuple[bool, str]] | None = None, **how: object) -> list[TagAnswer]:
    return answers(WORDS, [GRAPH], Settings(), verdicts, everything=True, **how)  # type: ignore[arg-type]


def test_the_best_segment_stands_first_with_probability_and_evidence() -> None:
    best = asked()[0].segments[0]
    assert best.key == "钛合金"
    assert best.tag is not None
    assert best.tag.probability == probability(best.tag.score)
    assert [round(s.score, 6) for s in asked()[0].segments] == sorted(
        (s.score for s in asked()[0].segments), reverse=True
    )


def test_branches_and_stages_are_parts_of_one() -> None:
    answer = asked()[0]
    assert {b: s for _, b, s in answer.branches}["金属"] == pytest.approx(
        {b: s for _, b, s in answer.branches}["金属/轻金属"]
    )
    assert sum(score for _, branch, score in answer.branches if "/" not in branch) == pytest.approx(1.0, abs=1e-5)
    assert sum(score for _, _, score in answer.stages) == pytest.approx(1.0, abs=1e-5)


def test_a_firm_without_telling_words_abstains() -> None:
    assert asked()[2].abstained
    assert answers(WORDS, [GRAPH], Settings())[2].segments == ()


def test_top_cuts_the_list() -> None:
    assert [len(answer.segments) for answer in asked(top=1)] == [1, 1, 1, 1]


def test_a_yes_comes_first_and_a_no_last() -> None:
    found = asked({(2, 2): (True, "张三"), (0, 0): (False, "张三")})
    assert (found[2].segments[0].key, found[2].abstained) == ("碳纤维", False)
    assert found[0].segments[-1].key == "钛合金"


def test_an_example_lifts_firms_that_speak_alike() -> None:
    words = [FirmWords.of(firm(n), makes(n, p)) for n, p in (("戊", "航空锻坯"), ("己", "航空锻坯件"), ("庚", "毛衫"))]
    votes = learned_scores(words, GRAPH.segments, [(0, 0)])
    assert votes is not None
    assert votes[1, 0] > votes[2, 0]
    assert votes[1, 0] > votes[1, 2]
    assert learned_scores(words, GRAPH.segments, []) is None


def test_a_rejection_sinks_firms_that_speak_alike() -> None:
    words = [FirmWords.of(firm(n), makes(n, p)) for n, p in (("戊", "航空锻坯"), ("己", "航空锻坯件"), ("庚", "毛衫"))]
    votes = learned_scores(words, GRAPH.segments, [], [(0, 0)])
    assert votes is not None
    assert votes[1, 0] < votes[2, 0] <= 0
    assert votes[1, 1] == 0


def test_the_example_firm_that_speaks_for_a_segment_is_named() -> None:
    words = [FirmWords.of(firm(n), makes(n, p)) for n, p in (("戊", "航空锻坯"), ("己", "航空锻坯件"))]
    found = answers(words, [GRAPH], Settings(), {(0, 0): (True, "张三")}, everything=True)
    first = found[1].segments[0]
    assert (first.key, first.tag) == ("钛合金", None)
    assert [piece.sentence for piece in first.evidence] == ["因为您把“戊”归入此环节，本企业主营与它相近"]
