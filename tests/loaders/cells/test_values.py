"""Cells become values by named rules, or are refused by them."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc as gb32100

from loaders.cells.lists import is_accounting, products_of, roles_of, signals_of
from loaders.cells.values import (
    LAND,
    MONEY,
    BadValue,
    SoftValue,
    amount,
    date_of,
    flag,
    fraction,
    people,
    share_of,
    uscc,
)
from tests.loaders.files import GOOD_USCC

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@pytest.mark.parametrize(
    ("cell", "unit", "yuan"),
    [
        ("1.2亿元", "万元", 1.2e8),
        ("3,500万", "亿元", 3.5e7),
        ("３，５００万元", "元", 3.5e7),
        (52000.0, "万元", 5.2e8),
        ("1.5", "亿元", 1.5e8),
        ("约3亿元", "万元", 3e8),
        ("人民币 100 万元", "元", 1e6),
        ("￥1,234.5", "元", 1234.5),
        ("1.2e3", "万元", 1.2e7),
    ],
)
def test_money_is_read_in_the_unit_of_cell_then_header(cell: str | float, unit: str, yuan: float) -> None:
    assert amount(cell, MONEY, unit)[0] == pytest.approx(yuan)


@pytest.mark.parametrize("text", ["1-3亿", "abc", "1,2", "12万斤", "--5", "1e999"])
def test_what_is_not_one_number_is_refused(text: str) -> None:
    with pytest.raises(BadValue):
        amount(text, MONEY, "万元")


def test_foreign_money_is_never_converted() -> None:
    with pytest.raises(SoftValue, match="外币"):
        amount("500万美元", MONEY, "万元")


def test_a_hectare_is_fifteen_mu() -> None:
    assert amount("2公顷", LAND, "亩") == (30.0, "公顷")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("2024", "2024"),
        (2024.0, "2024"),
        ("2024-3", "2024-03"),
        ("2024/3/5", "2024-03-05"),
        ("2024年3月", "2024-03"),
        ("2024年3月5日", "2024-03-05"),
        ("2024.03.05", "2024-03-05"),
        ("20240305", "2024-03-05"),
        ("2024-03-05 00:00:00", "2024-03-05"),
        (datetime.date(2024, 3, 5), "2024-03-05"),
        ("2024-02-29", "2024-02-29"),
    ],
)
def test_the_usual_spellings_of_a_date_are_one(cell: str, text: str) -> None:
    assert date_of(cell) == text


@pytest.mark.parametrize(
    "cell", ["2024-13", "2023-02-29", "2024-00-10", "24-3-5", "明年", "0001", "45356", "2024-03-32"]
)
def test_impossible_dates_are_refused(cell: str) -> None:
    with pytest.raises(BadValue):
        date_of(cell)


def test_shares_are_fractions_or_marked_percent() -> None:
    assert (fraction("35%"), fraction("0.35"), fraction(35.0, "%")) == (0.35, 0.35, 0.35)
    with pytest.raises(BadValue, match="百分数请带 %"):
        share_of("35")


def test_people_are_whole() -> None:
    assert people("1,200 人") == 1200
    with pytest.raises(BadValue):
        people("12.5")


def test_a_flag_is_yes_or_no() -> None:
    assert (flag("√"), flag("否")) == (True, False)
    with pytest.raises(BadValue):
        flag("也许")


@pytest.mark.parametrize("cell", [91110000600037341.0, "9.11E+17", "9.111E17"])
def test_a_code_stored_as_a_number_has_lost_digits(cell: str | float) -> None:
    with pytest.raises(BadValue, match="存成了数字，已丢失位数"):
        uscc(cell)


@given(st.integers(0, 17), st.sampled_from(ALPHABET))
def test_every_single_wrong_character_of_a_code_is_found(place: int, letter: str) -> None:
    wrong = GOOD_USCC[:place] + letter + GOOD_USCC[place + 1 :]
    if wrong == GOOD_USCC:
        assert uscc(wrong) == GOOD_USCC
    else:
        with pytest.raises(BadValue):
            uscc(wrong)


@given(st.text("0123456789", min_size=7, max_size=7), st.text(ALPHABET, min_size=9, max_size=9))
def test_every_code_with_its_check_digit_is_accepted_unchanged(region: str, body: str) -> None:
    start = "9" + region + body
    code = start + gb32100.calc_check_digit(start)
    assert uscc(code) == code


def test_products_carry_shares_only_where_they_can_be() -> None:
    found = products_of("锂电铜箔:0.62；电子铜箔：20%、铜箔（15%），胶带:3.5")
    assert [(one.name, one.share) for one in found] == [
        ("锂电铜箔", 0.62),
        ("电子铜箔", 0.2),
        ("铜箔", 0.15),
        ("胶带", None),
    ]
    assert "不在 0 到 1 之间" in found[3].doubt


def test_brackets_keep_a_product_whole() -> None:
    assert [one.name for one in products_of("铜箔（4.5μm、6μm）；隔膜")] == ["铜箔（4.5μm、6μm）", "隔膜"]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("龙头；动力电池", (("龙头", "动力电池"),)),
        ("龙头/动力电池", (("龙头", "动力电池"),)),
        ("链主:动力电池", (("链主", "动力电池"),)),
        ("龙头/动力电池；链主/新能源汽车", (("龙头", "动力电池"), ("链主", "新能源汽车"))),
        ("龙头/动力电池、新能源汽车", (("龙头", "动力电池"), ("龙头", "新能源汽车"))),
        ("链主企业", (("链主", None),)),
        ("无", ()),
    ],
)
def test_roles_are_read_in_every_spelling(text: str, roles: tuple[tuple[str, str | None], ...]) -> None:
    assert roles_of(text)[0] == roles


def test_signals_have_kind_date_and_text() -> None:
    assert signals_of("扩产@2025-06: 二期；拟募资")[0] == ("扩产", "2025-06", "二期")
    with pytest.raises(BadValue, match="2025-13"):
        signals_of("扩产@2025-13: 二期")


@pytest.mark.parametrize(
    "name", ["平衡项目", "分部间抵销", "其他", "合计", "其他（补充）", "内部抵销数", "主营业务收入"]
)
def test_lines_of_the_accounts_are_no_products(name: str) -> None:
    assert is_accounting(name)


@pytest.mark.parametrize("name", ["其他有色金属材料", "回波抵消器", "平衡车", "调整垫片", "汇总阀"])
def test_products_that_sound_like_accounts_stay(name: str) -> None:
    assert not is_accounting(name)
