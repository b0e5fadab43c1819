"""What a cell says at the very edge of each rule."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.errors import InvalidFact
from chaingraph.units import date_text
from loaders.cells.cells import LISTED, Cell, has_unwanted, stripped, text_of
from loaders.cells.lists import is_accounting, products_of, roles_of, signals_of
from loaders.cells.values import (
    LAND,
    MONEY,
    NO,
    PEOPLE,
    PLANT,
    YES,
    BadValue,
    SoftValue,
    amount,
    date_of,
    flag,
    fraction,
    is_unknown,
    non_negative,
    parts,
    people,
    refuse_excel_error,
    share_of,
    soft_share,
    uscc,
)

MU = 10_000 / 15
"""Square metres of a 亩."""


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (True, "1"), (False, "0"), (12, "12"), (-3.0, "-3"), (0.5, "0.5"), (999999999999999.0, "999999999999999"),
        (1e15, "1000000000000000.0"), (-1e15, "-1000000000000000.0"), (float("inf"), "inf"), (float("nan"), "nan"),
        ("  甲 ", "甲"),
        (datetime.datetime(2024, 3, 5, 23, 59), "2024-03-05"), (datetime.date(2024, 12, 31), "2024-12-31"), (None, ""),
    ],
)  # fmt: skip
def test_a_cell_s_text_is_what_a_person_would_have_typed(cell: Cell, text: str) -> None:
    assert text_of(cell) == text


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("甲\r\n乙\r丙\n丁", "甲\n乙\n丙\n丁"), (" 甲\t乙 ", "甲 乙"), ("甲\xa0乙\n", "甲 乙"),
        ("甲_x000D_\n乙", "甲\n乙"),
        ("\u200b甲\x00乙", "甲乙"), ("  甲  ", "甲"),
    ],
)  # fmt: skip
def test_line_ends_are_one_and_what_cannot_be_seen_is_gone(text: str, clean: str) -> None:
    assert stripped(text) == clean


def test_only_what_is_dropped_for_safety_is_told() -> None:
    assert [has_unwanted(text) for text in ("甲\x00", "甲\r\n乙", "甲\t乙", "甲\xa0乙", "甲")] == [True, *[False] * 4]


@pytest.mark.parametrize(
    ("units", "square_metres"),
    [
        (LAND, {"亩": MU, "公顷": 1e4, "ha": 1e4, "平方公里": 1e6, "km2": 1e6, "m2": 1, "平方米": 1, "平米": 1}
         | {"万亩": 1e4 * MU, "万m2": 1e4, "万平方米": 1e4}),
        (PLANT, {"亩": MU, "公顷": 1e4, "m2": 1, "平方米": 1, "平米": 1, "平": 1}
         | {"万m2": 1e4, "万平方米": 1e4, "万平米": 1e4, "万平": 1e4}),
    ],
)  # fmt: skip
def test_every_unit_of_area_is_as_large_as_it_is(units: dict[str, float], square_metres: dict[str, float]) -> None:
    one = MU if units is LAND else 1.0
    assert {unit: factor * one for unit, factor in units.items()} == pytest.approx(square_metres)


def test_every_unit_of_money_is_its_power_of_ten_and_heads_are_counted_singly_or_in_ten_thousands() -> None:
    powers = {"千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "万亿": 12}
    assert {**{f"{word}元": 10.0**power for word, power in powers.items()}, "元": 1.0} | {
        word: 10.0**power for word, power in powers.items()
    } == MONEY
    assert PEOPLE == {"人": 1.0, "名": 1.0, "个": 1.0, "位": 1.0, "千人": 1e3, "万": 1e4, "万人": 1e4}


def test_yes_and_no_have_these_words_and_share_none() -> None:
    assert {"1", "是", "有", "√", "✓", "y", "yes", "true", "对", "需", "必需", "关键", "卡脖子", "t"} == YES
    assert {"0", "否", "×", "x", "n", "no", "false", "不是", "错", "f", "非必需"} == NO
    assert [flag(word) for word in (True, False, 1.0, " YES ", "No")] == [True, False, True, True, False]


@pytest.mark.parametrize("cell", ["1000", "1000-01", "2199", "2199-12-31"])
def test_years_from_1000_to_2199_can_be(cell: str) -> None:
    assert date_of(cell) == cell


@pytest.mark.parametrize("cell", ["0999", "2200", "2200-01-01", datetime.date(999, 12, 31)])
def test_years_beyond_that_cannot(cell: Cell) -> None:
    with pytest.raises(BadValue, match="年份不合理"):
        date_of(cell)


@given(st.dates(datetime.date(1000, 1, 1), datetime.date(2199, 12, 31)))
def test_a_day_a_month_and_a_year_are_read_as_far_as_they_are_written(day: datetime.date) -> None:
    """A date without a day or month stays without; none is invented."""
    year, month, date = f"{day.year:04d}", f"{day.month:02d}", f"{day.day:02d}"
    assert {date_of(text) for text in (year, f"{year}年", float(year))} == {year}
    assert {date_of(f"{year}{a}{day.month}{b}") for a, b in ("- ", "年月", ". ", "/ ", "年 ")} == {f"{year}-{month}"}
    assert date_of(f"{year}年{day.month}月{day.day}日") == date_of(day) == f"{year}-{month}-{date}"
    assert {date_text(text) for text in (year, f"{year}-{month}", f"{year}-{month}-{date}")} == {
        year, f"{year}-{month}", f"{year}-{month}-{date}"
    }  # fmt: skip


@pytest.mark.parametrize("text", ["0000", "2024-00", "2024-13", "2024-02-30", "2024-04-31", "2024-01-00", "2024-1"])
def test_a_date_no_calendar_has_is_no_fact(text: str) -> None:
    with pytest.raises(InvalidFact, match="日期"):
        date_text(text)


@pytest.mark.parametrize("text", ["2024-02-29", "2024-01", "2024-12", "0001", "2024-12-31"])
def test_a_date_that_some_calendar_has_is_a_fact_as_written(text: str) -> None:
    assert date_text(text) == text


def test_shares_reach_from_nothing_to_the_whole_and_no_further() -> None:
    assert [share_of(cell) for cell in ("0", "1", "100%", 0.0)] == [0, 1, 1, 0]
    assert [soft_share(cell) for cell in ("0", "1", "100%")] == [0, 1, 1]
    assert fraction("150", "%") == 1.5
    for cell in ("-0.1%", "100.1%"):
        with pytest.raises(BadValue, match="百分数请带 %"):
            share_of(cell)
        with pytest.raises(SoftValue, match="不在 0 到 1"):
            soft_share(cell)
    with pytest.raises(SoftValue, match="不是占比"):
        soft_share("约三成")


def test_a_quantity_may_be_zero_and_not_below_and_a_head_count_is_whole() -> None:
    assert (non_negative("0", MONEY, "万元"), people("0"), people("0.5万人")) == ((0.0, ""), 0, 5000)
    with pytest.raises(BadValue, match="负数"):
        non_negative("-0.1", MONEY, "万元")
    with pytest.raises(BadValue, match="是/否"):
        amount(True, MONEY, "万元")


@pytest.mark.parametrize("cell", [float("inf"), float("nan"), "1e400"])
def test_what_is_not_finite_is_no_number(cell: Cell) -> None:
    with pytest.raises(BadValue, match="有限"):
        amount(cell, MONEY, "万元")


@pytest.mark.parametrize(
    ("cell", "unit", "own"),
    [
        ("3(亿元)", 3e8, "亿元"),
        ("超3.5亿", 3.5e8, "亿"),
        ("3 余 万元", 3e4, "万元"),
        ("RMB5", 5e4, ""),
        ("-2亿", -2e8, "亿"),
    ],
)
def test_round_words_and_brackets_leave_the_number_and_its_unit(cell: str, unit: float, own: str) -> None:
    assert amount(cell, MONEY, "万元") == (unit, own)


@pytest.mark.parametrize("text", ["#N/A", "#REF!", "#DIV/0!", "#value!", "#NAME?", "#NUM!", "#NULL!"])
def test_an_error_of_excel_is_told_to_be_one(text: str) -> None:
    with pytest.raises(BadValue, match="Excel"):
        refuse_excel_error(text)
    for other in (f"见{text}", f"{text}等", "#1 车间"):
        refuse_excel_error(other)


def test_the_words_for_not_known_are_not_known_whatever_their_case_and_nothing_else_is() -> None:
    words = [
        "",
        " ",
        "-",
        "--",
        "—",
        "——",
        "/",
        "\\",
        "无",
        "暂无",
        "不详",
        "未知",
        "未填",
        "N/A",
        "NA",
        "Null",
        "None",
        "NaN",
    ]
    assert all(is_unknown(word) for word in [*words, "?", "？"])
    assert not any(is_unknown(word) for word in ("0", "无锡", "否", "---"))


def test_a_code_may_carry_blanks_dashes_and_an_apostrophe_and_each_fault_has_its_own_reason() -> None:
    assert uscc(" '9111 0000-6000 37341l ") == "91110000600037341L"
    reasons = {
        "9111000060003734": "有 16 位",
        "91110000600037341K": "校验位",
        "9111000060003734!L": "不会出现",
        "": "有 0 位",
    }
    for text, reason in reasons.items():
        with pytest.raises(BadValue, match=reason):
            uscc(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("甲；乙;丙\n丁、戊,己，庚", list("甲乙丙丁戊己庚")),
        ("1,200型、甲", ["1,200型", "甲"]),
        (
            "甲(1；2)；乙（3、4）、丙[5,6]，丁【7；8】；戊〔9、0〕",
            ["甲(1；2)", "乙（3、4）", "丙[5,6]", "丁【7；8】", "戊〔9、0〕"],
        ),
        ("甲(一(二、三)、四)、乙", ["甲(一(二、三)、四)", "乙"]),
        ("甲)、乙(丙、丁)", ["甲)", "乙(丙、丁)"]),
        ("甲；甲 ；无；；乙", ["甲", "乙"]),
        (f"甲、乙{LISTED}丙（{LISTED}", ["甲、乙", "丙（"]),
    ],
)
def test_a_list_is_split_outside_its_brackets_and_says_each_thing_once(text: str, found: list[str]) -> None:
    assert list(parts(text)) == found


def test_a_role_word_has_at_most_two_letters_more_and_what_follows_is_its_chain() -> None:
    assert roles_of("龙头企业、动力电池、光伏") == ((("龙头", "动力电池"), ("龙头", "光伏")), ())
    assert roles_of("链主大企业、龙头") == ((("龙头", None),), ("链主大企业",))
    assert roles_of("龙头；龙头；无；-") == ((("龙头", None),), ())
    assert roles_of("骨干/动力电池") == ((), ("骨干", "动力电池"))


def test_a_sign_without_kind_is_another_sign_and_one_without_date_has_none() -> None:
    assert signals_of("扩产；：二期；中标@：某项目；招聘@未知；无；@2024") == (
        ("其他", None, "扩产"), ("其他", None, "二期"), ("中标", None, "某项目"), ("招聘", None, ""),
        ("其他", "2024", ""),
    )  # fmt: skip
    with pytest.raises(BadValue, match="写法是 类别@日期: 内容"):
        signals_of("扩产@去年: 二期")


def test_a_product_s_share_stands_after_a_colon_or_in_brackets_at_its_end() -> None:
    found = products_of("铜箔: 35%；隔膜（1.5%）；电芯:约三成；极片(宽 300mm)；铝箔：-5%；胶（120%）")
    assert [(one.name, one.share) for one in found] == [
        ("铜箔", 0.35), ("隔膜", 0.015), ("电芯:约三成", None), ("极片(宽 300mm)", None), ("铝箔", None), ("胶", None),
    ]  # fmt: skip
    assert [bool(one.doubt) for one in found] == [False] * 4 + [True] * 2
    assert is_accounting(" 合计 ")
    assert not is_accounting("合计量表")
