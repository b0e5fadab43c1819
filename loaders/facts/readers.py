"""How a cell of each kind of column is read."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from loaders.cells import ledgers, values
from loaders.cells.cells import Cell, text_of
from loaders.cells.status import status_of
from loaders.cells.values import BadValue, SoftValue
from loaders.tables.headers import normal
from loaders.tables.tables import Column

NO_NAME = re.compile(r"[\W\d_]*")
CODE_LIKE = re.compile(r"(?=(?:.*\d){8})[0-9A-Z]{15,18}")
PLACEHOLDER = re.compile(r"(测试|test|xx+|某某|待定|待补充|同上|略|none|null)(公司|企业|数据)?", re.IGNORECASE)
STAGES = {
    "上": "上游", "中": "中游", "下": "下游", "配": "配套", "支": "配套",
    "upstream": "上游", "midstream": "中游", "downstream": "下游", "support": "配套",
}  # fmt: skip
LOCALITIES = {"必须": "必须本地", "宜": "宜本地", "可": "可外采"}
BATCHES = ("建设", "新开", "储备", "谋划")
UNITS = {
    "money": values.MONEY,
    "signed": values.MONEY,
    "exact": values.MONEY,
    "land": values.LAND,
    "plant": values.PLANT,
}
DEFAULT_UNIT = {"money": "万元", "signed": "万元", "exact": "万元", "land": "亩", "plant": "m2"}


@dataclass(frozen=True, slots=True)
class Bound:
    """One matched column of a sheet: where it is, what it is, the unit of a bare number in it, and who stated it."""

    index: int
    column: Column
    header: str
    unit: str
    stated: bool = False


def _name(cell: Cell, bound: Bound) -> str:
    text = re.sub(r"\s*\n\s*", "", text_of(cell))
    if normal(text) == normal(bound.header):
        raise BadValue("重复表头", "是重复的表头，不是一条记录")
    return text


def _firm_name(cell: Cell, bound: Bound) -> str:
    text = _name(cell, bound)
    if NO_NAME.fullmatch(text) or CODE_LIKE.fullmatch(text):
        raise BadValue("名称", "不是名称（只有数字、符号或代码）")
    if PLACEHOLDER.fullmatch(text):
        raise BadValue("名称", "不是名称，是占位的字")
    return text


def _quantity(cell: Cell, bound: Bound) -> tuple[float, str]:
    if values.FOREIGN.search(bound.unit):
        raise SoftValue("外币", "是外币金额，未换算，按未知处理")
    return values.non_negative(cell, UNITS[bound.column.kind], bound.unit)


def _signed(cell: Cell, bound: Bound) -> tuple[float, str]:
    if values.FOREIGN.search(bound.unit):
        raise SoftValue("外币", "是外币金额，未换算，按未知处理")
    return values.amount(cell, values.MONEY, bound.unit)


def _one_of(table: dict[str, str], what: str) -> Callable[[Cell, Bound], str]:
    def read(cell: Cell, _: Bound) -> str:
        text = text_of(cell)
        for start, meaning in table.items():
            if text.lower().startswith(start):
                return meaning
        raise BadValue(what, f"不是 {'、'.join(dict.fromkeys(table.values()))} 之一")

    return read


def _batch(cell: Cell, _: Bound) -> str:
    text = text_of(cell)
    return next((batch for batch in BATCHES if batch in text), text)


def _exact(cell: Cell, bound: Bound) -> tuple[Decimal, str]:
    if values.FOREIGN.search(bound.unit):
        raise SoftValue("外币", "是外币金额，未换算，按未知处理")
    return ledgers.exact_yuan(cell, bound.unit)


def _choice(cell: Cell, bound: Bound) -> str:
    return ledgers.choice(text_of(cell), bound.column.choices, dict(bound.column.spoken), bound.column.label)


def _verdict(cell: Cell, _: Bound) -> bool:
    return values.flag(cell)


READERS: dict[str, Callable[[Cell, Bound], Any]] = {
    "text": lambda cell, _: text_of(cell),
    "name": _name,
    "firm_name": _firm_name,
    "list": lambda cell, _: values.parts(text_of(cell)),
    "products": lambda cell, _: text_of(cell),
    "roles": lambda cell, _: text_of(cell),
    "signals": lambda cell, _: text_of(cell),
    "uscc": lambda cell, _: values.uscc(cell),
    "money": _quantity,
    "land": _quantity,
    "plant": _quantity,
    "count": lambda cell, _: values.people(cell),
    "share": lambda cell, bound: values.share_of(cell, bound.unit),
    "soft_share": lambda cell, bound: values.soft_share(cell, bound.unit),
    "date": lambda cell, _: values.date_of(cell),
    "past_date": lambda cell, _: values.past_date(cell),
    "year": lambda cell, _: values.year_of(cell),
    "status": lambda cell, _: status_of(text_of(cell)),
    "signed": lambda cell, bound: _signed(cell, bound),
    "flag": lambda cell, _: values.flag(cell),
    "verdict": _verdict,
    "stage": _one_of(STAGES, "链位"),
    "locality": _one_of(LOCALITIES, "本地要求"),
    "batch": _batch,
    "exact": _exact,
    "choice": _choice,
    "quarter": lambda cell, _: ledgers.quarter_of(text_of(cell)),
    "period": lambda cell, _: ledgers.period_of(text_of(cell)),
    "figure": lambda cell, bound: ledgers.figure_of(cell, bound.unit),
    "number": lambda cell, _: ledgers.number_of(cell),
    "whole": lambda cell, _: ledgers.whole_of(cell),
    "causes": lambda cell, _: ledgers.causes_of(text_of(cell)),
}
