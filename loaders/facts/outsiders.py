"""Firms that only a ledger names: kept as outside firms, marked so, to be verified."""

import re
from dataclasses import replace

from chaingraph.model.enterprise import Enterprise
from loaders.facts.building import OUTSIDE, Building, evidence
from loaders.facts.readers import CODE_LIKE, NO_NAME
from loaders.facts.rows import ParsedRow
from loaders.known.firm import Firm, Said
from loaders.known.names import tidied
from loaders.record.refusal import RowRefused

MARK = (OUTSIDE, "名录外企业，只在往来或项目台账中出现，待核实")
NAMELESS = re.compile(
    r"(第[一二三四五\d]+名?|(客户|供应商|公司|单位|企业|客商)?[A-Za-z一二三四五六七八九十甲乙丙丁]{1,2}(公司|客户|单位|供应商)?|其他.{0,4}|个人|散户|零星.{0,4})"
)


def outside(row: ParsedRow, field: str, building: Building, *, of: str, near: tuple[str, ...]) -> Firm:
    """The firm of a name that no list has; told with names near it. Raises RowRefused for what is no name.

    Names such as 客户一 are told apart by whose customer that is.
    """
    text = tidied(row.get(field)).name
    if NO_NAME.fullmatch(text) or CODE_LIKE.fullmatch(text):
        raise RowRefused(field, "企业须已知", "找不到这个企业，也不是企业名称", suggestions=near)
    name = f"{text}（{of}的往来单位）" if NAMELESS.fullmatch(text) else text
    resolution = building.firms.resolve(Said(name=name))
    if resolution.firm is None:
        captions = tuple(rival.caption for rival in resolution.rivals)
        raise RowRefused(field, "企业须唯一", "企业不唯一，请写明是哪一个", suggestions=captions)
    firm = resolution.firm
    if not firm.stored and building.latest(firm.id) is None:
        firm.outside = True
        building.hint(row, field, "名录外企业", "名录里没有这家企业，作为名录外企业保留，待核实", near)
    return firm


def put_outside(firm: Firm, row: ParsedRow, building: Building) -> None:
    """Store the firm, where it is not yet."""
    if building.latest(firm.id) is None:
        said = evidence(row)
        source = f"{said.source}（待核实）" if said.source else "往来台账（待核实）"
        fact = Enterprise(id=firm.id, name=firm.name, notes=(MARK,), evidence=replace(said, source=source))
        building.admit(fact)
