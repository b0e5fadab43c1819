"""Quantities of one column that do not look like the same unit: told, never mended."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.record.journal import Journal, Place
from loaders.record.report import Severity

FAR = 3_000
"""That many times the column's median, or a part of it that small, looks like 元 among 万元."""
LEAST = 3


@dataclass(frozen=True, slots=True)
class Quantity:
    """One cell's quantity in the canonical unit, the unit it carried itself ("" for none) and its text."""

    place: Place
    value: float
    own: str
    text: str


def tell_magnitudes(header: str, unit: str, stated: bool, quantities: Sequence[Quantity], journal: Journal) -> None:
    """Tell of a column without a unit, of units mixed within it, and of cells far from its median.

    ``unit`` is what bare numbers were read in, ``stated`` whether the header says so.
    """
    bare = [quantity for quantity in quantities if not quantity.own]
    own = [one for one in quantities if one.own and one.own.removesuffix("元") != unit.removesuffix("元")]
    first = quantities[0].place
    if bare and not stated:
        journal.hint(first.file, first.sheet, "单位", f"表头没有写单位，{len(bare)} 个数按{unit}计", column=header)
    if own and (bare or len({quantity.own for quantity in own}) > 1):
        rows = "、".join(str(quantity.place.row) for quantity in own[:5])
        units = "、".join(sorted({quantity.own for quantity in own} | {unit}))
        reason = f"同一列混有单位 {units}，共 {len(own)} 处与表头不同（第 {rows} 行等），已各按所写单位换算"
        journal.hint(first.file, first.sheet, "单位混用", reason, column=header, value=own[0].text)
    positive = [quantity.value for quantity in quantities if quantity.value > 0]
    if len(positive) < LEAST:
        return
    middle = statistics.median_low(positive)
    for quantity in quantities:
        ratio = max(quantity.value / middle, middle / quantity.value) if quantity.value > 0 else 1.0
        if ratio >= FAR:
            side = "大" if quantity.value > middle else "小"
            reason = f"比本列中位数{side} {ratio:,.0f} 倍，疑似单位写错，请核对（已按{quantity.own or unit}计）"
            journal.tell(Severity.HINT, quantity.place, "数量级", reason, column=header, value=quantity.text)
