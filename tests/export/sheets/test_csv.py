"""No cell of an exported csv can start a formula, and Excel reads it as UTF-8."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.export.sheets.csv import DANGEROUS, csv_bytes, guarded
from chaingraph.export.table import Cell, Column, Table


def table(*rows: tuple[Cell, ...]) -> Table:
    """Two columns with these rows."""
    columns = (Column(title="企业名称", width=20), Column(title="得分", width=8, look="number"))
    return Table(sheet="表", title="表", note="", columns=columns, rows=rows)


@pytest.mark.parametrize(
    "start",
    ["=", "+", "-", "@", "\t", "\r", "\0", "＝", "＋", "－", "＠", "\n", " =", "\u3000=", "\u00a0=", " \u3000\t"],
)
def test_a_name_that_looks_like_a_formula_is_quoted(start: str) -> None:
    assert guarded(f"{start}cmd|'/C calc'!A1").startswith("'")


@given(st.characters())
def test_a_character_is_quoted_exactly_when_a_spreadsheet_would_take_it_for_a_formula(char: str) -> None:
    """The list stands here a second time on purpose: a letter lost from it must be noticed."""
    assert (guarded(f"{char}1+1") != f"{char}1+1") == (char in "=+-@\t\r\n\0＝＋－＠")
    assert {chr(code) for code in range(0x10000) if chr(code) in DANGEROUS} == set("=+-@\t\r\n\0＝＋－＠")


@given(st.text(max_size=40))
def test_no_text_starts_dangerously_once_guarded(text: str) -> None:
    assert guarded(text)[:1] not in DANGEROUS
    assert guarded(text).endswith(text)


def test_numbers_stay_numbers_and_unknown_is_empty() -> None:
    lines = csv_bytes(table(("甲", -1.5), ("乙", None))).decode("utf-8-sig").splitlines()
    assert lines == ["企业名称,得分", "甲,-1.5", "乙,"]


def test_the_file_has_a_byte_order_mark_and_crlf() -> None:
    raw = csv_bytes(
        table(
            ("甲", 1),
        )
    )
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\r\n") == 2


@given(st.lists(st.text(alphabet=st.characters(exclude_characters="\0\r\n", exclude_categories=["Cs"]), max_size=20)))
def test_what_was_written_can_be_read_back(names: list[str]) -> None:
    text = csv_bytes(table(*[(name, 1) for name in names])).decode("utf-8-sig")
    rows = list(csv.reader(StringIO(text, newline="")))[1:]
    assert [row[0] for row in rows] == [guarded(name) for name in names]
