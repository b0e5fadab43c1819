"""Slides never overflow, however long the words are, and the same words give the same bytes."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx import Presentation

from chaingraph.export.slides.deck import CELL_SIZES, HIGH, ROOM_HIGH, TOP, Deck
from chaingraph.export.word.official import Grid

INCH = 914_400
CELLS = st.text("甲乙丙abc，。 123", max_size=220)


def opened(deck: Deck) -> Presentation:  # type: ignore[valid-type]
    return Presentation(BytesIO(deck.content()))


def shapes(deck: Deck) -> list[object]:
    return [shape for slide in opened(deck).slides for shape in slide.shapes]  # type: ignore[attr-defined]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=25))
def test_a_table_of_any_words_stays_on_its_slides_and_loses_no_row(rows: list[tuple[str, str, str]]) -> None:
    deck = Deck("题")
    deck.table("表", Grid(("甲", "乙", "丙"), (1, 2, 3), rows))
    tables = [shape.table for shape in shapes(deck) if getattr(shape, "has_table", False)]  # type: ignore[attr-defined]
    kept = [tuple(cell.text for cell in row.cells) for table in tables for row in list(table.rows)[1:]]
    assert kept == rows
    tallest = max(row.height for table in tables for row in table.rows) / INCH
    for table in tables:
        high = sum(row.height for row in table.rows) / INCH
        assert high <= ROOM_HIGH + 0.01 or (len(table.rows) == 2 and tallest > ROOM_HIGH / 2)


def test_a_row_is_as_high_as_its_longest_cell_by_hand() -> None:
    """100 characters of 13 pt over (12.233 · 1/2 − .2) inches: 100·13/72/5.9165 = 3.05, so four lines."""
    deck = Deck("题")
    deck.table("表", Grid(("甲", "乙"), (1, 1), [("字" * 100, "短")]))
    table = next(shape.table for shape in shapes(deck) if getattr(shape, "has_table", False))  # type: ignore[attr-defined]
    assert table.rows[1].height / INCH == pytest.approx(4 * CELL_SIZES[0] * 1.3 / 72 + 0.14, abs=0.01)


def test_everything_stands_within_the_slide() -> None:
    deck = Deck("题")
    deck.cover("很长的题目" * 8, "一行", "又一行")
    deck.tiles("一页", [("72", "环节"), ("18", "家")], [("一链", "很长的话。" * 60)])
    deck.points("口径", [("", "话" * 300)])
    for shape in shapes(deck):
        assert 0 <= shape.top <= shape.top + shape.height <= HIGH * INCH + 1  # type: ignore[attr-defined]
    assert TOP < HIGH


def test_words_no_file_may_hold_are_left_out_and_bytes_repeat() -> None:
    def made() -> bytes:
        deck = Deck("题")
        deck.points("口径\x00", [("头\x07", "=1+1\u202e")])
        return deck.content()

    texts = [shape.text_frame.text for shape in Presentation(BytesIO(made())).slides[0].shapes if shape.has_text_frame]
    assert "头  =1+1" in texts
    assert made() == made()
