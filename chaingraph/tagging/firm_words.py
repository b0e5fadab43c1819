"""What a firm says of itself, gathered for the tagger: products first, then scope, name, industry."""

from collections.abc import Sequence
from dataclasses import dataclass

from chaingraph.graph.snapshot import Snapshot
from chaingraph.library.gbt4754 import class_code
from chaingraph.model.enterprise import Enterprise
from chaingraph.model.links import Offering
from chaingraph.tagging.normalise import MAKING, TRADE, name_core, plain, scope_activities, scope_items

GENERIC = frozenset(
    plain(word)
    for word in (
        "其他", "其它", "贸易", "其他业务", "其他产品", "主营业务", "其他主营业务", "服务", "产品销售", "材料", "设备",
        "销售", "租赁", "加工", "技术服务", "平衡项目", "合计", "产品", "商品销售", "配件", "房产租赁", "其他收入",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class FirmWords:
    """The normalised words of one firm.

    ``products``: (text, share or None, words as written); ``scope``: (activity, weight); ``core``: the name without
    place and legal form; ``code``: the GB/T 4754-2017 class its industry is named after, else its industry code (which
    may be of the edition of 2011), else ""; ``traded``: the texts of products and activities that it
    only sells, as far as its words say so; ``generic``: products it states that say nothing, as written.
    """

    name: str
    core: str
    products: tuple[tuple[str, float | None, str], ...]
    scope: tuple[tuple[str, float], ...]
    industry: str
    code: str
    traded: frozenset[str] = frozenset()
    generic: tuple[str, ...] = ()

    @classmethod
    def of(cls, enterprise: Enterprise, offerings: Sequence[Offering]) -> "FirmWords":
        """The words of an enterprise and what it offers."""
        products = [(plain(o.product), o.share, str(o.product)) for o in offerings]
        items = scope_items(enterprise.business_scope or "")
        return cls(
            name=plain(enterprise.name),
            core=name_core(enterprise.name, (enterprise.province, enterprise.city, enterprise.district)),
            products=tuple(entry for entry in products if entry[0] not in GENERIC),
            scope=tuple(scope_activities(enterprise.business_scope or "")),
            industry=plain(enterprise.industry or "").rstrip("ⅰⅱⅲi"),
            code=class_code((enterprise.industry or "").strip()) or (enterprise.industry_code or "").upper(),
            traded=_traded([text for text, share, _ in products if share is None], items),
            generic=tuple(written for text, _, written in products if text in GENERIC),
        )


def _traded(products: Sequence[str], items: Sequence[tuple[str, bool]]) -> frozenset[str]:
    """Activities that are only sold, and products without a share that say so or stand in such activities alone."""
    sold = {part for part, traded in items if traded}
    for text in products:
        verdicts = [traded for part, traded in items if text in part]
        if all(verdicts) if verdicts else TRADE.search(text) and not MAKING.search(text):
            sold.add(text)
    return frozenset(sold)


def words_of(snapshot: Snapshot) -> list[FirmWords]:
    """The words of every firm, in firm order."""
    return [
        FirmWords.of(enterprise, offerings)
        for enterprise, offerings in zip(snapshot.enterprises, snapshot.offerings_of, strict=True)
    ]
