"""What a firm's words lack for a segment to be told, in sentences an officer can act on."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.resources import files

from chaingraph.library.gbt4754 import industry_name
from chaingraph.tagging.decide.tagger import Weighed
from chaingraph.tagging.words.firm_words import FirmWords
from chaingraph.tagging.words.index import SegmentIndex, digits
from chaingraph.tagging.words.words import FOREIGN
from chaingraph.text import plain

NAMED = 4
"""Words named in one sentence."""
_FILLER = re.compile(
    r"(\(.*|研发|设计|开发|生产|制造|加工|制作|销售|批发|零售|采购|租赁|代理|经营|收购|贸易|购销|服务|推广|咨询|安装|维修|进口|出口"
    r"|技术|业务|行业|分部|板块|产业|系列|类$|及其|以及|及配件|和|与|及|的|等|新型|各类|其他|相关|[、,/;.。])"
)


@lru_cache(maxsize=1)
def wide_words() -> frozenset[str]:
    """The words of ``wide_words.txt``, normalised."""
    lines = (files(__package__) / "wide_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(plain(word) for line in lines if not line.startswith("#") for word in line.split())


def is_wide(text: str) -> bool:
    """Whether the text names only a whole trade, or nothing at all.

    >>> is_wide("汽车零部件制造、销售"), is_wide("机电产品及其配件"), is_wide("汽车座椅")
    (True, True, False)
    """
    left = _FILLER.sub("", plain(text))
    return len(left) < 2 or left in wide_words() or plain(text) in wide_words() or _all_wide(left)


def _all_wide(text: str) -> bool:
    """Whether the text is two wide words in a row."""
    return any(text[:cut] in wide_words() and text[cut:] in wide_words() for cut in range(2, len(text) - 1))


def missing(words: FirmWords, weighed: Iterable[Weighed], index: SegmentIndex) -> tuple[str, ...]:
    """Why no segment could be told, the gravest first; for a firm that stands on none."""
    met = {piece.saying.written for one in weighed for piece in one.pieces if piece.grade > FOREIGN}
    return tuple(
        sentence
        for sentence in (*_of_products(words, met), _of_scope(words), _of_industry(words, index), _of_name(words))
        if sentence
    )


def _of_products(words: FirmWords, met: set[str]) -> Sequence[str]:
    if not words.products:
        only = f"只登记了{_quoted(words.generic)}，看不出具体产品" if words.generic else ""
        return (f"主营产品{only}" if only else "没有登记主营产品",)
    wide = [written for text, _, written in words.products if is_wide(text)]
    sold = [written for text, _, written in words.products if text in words.traded and written not in wide]
    other = [
        written
        for _, _, written in words.products
        if written not in met and written not in wide and written not in sold
    ]
    return (
        f"{_quoted(wide)}是统称，分不清具体环节" if wide else "",
        f"{_quoted(sold)}只见销售或代理，未见制造" if sold else "",
        f"{_quoted(other)}不在现有环节的名称与别名之中" if other else "",
    )


def _of_scope(words: FirmWords) -> str:
    return "" if words.scope else "没有登记经营范围"


def _of_industry(words: FirmWords, index: SegmentIndex) -> str:
    own = digits(words.code)
    if not words.industry and not words.code:
        return "没有登记行业"
    if not words.code or not industry_name(words.code):
        return "" if words.industry else f"行业代码 {words.code} 不是国标（GB/T 4754）代码"
    name = industry_name(words.code)
    if len(own) < 4:
        return f"行业代码 {words.code}（{name}）太宽，只到{'大类' if len(own) < 3 else '中类'}"
    several = len(index.of_class.get(own, ()))
    if not several:
        return f"行业“{name}”（{words.code}）不在现有环节的行业范围之内"
    return f"行业“{name}”（{words.code}）对应 {several} 个环节，不能区分" if several > 1 else ""


def _of_name(words: FirmWords) -> str:
    bare = not words.products and not words.scope and not words.industry and not words.code
    return "只有企业名称可以依据，请补主营产品或经营范围" if bare else ""


def _quoted(texts: Sequence[str]) -> str:
    more = f"等 {len(texts)} 项" if len(texts) > NAMED else ""
    return "".join(f"“{text}”" for text in texts[:NAMED]) + more
