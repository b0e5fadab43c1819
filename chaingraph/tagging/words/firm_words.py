"""What a firm says of itself, gathered for the tagger: products first, then scope, name, industry."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chaingraph.graph.snapshot import Snapshot
from chaingraph.library.gbt4754 import class_code
from chaingraph.model.enterprise import Enterprise
from chaingraph.model.links import Offering
from chaingraph.text import MAKING, MERE_TRADE, TRADE, name_core, plain, scope_activities, scope_items

GENERIC = frozenset(
    plain(word)
    for word in (
        "其他", "其它", "贸易", "其他业务", "其他产品", "主营业务", "其他主营业务", "服务", "产品销售", "材料", "设备",
        "销售", "租赁", "加工", "技术服务", "平衡项目", "合计", "产品", "商品销售", "配件", "房产租赁", "其他收入",
    )
)  # fmt: skip

MADE_HERE = re.compile(MAKING.pattern[:-1] + "|自产|自制|自有品牌|服务|物流|仓储|运输|维修|保养|运营|充电)")
TRADING_INDUSTRY = re.compile(r"(批发|零售|流通|供应链服务|贸易|经销|百货|超市|药店|连锁)")

LEAD = 2.0
"""How steeply products without shares count less the later the business scope names them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FirmWords:
    """The normalised words of one firm.

    ``products``: (text, share or None, words as written); ``scope``: (activity, weight); ``core``: the name without
    place and legal form; ``code``: the GB/T 4754-2017 class its industry is named after, else its industry code (which
    may be of the edition of 2011), else ""; ``traded``: the texts of products and activities that it
    only sells, as far as its words say so; ``generic``: products it states that say nothing, as written; ``standing``:
    what each product counts where no shares tell, empty where nothing tells.
    """

    name: str
    core: str
    products: tuple[tuple[str, float | None, str], ...]
    scope: tuple[tuple[str, float], ...]
    industry: str
    code: str
    traded: frozenset[str] = frozenset()
    generic: tuple[str, ...] = ()
    standing: tuple[float, ...] = ()

    @classmethod
    def of(cls, enterprise: Enterprise, offerings: Sequence[Offering]) -> "FirmWords":
        """The words of an enterprise and what it offers."""
        products = [(plain(o.product), o.share, str(o.product)) for o in offerings]
        items = scope_items(enterprise.business_scope or "")
        telling = tuple(entry for entry in products if entry[0] not in GENERIC)
        return cls(
            name=plain(enterprise.name),
            core=name_core(enterprise.name, (enterprise.province, enterprise.city, enterprise.district)),
            products=telling,
            scope=tuple(scope_activities(enterprise.business_scope or "")),
            industry=plain(enterprise.industry or "").rstrip("ⅰⅱⅲi"),
            code=class_code((enterprise.industry or "").strip()) or (enterprise.industry_code or "").upper(),
            traded=_traded([(text, share) for text, share, _ in products], items, enterprise.industry or ""),
            generic=tuple(written for text, _, written in products if text in GENERIC),
            standing=_standing(telling, plain(enterprise.business_scope or "")),
        )


def _standing(products: Sequence[tuple[str, float | None, str]], scope: str) -> tuple[float, ...]:
    """(1 + i)^-LEAD of each product, i its place by where the scope first names it; empty with shares or no mention.

    A register lists the main business first, while a table's own order is not kept.

    >>> _standing([("铝锭", None, "铝锭"), ("门窗", None, "门窗")], "门窗、铝锭销售")
    (0.25, 1.0)
    """
    at = [scope.find(text) for text, share, _ in products if share is None]
    if len(at) < len(products) or max(at, default=-1) < 0:
        return ()
    order = sorted(range(len(at)), key=lambda place: (at[place] < 0, at[place], place))
    rank = {place: i for i, place in enumerate(order)}
    return tuple((1 + rank[place]) ** -LEAD for place in range(len(at)))


def _traded(
    products: Sequence[tuple[str, float | None]], items: Sequence[tuple[str, bool]], industry: str
) -> frozenset[str]:
    """Activities that are only sold; products without a share that say so or stand in such activities alone; products
    with a share that are called trade (贸易-乙二醇), while sales of a thing (电池销售) are its maker's revenue; and all
    that a firm of a trading industry does not say it makes."""
    sold = {part for part, traded in items if traded}
    trading = bool(TRADING_INDUSTRY.search(industry)) and not MAKING.search(industry)
    for text, share in products:
        verdicts = [traded for part, traded in items if text in part] if share is None else []
        says = (TRADE if share is None else MERE_TRADE).search(text)
        if all(verdicts) if verdicts else (says or trading) and not MADE_HERE.search(text):
            sold.add(text)
    return frozenset(sold | {part for part, _ in items if trading and not MADE_HERE.search(part)})


def words_of(snapshot: Snapshot) -> list[FirmWords]:
    """The words of every firm, in firm order."""
    return [
        FirmWords.of(enterprise, offerings)
        for enterprise, offerings in zip(snapshot.enterprises, snapshot.offerings_of, strict=True)
    ]
