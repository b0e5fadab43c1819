"""Dates and years as lists write them."""

import datetime
import re
import unicodedata

from chaingraph.errors import InvalidFact
from chaingraph.units import date_text
from loaders.cells.bad import BadValue
from loaders.cells.cells import Cell, text_of

CHINESE_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
CHINESE_DATE = re.compile(
    r"([〇零一二三四五六七八九]{4})年(?:([一二三四五六七八九十]{1,2})月)?(?:([一二三四五六七八九十]{1,3})[日号])?"
)
EPOCH = datetime.date(1899, 12, 30)
OLDEST = 1500
CLOCK = r"(?:[ t]?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?z?)?"
DATE_PARTS = re.compile(rf"(\d{{4}})(?:[-/.年](\d{{1,2}})(?:[-/.月](\d{{1,2}})日?)?月?)?年?{CLOCK}")
INNER_SPACE = re.compile(r"(?<=\d)\s+(?=[-/.年月日])|(?<=[-/.年月])\s+")
COMPACT_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})")


def date_of(cell: Cell) -> str:
    """YYYY, YYYY-MM or YYYY-MM-DD from a date cell or the usual spellings; impossible dates raise BadValue.

    >>> date_of("2024年3月"), date_of("2024/3/5"), date_of(2024.0), date_of("20240305")
    ('2024-03', '2024-03-05', '2024', '2024-03-05')
    """
    if isinstance(cell, datetime.date):
        return _year_cell(cell) or _real(f"{cell.year:04d}-{cell.month:02d}-{cell.day:02d}")
    spoken = CHINESE_DATE.fullmatch(text_of(cell).strip())
    if spoken is not None:
        return _real(
            "-".join([spoken[1].translate(CHINESE_DIGITS), *(_spoken(part) for part in spoken.groups()[1:] if part)])
        )
    text = unicodedata.normalize("NFKC", text_of(cell)).lower().strip()
    found = COMPACT_DATE.fullmatch(text) or DATE_PARTS.fullmatch(INNER_SPACE.sub("", text))
    if found is None:
        raise BadValue("日期", "不是 年、年-月 或 年-月-日")
    year, month, day = found.groups()
    return _real("-".join([year, *(f"{int(part):02d}" for part in (month, day) if part)]))


def _year_cell(cell: datetime.date) -> str | None:
    """The year typed into a cell formatted as a date: 2016 there shows as a day of 1905."""
    day = cell.date() if isinstance(cell, datetime.datetime) else cell
    number = (day - EPOCH).days
    return str(number) if 1900 <= number <= datetime.datetime.now(datetime.UTC).year + 1 else None


def _spoken(part: str) -> str:
    """Two digits of a number below a hundred in Chinese: 十二 is 12."""
    tens, ten, ones = part.rpartition("十")
    if not ten:
        return f"{int(part.translate(CHINESE_DIGITS)):02d}"
    return f"{int(tens.translate(CHINESE_DIGITS) or 1) * 10 + int(ones.translate(CHINESE_DIGITS) or 0):02d}"


def past_date(cell: Cell) -> str:
    """As ``date_of``, for a day that has been: raises BadValue for a year to come and one before all firms.

    >>> past_date("2016-05")
    '2016-05'
    """
    text = date_of(cell)
    if not OLDEST <= int(text[:4]) <= datetime.datetime.now(datetime.UTC).year:
        raise BadValue("日期", "年份不合常理")
    return text


def year_of(cell: Cell) -> str:
    """The year of a date however exactly it is written.

    >>> year_of("2024-06-18"), year_of("2024年度"), year_of("FY2023"), year_of("2024Q3")
    ('2024', '2024', '2023', '2024')
    """
    if isinstance(cell, datetime.date):
        return date_of(cell)[:4]
    text = unicodedata.normalize("NFKC", text_of(cell)).lower().strip()
    found = re.fullmatch(
        r"(?:fy|cy)?((?:19|20)\d\d)(?:年度?|度)?(?:第?[一二三四1-4]季度|q[1-4]|h[12]|[上下]半年|全年|末|底)?", text
    )
    return found[1] if found else date_of(cell)[:4]


def _real(text: str) -> str:
    try:
        date_text(text)
    except InvalidFact as error:
        raise BadValue("日期", "不是真实存在的日期") from error
    if not 1000 <= int(text[:4]) <= 2199:
        raise BadValue("日期", "年份不合理")
    return text
