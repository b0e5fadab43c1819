"""Rows of a table that are no records: totals, headings of sections, notes at the foot, numbered blanks, examples."""

import re
from collections.abc import Sequence

from loaders.cells.cells import Cell, text_of

EXAMPLE = re.compile(r"示例[:：]|[\[【(（]示例[\]】)）]|示例$")
NOTE = re.compile(
    r"(填写|填表|填报)?(说明|备注|注|注意|注释|附注)\s*\d*[:：]|(数据|资料|信息)?来源[:：]|(填报|填表|制表|编制|报送|责任|牵头)(单位|人|部门|日期|时间)?[:：]"
    r"|(联系人|审核人?|负责人|联系电话|打印日期|导出时间|制表时间|统计时间|截止时间|截至日期)[:：]|[(（]?(以下|此行以下)(空白|无正文)[)）]?$|单位[:：]"
)
TOTAL = re.compile(
    r"(?:[一-龥()（）A-Za-z0-9、.]{0,14}?)(?:合计|总计|小计|共计|总和|累计|汇总|平均值?|平均数|合共|总数|总额)"
    r"(?:[(（]?[:：]?[\d,.]*[家户个万亿元人]*[)）]?)$|^(?:共|合计|总计)[\d,]+[家户个].*$|^(?:sub|grand)?\s*total[:：]?$",
    re.IGNORECASE,
)
COUNT_ONLY = re.compile(r"^共?[\d,]+[家户个]$")
SECTION = re.compile(
    r"^([(（]?[一二三四五六七八九十百]+[)）]?[、.．]|第[一二三四五六七八九十]+[章节部批类]|[(（]\d+[)）]|[■●◆▲◇□※])"
)
FIRM = re.compile(r"(公司|集团|厂|企业|合作社|中心|研究院|研究所|工作室|店|行|社|院|所)([(（].*[)）])?$")


def is_total(texts: Sequence[str], name: int) -> bool:
    """Whether the row adds others up: a word for a total where the name stands or before it.

    >>> is_total(["小 计", "", "", "30000"], 1), is_total(["", "总计：4家", ""], 1), is_total(["1", "汇总阀厂", ""], 1)
    (True, True, False)
    """
    ahead = [re.sub(r"\s+", "", text) for text in texts[: name + 1]]
    if any(TOTAL.fullmatch(text) for text in ahead if text):
        return True
    return bool(ahead) and COUNT_ONLY.match(ahead[-1]) is not None


def is_aside(cells: Sequence[Cell]) -> bool:
    """Whether the row is an example or a note."""
    first = next((text for cell in cells if (text := text_of(cell))), "")
    return EXAMPLE.match(first) is not None or NOTE.match(first) is not None


def is_heading(texts: Sequence[str], name: int, ignored: Sequence[int]) -> bool:
    """Whether the row only heads or numbers others: one text that is no firm, or nothing but a running number.

    >>> [is_heading(texts, 1, [0]) for texts in (["一、新能源（3家）", ""], ["4", ""], ["", "甲公司"])]
    [True, True, False]
    """
    filled = [(index, text) for index, text in enumerate(texts) if text]
    if all(index in ignored for index, _ in filled) and all(text.isdigit() for _, text in filled):
        return True
    if len(filled) != 1 or FIRM.search(filled[0][1]):
        return False
    index, text = filled[0]
    if SECTION.match(text):
        return True
    return index != name and (index in ignored or index == 0) and not text.replace(".", "").isdigit()
