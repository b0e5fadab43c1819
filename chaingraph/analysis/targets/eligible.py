"""Who is no target: utilities, traders, carriers, banks, landlords, state bodies, and firms the place has already."""

import re
from functools import lru_cache

import numpy as np

from chaingraph.arrays import Mask, Numbers
from chaingraph.graph.places import Place
from chaingraph.graph.snapshot import Snapshot
from chaingraph.memo import Key
from chaingraph.model.chain import Segment
from chaingraph.model.enterprise import Enterprise

LINES = {
    "D": "公用事业",
    "F": "贸易",
    "G": "交通运输",
    "J": "金融",
    "K": "房地产与园区运营",
    "S": "机关团体",
    "T": "国际组织",
}
"""Sections of GB/T 4754 whose firms make nothing that a chain could be short of, unless the segment is of theirs."""
WORDS = (
    ("J", re.compile(r"银行|信用社|保险(?:股份)?有限公司|小额贷款|融资担保|证券股份")),
    ("S", re.compile(r"人民政府|委员会$|管理局$|街道办|村民|居委会|财政局|行业协会$|商会$")),
    ("K", re.compile(r"房地产|置业|物业(?:管理|服务)|园区(?:管理|运营)|资产经营")),
    ("F", re.compile(r"(?:商贸|贸易|经贸|经销|供销|百货|销售)(?:集团)?(?:股份)?(?:有限)?(?:责任)?(?:公司|部)$")),
    ("D", re.compile(r"供电(?:有限)?(?:公司|局)|自来水|供水有限|供热有限|燃气有限")),
)
INDUSTRIES = (
    ("F", re.compile(r"(?:批发|零售|贸易|百货|超市|经销)(?:业|服务)?Ⅲ?$")),
    (
        "G",
        re.compile(r"^(?:航运|港口|航运港口|机场|高速公路|.{0,4}(?:物流|货运|客运|运输|快递|公交))(?:业|服务)?Ⅲ?$"),
    ),
    ("J", re.compile(r"银行|保险|证券")),
    ("K", re.compile(r"房地产|物业|园区开发")),
)
"""What the industry of a firm is called, in whatever scheme, that is of such a section."""
BRANCH = re.compile(r"(?:分公司|分厂|办事处)$")
LEAST_BRAND = 4
"""Characters a short name needs before a local firm that bears it counts as of the same group."""


@lru_cache(maxsize=200_000)
def line_of(name: str, code: str, industry: str = "") -> str:
    """The section of a firm that is no maker, by its GB/T code, else its name, else its industry; empty for others.

    >>> line_of("甲商贸有限公司", ""), line_of("甲精密机械有限公司", "F5179"), line_of("甲贸易有限公司", "C3411")
    ('F', 'F', '')
    >>> line_of("甲股份有限公司", "421101", "航运"), line_of("甲股份有限公司", "", "其他运输设备")
    ('G', '')
    """
    if code[:1].isalpha():
        return code[0] if code[0] in LINES else ""
    said = (*((line, words, name) for line, words in WORDS), *((line, words, industry) for line, words in INDUSTRIES))
    return next((line for line, words, text in said if words.search(text)), "")


def makers(snapshot: Snapshot, segment: Segment, firms: Numbers) -> Mask:
    """Which of the firms may be a target for the segment by what they are; shape of ``firms``. O(firms)."""
    lines = (line_told(snapshot, segment, firm) for firm in firms.tolist())
    return np.fromiter((not line for line in lines), dtype=bool, count=len(firms))


def line_told(snapshot: Snapshot, segment: Segment, firm: int) -> str:
    """The section that keeps a firm from being a target for the segment; empty for makers and for the segment's own."""
    enterprise = snapshot.enterprises[firm]
    line = line_of(enterprise.name, enterprise.industry_code or "", enterprise.industry or "")
    return "" if line in {code[:1] for code in segment.industry_codes} else line


def not_here_already(snapshot: Snapshot, place: Place, firms: Numbers) -> Mask:
    """Which of the firms the place has not: neither they nor a branch or firm of their name; shape of ``firms``.

    O(firms · length of all local names).
    """
    moved = frozenset(snapshot.moves.items())
    local = snapshot.memo.get(Key[str]("local names", (place.name, moved)), lambda: _names(snapshot, place))
    told = (not _is_here(snapshot.enterprises[firm], local) for firm in firms.tolist())
    return np.fromiter(told, dtype=bool, count=len(firms))


def _names(snapshot: Snapshot, place: Place) -> str:
    here = np.flatnonzero(snapshot.members(place)).tolist()
    return "\n".join(("", *(snapshot.enterprises[firm].name for firm in here), ""))


def _is_here(enterprise: Enterprise, local: str) -> bool:
    """Whether a local firm bears its whole name, is what it is a branch of, or bears its short name."""
    name, brand = enterprise.name, enterprise.short_name or ""
    if f"\n{name}" in local:
        return True
    head = name[: name.index("公司") + 2] if BRANCH.search(name) and "公司" in name else ""
    return bool(head and f"\n{head}\n" in local) or (len(brand) >= LEAST_BRAND and brand in local)
