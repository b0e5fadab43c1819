"""Anything with a name is found by its characters, its code, its full pinyin or its initials."""

import pytest

from api.address.urls import Pair
from api.html.navigation import MENU, menu
from api.search.everything import NameIndex
from api.search.search import rank_of_names
from chaingraph.graph.places import Place, PlaceKind
from tests.api.world import CHAIN, PARK, reading, workspace

PAIR = Pair(PARK, CHAIN)


def found(words: str, kind: str) -> list[str]:
    index = NameIndex.of(workspace().snapshot(), [Place(kind=PlaceKind.DISTRICT, name="单县", district="单县")])
    return [hit.label for hit in index.search(words, PAIR, 5) if hit.kind == kind]


@pytest.mark.parametrize("words", ["隔膜", "ge", "gemo", "gm", " 隔 "])
def test_a_segment_is_found_by_characters_pinyin_and_initials(words: str) -> None:
    assert "隔膜" in found(words, "环节")


@pytest.mark.parametrize("words", ["单县", "shanxian", "sx"])
def test_a_county_with_an_unusual_reading_is_found_as_it_is_spoken(words: str) -> None:
    assert found(words, "地点") == ["单县"]
    assert found("danxian", "地点") == []


def test_products_and_chains_are_found() -> None:
    assert found("电解液", "产品") == ["电解液"]
    assert found("dianchi", "产业链")[0] == "电池"


def test_an_exact_name_comes_before_one_that_only_holds_the_words() -> None:
    assert found("电池", "产业链") == ["电池", "动力电池"]
    assert rank_of_names(("电池",), "电池") == 0
    assert rank_of_names(("电池包",), "电池") == 1


def test_a_credit_code_finds_its_firm_in_the_list_under_the_box() -> None:
    answer = reading().get("/search?part=1&q=91110108551385082q")
    assert "外地电解液厂" in answer.text
    assert "<html" not in answer.text


def test_the_page_of_a_search_leads_to_the_panorama_of_the_pair() -> None:
    answer = reading().get(f"/search?q=gemo&place={PARK}&chain={CHAIN}")
    assert "panorama?segment=" in answer.text


@pytest.mark.parametrize("words", ["", "  ", "没有这个词"])
def test_a_search_without_an_answer_says_so(words: str) -> None:
    answer = reading().get(f"/search?q={words}")
    assert answer.status_code == 200
    assert 'class="empty"' in answer.text


def test_words_are_shown_as_text() -> None:
    assert "<script>x" not in reading().get("/search?q=<script>x").text
    assert "<script>x" not in reading().get("/search?part=1&q=<script>x").text


def test_every_entry_of_the_bar_stands_once() -> None:
    listed = [entry for _, entries in menu() for entry in entries]
    assert sorted(entry.name for entry in listed) == sorted(entry.name for entry in MENU)
