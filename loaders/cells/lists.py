"""Cells that hold several things: products with shares, roles in chains, dated signals."""

import re
import unicodedata
from dataclasses import dataclass

from loaders.cells.values import BadValue, SoftValue, date_of, is_unknown, parts, soft_share

SHARE_TAIL = re.compile(
    r"^(?P<product>.+?)\s*[:：]\s*(?P<share>-?(?:[\d.,]+(?:e[+-]?\d+)?|nan|inf|infinity)\s*[%％]?)$", re.IGNORECASE
)
BRACKET_SHARE = re.compile(r"^(?P<product>.+?)\s*[(（]\s*(?P<share>\d+(?:\.\d+)?\s*[%％])\s*[)）]$")
ROLE_PARTS = re.compile(r"[；;\n、，,/:：|()（）]+")
SIGNAL = re.compile(
    r"^(?P<kind>[^@＠:：]{0,40}?)\s*(?:[@＠]\s*(?P<on>[^:：]*?))?\s*(?:[:：]\s*(?P<text>.*))?$", re.DOTALL
)
ACCOUNTING = re.compile(
    r"抵销|(分部|内部|合并|板块|业务|相互)间?(相互)?抵消|^抵消(数|项|额)?$|^未分配|^(平衡|调整)(项|数|额)"
    r"|^(其他|其它)(业务|产品|收入|行业|服务|项目|主营业务|主营|业务收入|主营业务收入|\(补充\)|补充)?$|^(合计|总计|小计|汇总)$"
    r"|^主营业务(收入|成本)?$|^营业(总)?收入$"
)


@dataclass(frozen=True, slots=True)
class ListedProduct:
    """One product of a list; ``doubt`` says why its share is not known although something was written."""

    name: str
    share: float | None
    doubt: str = ""


def is_accounting(product: str) -> bool:
    """Whether a "product" is a line of the accounts that nobody makes.

    >>> is_accounting("分部间抵销"), is_accounting("其他（补充）"), is_accounting("其他有色金属材料")
    (True, True, False)
    """
    return ACCOUNTING.search(unicodedata.normalize("NFKC", product).strip()) is not None


def products_of(text: str) -> tuple[ListedProduct, ...]:
    """The products of a cell, each with its share where one is written.

    >>> products_of("锂电铜箔:0.62；电子铜箔：20%；铜箔")
    (ListedProduct(name='锂电铜箔', share=0.62, doubt=''), ListedProduct(name='电子铜箔', share=0.2, doubt=''),
     ListedProduct(name='铜箔', share=None, doubt=''))
    """
    return tuple(_product(entry) for entry in parts(text))


def _product(entry: str) -> ListedProduct:
    found = SHARE_TAIL.match(entry) or BRACKET_SHARE.match(entry)
    if found is None:
        return ListedProduct(entry, None)
    try:
        return ListedProduct(found["product"], soft_share(found["share"]))
    except SoftValue as error:
        return ListedProduct(found["product"], None, error.reason)


def roles_of(text: str) -> tuple[tuple[tuple[str, str | None], ...], tuple[str, ...]]:
    """(role, chain or None) pairs of a cell, and the words of it that are no role.

    >>> roles_of("龙头/动力电池；链主企业（新能源汽车）")
    ((('龙头', '动力电池'), ('链主', '新能源汽车')), ())
    >>> roles_of("龙头；动力电池")
    ((('龙头', '动力电池'),), ())
    """
    found: list[list[str | None]] = []
    strange = []
    for word in (part.strip() for part in ROLE_PARTS.split(text)):
        if not word or is_unknown(word):
            continue
        kind = next((kind for kind in ("龙头", "链主") if word.startswith(kind)), None)
        if kind is not None and len(word) <= len(kind) + 2:
            found.append([kind, None])
        elif found and found[-1][1] is None:
            found[-1][1] = word
        elif found:
            found.append([found[-1][0], word])
        else:
            strange.append(word)
    roles = tuple((str(kind), chain) for kind, chain in found)
    return tuple(dict.fromkeys(roles)), tuple(strange)


def signals_of(text: str) -> tuple[tuple[str, str | None, str], ...]:
    """(kind, date or None, text) of each sign in a cell; raises BadValue for a date that cannot be.

    >>> signals_of("扩产@2025-06: 公告扩建二期；中标@2024：某项目")
    (('扩产', '2025-06', '公告扩建二期'), ('中标', '2024', '某项目'))
    """
    signals: list[tuple[str, str | None, str]] = []
    for entry in re.split(r"[；;\n]+", text):
        if not entry.strip() or is_unknown(entry):
            continue
        found = SIGNAL.match(entry.strip())
        if found is None or (found["on"] is None and found["text"] is None):
            signals.append(("其他", None, entry.strip()))
            continue
        on = (found["on"] or "").strip()
        try:
            date = date_of(on) if on and not is_unknown(on) else None
        except BadValue as error:
            raise BadValue("扩张迹象日期", f"里的日期“{on}”{error.reason}，写法是 类别@日期: 内容") from error
        signals.append((found["kind"].strip() or "其他", date, (found["text"] or "").strip()))
    return tuple(signals)
