"""The thesaurus tells a segment's name in the words of firms."""

from chaingraph.tagging.teach.rank import FirmSpace, Ranker
from chaingraph.tagging.teach.thesaurus import entries, expansion
from chaingraph.tagging.words.firm_words import FirmWords
from chaingraph.tagging.words.index import SegmentIndex
from tests.builders import chain, firm, makes, segment


def test_every_entry_has_heads_of_two_characters_or_more_but_for_chemical_elements_and_things_of_one() -> None:
    assert all(heads and all(heads) and telling for heads, telling in entries())
    single = {head for heads, _ in entries() for head in heads if len(head) == 1}
    assert single <= set("铝铜钨钼锂钴镍锡锑酶鞋泵")


def test_no_word_is_told_by_itself_twice() -> None:
    assert [heads for heads, telling in entries() if len(set(telling)) != len(telling)] == []


def test_a_name_is_told_by_each_head_it_holds() -> None:
    assert {"磷酸铁锂", "三元材料"} <= set(expansion("锂电正极材料"))
    assert expansion("某某") == []


def test_a_firm_that_shares_no_character_with_a_segment_still_finds_it() -> None:
    graph = chain([segment("功率半导体"), segment("射频前端"), segment("服装")])
    words = FirmWords.of(firm("甲"), makes("甲", "IGBT模块", "整流桥"))
    space = FirmSpace.of([words])
    scores = Ranker(space, SegmentIndex.of([graph])).scores(space.read([words]).by_column())[0]
    assert scores.argmax() == 0
