"""Cells into values: numbers, money, areas, shares, dates, codes; what cannot be read is refused by a named rule."""

import math
import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from stdnum.cn import ric
from stdnum.cn import uscc as gb32100
from stdnum.exceptions import InvalidChecksum, InvalidLength, ValidationError

from loaders.cells import approximate
from loaders.cells.bad import BadValue, SoftValue
from loaders.cells.cells import LISTED, Cell, text_of
from loaders.cells.dates import date_of, past_date, year_of

__all__ = [
    "BadValue", "SoftValue", "amount", "date_of", "flag", "fraction", "is_unknown", "non_negative", "parts",
    "past_date", "people", "refuse_excel_error", "share_of", "soft_share", "uscc", "year_of",
]  # fmt: skip
UNKNOWN_WORDS = (
    "- -- — —— / // \\ . * 无 暂无 不详 未知 未填 未公开 未披露 不适用 待补充 待核实 待定 保密 空 （空） "
    "n/a na null none nan ? ？"
)
UNKNOWN = frozenset(["", *UNKNOWN_WORDS.split()])
EXCEL_ERROR = re.compile(r"#(N/A|REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!)", re.IGNORECASE)
NUMBER = re.compile(r"([+-]?(?:\d{1,3}(?:,\d{3})+|\d+|\.\d+)(?:\.\d*)?(?:e[+-]?\d+)?)(.*)")
FOREIGN = re.compile(
    r"(美元|美金|欧元|港元|港币|日元|英镑|韩元|新?台币|澳元|澳大利亚元|加元|加拿大元|新加坡元|新西兰元|瑞士法郎|瑞典克朗|卢布|泰铢"
    r"|usd|eur|hkd|jpy|gbp|krw|aud|cad|sgd|twd)"
)
MONEY = {
    "元": 1.0, "千元": 1e3, "千": 1e3, "万元": 1e4, "万": 1e4, "百万元": 1e6, "百万": 1e6, "千万元": 1e7, "千万": 1e7,
    "亿元": 1e8, "亿": 1e8, "万亿元": 1e12, "万亿": 1e12,
}  # fmt: skip
LAND = {
    "亩": 1.0, "万亩": 1e4, "公顷": 15.0, "ha": 15.0, "平方公里": 1500.0, "km2": 1500.0,
    "m2": 0.0015, "平方米": 0.0015, "平米": 0.0015, "万m2": 15.0, "万平方米": 15.0,
}  # fmt: skip
PLANT = {
    "m2": 1.0, "平方米": 1.0, "平米": 1.0, "平": 1.0, "亩": 1 / 0.0015, "公顷": 1e4,
    "万m2": 1e4, "万平方米": 1e4, "万平米": 1e4, "万平": 1e4,
}  # fmt: skip
PEOPLE = {"人": 1.0, "名": 1.0, "个": 1.0, "位": 1.0, "万人": 1e4, "万": 1e4, "千人": 1e3}
MOST_PEOPLE = 10_000_000
MOST_YUAN = 1e14
"""More staff than any firm has, more yuan than the country makes in a year: a slip of the keyboard."""
YES = frozenset({"1", "是", "有", "√", "✓", "y", "yes", "true", "对", "需", "必需", "关键", "卡脖子", "t"})
NO = frozenset({"0", "否", "×", "x", "n", "no", "false", "不是", "错", "f", "非必需"})


def is_unknown(text: str) -> bool:
    """Whether a cell says "not known": empty, a dash, 无, 不详 and the like.

    >>> is_unknown(" — "), is_unknown("0")
    (True, False)
    """
    return text.strip().lower() in UNKNOWN


def refuse_excel_error(text: str) -> None:
    """Nothing; raises BadValue for ``#N/A`` and its kin."""
    if text.startswith("#") and EXCEL_ERROR.fullmatch(text):
        raise BadValue("单元格错误值", "是 Excel 的错误值，请在原表中修正")


def amount(cell: Cell, units: Mapping[str, float], unit: str) -> tuple[float, str]:
    """The quantity in the canonical unit, and the unit the cell itself carried ("" for none).

    ``unit`` is what a bare number means. Raises BadValue unless it is one number, SoftValue for foreign money.

    >>> amount("1.2亿元", MONEY, "万元"), amount("3，500", MONEY, "万元")
    ((120000000.0, '亿元'), (35000000.0, ''))
    """
    if isinstance(cell, bool):
        raise BadValue("数值", "是 是/否，不是一个数")
    if isinstance(cell, float | int):
        return _bounded(_finite(float(cell)) * units[unit], units), ""
    text = unicodedata.normalize("NFKC", text_of(cell)).lower()
    text = re.sub(r"\s+|人民币|rmb|cny|[¥￥]|\(\)", "", text)
    if units is MONEY and FOREIGN.search(text):
        raise SoftValue("外币", "是外币金额，未换算，按未知处理")
    if approximate.is_range(text) or approximate.is_upper(text):
        raise BadValue("范围", "是一个范围，不是一个数")
    found = NUMBER.fullmatch(approximate.bare(text))
    if found is None:
        raise BadValue("数值", "不是一个数")
    digits, tail = found.groups()
    tail = tail.strip("()")
    if tail and tail not in units:
        raise BadValue("数值", f"单位“{tail}”不认识，可用 {'、'.join(units)}")
    return _bounded(_finite(float(digits.replace(",", ""))) * units[tail or unit], units), tail


def _bounded(value: float, units: Mapping[str, float]) -> float:
    if units is MONEY and abs(value) > MOST_YUAN:
        raise BadValue("数值上限", f"超过 {MOST_YUAN:,.0f} 元，不合常理")
    return value


def _finite(value: float) -> float:
    if not math.isfinite(value):
        raise BadValue("数值", "不是有限的数")
    return value


def non_negative(cell: Cell, units: Mapping[str, float], unit: str) -> tuple[float, str]:
    """As ``amount``; raises BadValue below zero too."""
    value, own = amount(cell, units, unit)
    if value < 0:
        raise BadValue("非负数", "是负数")
    return value, own


def people(cell: Cell) -> int:
    """A head count; raises BadValue unless whole and not negative.

    >>> people("1,200人")
    1200
    """
    value, _ = non_negative(cell, PEOPLE, "人")
    if value > MOST_PEOPLE:
        raise BadValue("数值上限", f"超过 {MOST_PEOPLE:,} 人，不合常理")
    if value != int(value):
        raise BadValue("整数", "不是整数")
    return int(value)


def fraction(cell: Cell, unit: str = "") -> float:
    """A share of one from 0.35, "35%", or 35 under a header in %; may lie outside 0 to 1.

    >>> fraction("35%"), fraction(0.35), fraction("35", "%")
    (0.35, 0.35, 0.35)
    """
    units = {"": 0.01 if unit == "%" else 1.0, "%": 0.01}
    value, _ = amount(cell, units, "")
    return round(value, 12)


def share_of(cell: Cell, unit: str = "") -> float:
    """As ``fraction``; raises BadValue outside 0 to 1."""
    value = fraction(cell, unit)
    if not 0 <= value <= 1:
        raise BadValue("占比范围", "不在 0 到 1 之间（百分数请带 %）")
    return value


def soft_share(cell: Cell, unit: str = "") -> float:
    """As ``fraction``; raises SoftValue outside 0 to 1: the row stays, its share counts as not known."""
    try:
        value = fraction(cell, unit)
    except BadValue as error:
        raise SoftValue("占比范围", "不是占比，按未知处理") from error
    if not 0 <= value <= 1:
        raise SoftValue("占比范围", "不在 0 到 1 之间，按未知处理")
    return value


def flag(cell: Cell) -> bool:
    """Yes or no from 1/0, 是/否, √/×; anything else raises BadValue.

    >>> flag("是"), flag(0.0)
    (True, False)
    """
    text = text_of(cell).strip().lower()
    if text in YES:
        return True
    if text in NO:
        return False
    raise BadValue("是否", "不是 是/否 或 1/0")


def uscc(cell: Cell) -> str:
    """The unified social credit code, its check digit verified and nothing repaired (GB 32100).

    Raises BadValue for a number, a wrong length, a letter that cannot occur, or a wrong check digit.

    >>> uscc("91110000600037341L")
    '91110000600037341L'
    """
    if not isinstance(cell, str) or re.fullmatch(r"[+-]?\d+(\.\d+)?[eE][+-]?\d+", cell.strip()):
        raise BadValue("信用代码存成数字", "存成了数字，已丢失位数；请把该列设为文本后重新填写")
    text = unicodedata.normalize("NFKC", cell).upper()
    text = re.sub(r"\(\d-\d\)$", "", re.sub(r"\s+", "", text)).replace("-", "").strip("'`‘’")
    if ric.is_valid(text):
        raise BadValue("身份证号", "像是个人的身份证号，不保留")
    if text.startswith("0"):
        raise BadValue("信用代码字符", "含有代码中不会出现的字符")
    try:
        return str(gb32100.validate(text))
    except InvalidLength as error:
        raise BadValue("信用代码长度", f"有 {len(text)} 位，应为 18 位") from error
    except InvalidChecksum as error:
        raise BadValue("信用代码校验", "校验位不对，请核对原证照") from error
    except ValidationError as error:
        raise BadValue("信用代码字符", "含有代码中不会出现的字符") from error


SEPARATORS = re.compile(r"[；;\n、]|,(?!\d{3})|，")
OPEN, CLOSE = "([（【〔", ")]）】〕"


@lru_cache(maxsize=65536)
def parts(text: str) -> tuple[str, ...]:
    """The entries of a list cell, split at ； ; 、 , and line ends outside brackets, each once, in order.

    >>> parts("锂电铜箔；电子铜箔、铜箔(4.5μm、6μm)；锂电铜箔")
    ('锂电铜箔', '电子铜箔', '铜箔(4.5μm、6μm)')
    """
    pieces, depth, start = [], 0, 0
    if LISTED in text:
        pieces = text.split(LISTED)
    elif not any(mark in text for mark in OPEN):
        pieces = SEPARATORS.split(text)
    else:
        for place, char in enumerate(text):
            depth += (char in OPEN) - (char in CLOSE and depth > 0)
            if char in "；;\n、，," and depth == 0:
                pieces.append(text[start:place])
                start = place + 1
        pieces.append(text[start:])
    return tuple(dict.fromkeys(piece.strip() for piece in pieces if piece.strip() and not is_unknown(piece)))
