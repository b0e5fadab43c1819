"""Cells as park ledgers write them: choices in other words, quarters and periods, exact money, figures with units."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from loaders.cells import values
from loaders.cells.bad import BadValue
from loaders.cells.cells import Cell, text_of
from loaders.cells.dates import date_of

NUMBER = re.compile(r"([+-]?\d[\d,]*(?:\.\d+)?)\s*([^\d\s]*)")
YEAR = re.compile(r"((?:19|20)\d\d)")
QUARTER_DIGITS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
QUARTER = re.compile(r"(?:第?([一二三四1-4])季度?|q([1-4]))", re.IGNORECASE)
MONTHS = re.compile(r"(?<!\d)(?:1\s*[-—~至到]\s*)?(1[0-2]|0?[1-9])月")
BARE_MONTH = re.compile(r"(?:19|20)\d\d[.\-/](1[0-2]|0?[1-9])(?!\d)")
HALF = {"上半年": 1, "下半年": 2, "h1": 1, "h2": 2}
CAUSES = ("不可抗力", "政府", "企业")
DAY = re.compile(r"\d{4}[./年-]\d{1,2}(?:[./月-]\d{1,2}(?!\d)日?)?月?")
EXACT = {name: Decimal(str(int(factor))) for name, factor in values.MONEY.items()}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as written and the unit beside it or over it ("" for none)."""

    number: float
    unit: str = ""


def choice(text: str, choices: Sequence[str], spoken: Mapping[str, str], what: str) -> str:
    """The choice a text means: itself, one within it (the longest), or a word people use for it.

    >>> choice("专业", ("专业园区", "预备园区"), {"专业": "专业园区"}, "类别")
    '专业园区'
    """
    if text in choices:
        return text
    within = sorted((one for one in choices if one in text), key=len, reverse=True)
    if within:
        return within[0]
    for word, meaning in spoken.items():
        if word in text:
            return meaning
    raise BadValue(what, f"不是 {'、'.join(choices)} 之一")


def quarter_of(text: str) -> int | None:
    """The quarter up to whose end something was counted: a quarter, a half year, or months up to one.

    >>> [quarter_of(one) for one in ("2025年二季度", "Q3", "上半年", "1-9月", "2025.6", "全年")]
    [2, 3, 2, 3, 2, None]
    """
    plain = unicodedata.normalize("NFKC", text).lower()
    found = QUARTER.search(plain)
    if found is not None:
        return QUARTER_DIGITS[found[1] or found[2]]
    half = next((number for word, number in HALF.items() if word in plain), None)
    if half is not None:
        return 2 * half
    month = MONTHS.search(plain) or BARE_MONTH.search(plain)
    if month is not None:
        return (int(month[1]) + 2) // 3
    if plain.strip("季度第") in QUARTER_DIGITS:
        return QUARTER_DIGITS[plain.strip("季度第")]
    if "年" in plain or YEAR.fullmatch(plain):
        return None
    raise BadValue("季度", "不是季度、半年或月份")


def year_in(text: str) -> int | None:
    """The first year a text names.

    >>> year_in("2025年二季度"), year_in("二季度")
    (2025, None)
    """
    found = YEAR.search(text)
    return int(found[1]) if found else None


def period_of(text: str) -> str:
    """A year, half, quarter or month as we write it.

    >>> [period_of(one) for one in ("2025年上半年", "2025年第三季度", "2025.6", "2025-06-30", "2025年度", "2025-Q1")]
    ['2025-H1', '2025-Q3', '2025-06', '2025-06', '2025', '2025-Q1']
    """
    plain = unicodedata.normalize("NFKC", text).lower().strip()
    year = year_in(plain)
    if year is None:
        raise BadValue("考评期", "看不出是哪一年")
    found = QUARTER.search(plain)
    if found is not None:
        return f"{year}-Q{QUARTER_DIGITS[found[1] or found[2]]}"
    half = next((number for word, number in HALF.items() if word in plain), None)
    if half is not None:
        return f"{year}-H{half}"
    month = re.search(r"\d{4}\s*[年.\-/]\s*(1[0-2]|0?[1-9])(?!\d)", plain)
    return f"{year}-{int(month[1]):02d}" if month else str(year)


def exact_yuan(cell: Cell, unit: str) -> tuple[Decimal, str]:
    """Money in yuan, exact to the fen, and the unit the cell itself carried.

    >>> exact_yuan("1,234.56万元", "元"), exact_yuan(0.1, "亿元")
    ((Decimal('12345600.00'), '万元'), (Decimal('10000000.0'), ''))
    """
    _, own = values.non_negative(cell, values.MONEY, unit)
    text = unicodedata.normalize("NFKC", text_of(cell))
    found = NUMBER.search(text)
    if found is None:
        raise BadValue("数值", "不是一个数")
    return Decimal(found[1].replace(",", "")) * EXACT[own or unit], own


def figure_of(cell: Cell, unit: str = "") -> Figure:
    """A number and its unit, the cell's own or that of its header.

    >>> figure_of("1.2亿元"), figure_of("12.5%"), figure_of(300.0, "亩")
    (Figure(number=1.2, unit='亿元'), Figure(number=12.5, unit='%'), Figure(number=300.0, unit='亩'))
    """
    found = NUMBER.fullmatch(unicodedata.normalize("NFKC", text_of(cell)).strip())
    if found is None:
        raise BadValue("数值", "不是一个数")
    return Figure(float(found[1].replace(",", "")), found[2] or unit)


def number_of(cell: Cell) -> float:
    """A number, whatever unit stands behind it; 12.5% is 12.5.

    >>> number_of("12.5%"), number_of("30分")
    (12.5, 30.0)
    """
    return figure_of(cell).number


def whole_of(cell: Cell) -> int:
    """A whole number that may stand in a phrase: 第3名.

    >>> whole_of("第3名"), whole_of(4.0)
    (3, 4)
    """
    found = NUMBER.search(unicodedata.normalize("NFKC", text_of(cell)))
    value = None if found is None else float(found[1].replace(",", ""))
    if value is None or value != int(value):
        raise BadValue("整数", "不是整数")
    return int(value)


def causes_of(text: str) -> tuple[tuple[str, str, str | None], ...]:
    """(cause, since, until) of each entry that names a cause and the days it held.

    >>> causes_of("政府原因：2023.5-2024.2；不可抗力 2024年3月1日至今")
    (('政府', '2023-05', '2024-02'), ('不可抗力', '2024-03-01', None))
    """
    found = []
    for entry in values.parts(text):
        cause = next((one for one in CAUSES if one in entry), None)
        days = [date_of(day) for day in DAY.findall(unicodedata.normalize("NFKC", entry))]
        if cause is None or not 1 <= len(days) <= 2:
            raise BadValue("原因期间", "要写 原因：起始日期至截止日期，如 政府：2023-05-01至2024-02-29")
        found.append((cause, days[0], days[1] if len(days) == 2 else None))
    return tuple(found)
