"""Headers as people write them: which field they name, in which unit, and which table they belong to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from chaingraph.text import plain
from loaders.tables.tables import IGNORED_HEADERS, TABLES, Column, Table

BRACKETED = re.compile(r"[(\[【〔<]([^()\[\]【】〔〕<>]*)[)\]】〕>]")
TAIL_UNIT = re.compile(r"[/:_\-]?(万元|亿元|千元|百万元|元|亩|公顷|m2|平方米|平米|万平方米|人|%)$")
YEAR = re.compile(r"^((?:19|20)\d\d)年?度?(末|底)?")
YEAR_AFTER = re.compile(r"[(_\-]?((?:19|20)\d\d)年?度?(末|底)?\)?$")
JOINT = "›"
"""Between the parts of a header that stands in several rows, the upper one first."""
SHARED = frozenset({"province", "city", "district", "source", "as_of", "ref", "status", "chain", "segment"})
"""Fields that a table does not own: alone they do not say which table a sheet is."""
BARE = ("name",)
"""Fields whose English name says nothing of the table."""
NEUTRAL = re.compile(
    r"(本年|本期|当年|今年|全年|年度|年末|期末|本年度|实际|实际值|金额|数额|数值|总额|总量|总数|数量|人数|合计|总计|小计|累计|全部|本年累计)*"
)
"""Lower headers that say nothing but what the upper one says: 营业收入 › 金额."""
QUANTITIES = ("money", "exact", "land", "plant", "count", "share", "soft_share")
STARS = re.compile(r"[\s*＊★▲:：]+")
ENGLISH_UNIT = {"_wan": "万元", "_yuan": "元", "_yi": "亿元", "_mu": "亩", "_m2": "m2"}
UNITS = re.compile(
    r"^(单位[:：]?)?((人民币)?(元|千元|万元|万|百万元|千万元|亿元|亿)(人民币)?|万?美元|万?欧元|万?港元|万?日元|亩|公顷|m2|万m2|平方米|平米"
    r"|万平方米|平方公里|km2|人|名|个|%)$"
)


@dataclass(frozen=True, slots=True)
class Match:
    """One header: its place, text, the field it names (``None``: kept as a note, "": ignored), unit and year."""

    index: int
    header: str
    field: str | None
    unit: str = ""
    year: int = 0


def normal(header: str) -> str:
    """The header in one width and case, without spaces, stars and line ends.

    >>> normal("* 营业收入（万元） ")
    '营业收入(万元)'
    """
    text = plain(header)
    return STARS.sub("", text.replace("必填", "").replace("()", "").replace("—", "-"))


@lru_cache(maxsize=4096)
def split_unit(header: str) -> tuple[str, str, int]:
    """The normalised header without unit and year, the unit, the year (0: none).

    Of a header in several rows the lowest unit and year hold.

    >>> split_unit("2024年营业收入（亿元）"), split_unit("revenue_wan")
    (('营业收入', '亿元', 2024), ('revenue', '万元', 0))
    >>> split_unit("营业收入（万元）›2023年"), split_unit("营业收入›金额（亿元）")
    (('营业收入', '万元', 2023), ('营业收入金额', '亿元', 0))
    """
    upper, joint, lower = header.rpartition(JOINT)
    if not joint:
        return _split(header)
    (above, wide, before), (text, unit, year) = split_unit(upper), _split(lower)
    return above + text, unit or wide, year or before


def _split(header: str) -> tuple[str, str, int]:
    text, unit = normal(header), ""
    for inner in BRACKETED.findall(text):
        if UNITS.match(inner):
            unit = inner.removeprefix("单位")
            text = BRACKETED.sub(lambda m, inner=inner: "" if m[1] == inner else m[0], text)  # type: ignore[misc]
    if not unit:
        for tail, meaning in ENGLISH_UNIT.items():
            if text.isascii() and text.endswith(tail):
                return text.removesuffix(tail), meaning, 0
        tail_unit = TAIL_UNIT.search(text)
        if tail_unit and tail_unit.start() > 1 and (tail_unit[0][0] in "/:_-" or tail_unit[1][0] in "万亿千百"):
            text, unit = text[: tail_unit.start()], tail_unit[1]
    year = YEAR.match(text)
    if year:
        return text[len(year[0]) :], unit, int(year[1])
    year = YEAR_AFTER.search(text)
    return (text[: year.start()], unit, int(year[1])) if year else (text, unit, 0)


def _base(name: str) -> str:
    return split_unit(name)[0]


@lru_cache(maxsize=64)
def _index(table: Table, loose: bool) -> dict[str, Column]:
    """Columns of a table by every normalised header they answer to; sure headers win over loose ones."""
    index: dict[str, Column] = {}
    for column in table.read:
        for name in (column.label, *(() if column.field in BARE else (column.field,)), *column.sure):
            index.setdefault(normal(name), column)
            index.setdefault(_base(name), column)
    if loose:
        for column in table.read:
            for name in (*column.loose, column.field):
                index.setdefault(normal(name), column)
    return index


@lru_cache(maxsize=1)
def all_known() -> frozenset[str]:
    """Every normalised header that surely names a column of some table."""
    return frozenset(name for table in TABLES for name in _index(table, loose=False))


def whole_header(parts: Sequence[str]) -> str:
    """One header of the texts that stand over a column, the same text not twice."""
    return JOINT.join(dict.fromkeys(part for part in parts if part))


def known_headers(cell: str) -> bool:
    """Whether a text is a header of any table.

    >>> known_headers("统一社会信用代码"), known_headers("某某公司")
    (True, False)
    """
    return len(cell) < 60 and (normal(cell) in all_known() or split_unit(cell)[0] in all_known())


def field_of(table: Table, header: str, *, loose: bool = True) -> Column | None:
    """The column of the table a header names, if any; of a header in several rows by all of it, its end, its start.

    >>> from loaders.tables.tables import TABLE_BY_NAME
    >>> table = TABLE_BY_NAME["enterprises"]
    >>> [field_of(table, h).field for h in ("营业收入›金额（亿元）", "所在地›省", "企业›名称")]
    ['revenue_yuan', 'province', 'name']
    >>> field_of(table, "营业收入›同比（%）")
    """
    upper, joint, lower = header.rpartition(JOINT)
    if not joint:
        return _simple(table, header, loose)
    whole = _simple(table, header.replace(JOINT, ""), loose)
    below, above = _simple(table, lower, loose), field_of(table, upper, loose=loose)
    if whole is not None:
        return whole
    if above is not None and NEUTRAL.fullmatch(split_unit(lower)[0]):
        return above
    return below if above is None or above.kind not in QUANTITIES else None


def _simple(table: Table, header: str, loose: bool) -> Column | None:
    index = _index(table, loose)
    base, _, _ = split_unit(header)
    bare = BRACKETED.sub("", base)
    return index.get(normal(header)) or index.get(base) or (index.get(bare) if bare else None)


def match_headers(table: Table, headers: Sequence[str]) -> tuple[Match, ...]:
    """Every header with its field; of several for one field the latest year, else the first, is taken.

    >>> from loaders.tables.tables import TABLE_BY_NAME
    >>> [m.field for m in match_headers(TABLE_BY_NAME["enterprises"], ["序号", "公司名称", "主要产品", "联系人"])]
    ['', 'name', 'products', None]
    """
    found: dict[str, Match] = {}
    for index, header in enumerate(headers):
        column = field_of(table, header) if header else None
        if column is None:
            continue
        _, unit, year = split_unit(header)
        rival = found.get(column.field)
        if rival is None or year > rival.year:
            found[column.field] = Match(index, header, column.field, unit, year)
    taken = {match.index: match for match in found.values()}
    return tuple(
        taken.get(index) or Match(index, header, "" if not header or normal(header) in IGNORED_HEADERS else None)
        for index, header in enumerate(headers)
    )


def table_named(name: str) -> Table | None:
    """The table a file stem or sheet is named after.

    >>> table_named("企业").name, table_named("Enterprises").name, table_named("Sheet1")
    ('enterprises', 'enterprises', None)
    """
    plain = re.sub(r"^[\d._\-、]+|[\d._\-]+$", "", normal(name))
    for table in TABLES:
        names = (table.name, table.sheet, *table.also)
        if plain in names or plain.removesuffix("表") in names:
            return table
    return None


def table_of_headers(headers: Sequence[str]) -> Table | None:
    """The table whose required headers are all there and which knows the most of all, if just one knows the most."""
    scores: list[tuple[float, int, Table]] = []
    for place, table in enumerate(TABLES):
        sure = {column.field for h in headers if h and (column := field_of(table, h, loose=False))}
        every = {column.field for h in headers if h and (column := field_of(table, h))}
        required = {column.field for column in table.columns if column.required}
        own = sure - SHARED
        if required <= every and (required & sure or own):
            scores.append((len(sure) + 0.4 * len(every - sure), -place, table))
    return max(scores, key=lambda one: one[:2])[2] if scores else None
