"""Ranking by likeness: the nearest segment comes first even where nothing matches in one piece."""

from chaingraph.arrays import Floats32
from chaingraph.tagging.teach.rank import FirmSpace, Ranker
from chaingraph.tagging.words.firm_words import FirmWords
from chaingraph.tagging.words.index import SegmentIndex
from tests.builders import chain, firm, makes, segment

GRAPH = chain([segment("钛合金", branch="金属"), segment("碳纤维", branch="复材"), segment("无人机", branch="整机")])


def ranked(firms: list[FirmWords]) -> Floats32:
    space = FirmSpace.of(firms)
    return Ranker(space, SegmentIndex.of([GRAPH])).scores(space.read(firms).by_column())


def test_the_most_alike_segment_has_the_highest_score() -> None:
    firms = [
        FirmWords.of(firm("宝钛股份有限公司"), makes("宝钛股份有限公司", "钛材", "合金管")),
        FirmWords.of(firm("光威复材"), makes("光威复材", "纤维织物", "碳梁")),
    ]
    scores = ranked(firms)
    assert scores.shape == (2, 3)
    assert scores.argmax(axis=1).tolist() == [0, 1]


def test_a_firm_without_words_has_no_preference() -> None:
    empty = FirmWords(name="", core="", products=(), scope=(), industry="", code="")
    assert ranked([empty]).tolist() == [[0.0, 0.0, 0.0]]
