"""Text as the tagger reads it: one width, one case, simplified characters, no unwanted ones, boilerplate dropped."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from itertools import takewhile

UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)
"""Control, invisible, direction-changing characters, variation marks and lone surrogates: no cell keeps them."""
LEGAL = re.compile(
    r"(股份有限公司|有限责任公司|集团有限公司|有限公司|股份公司|集团公司|总公司|分公司|公司|集团|厂|\(集团\)|合伙企业|有限合伙)"
)
BRACKETS = re.compile(r"\([^()]*\)")
SCOPE_SPLIT = re.compile(r"[;。,:、]|\n")
BOILERPLATE = re.compile(
    r"(特种设备(安装改造修理|制造|设计|检验检测)|依法须经批准的项目[^。;]*|经相关部门批准后[^。;]*|具体经营项目以[^。;]*|凭(有效)?许可证[^。;]*"
    r"|国家限定公司经营或禁止[^。;]*|许可项目|一般项目|经营范围|自营和代理各类商品及技术的进出口业务?"
    r"|货物(及|与|和)?技术进出口|技术进出口|货物进出口|进出口业务)"
)
SENTENCE_SPLIT = re.compile(r"[;。\n]")
INNERMOST = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
DENYING = re.compile(r"(不含|不包括|除外|除[^、,;]{0,12}外|不得|不从事|禁止|限制类)")
NOT_MADE = re.compile(
    r"(?:^|(?<=[,、:;。\n]))(不含|不包括|不得|不从事|不生产|拟建|筹建|筹备|拟从事)[^;。\n]*|[^,、:;。\n]*(除外|筹建|拟建)"
)
"""Words of a scope from the one that denies them to the end of their sentence; an item that is excepted or planned."""
USES = (
    r"(汽车|摩托车|电动车|自行车|农机|农用车|拖拉机|火车|机车|轨道交通|船舶|飞机|航空|航天|工程机械|家电|电子|电力|石油|化工"
    r"|冶金|矿山|建筑|纺织|造纸|食品|医疗|制药)"
)
USED_FOR = re.compile(rf"^{USES}用(?![品途具于户])(.+)$")
ONLY_USE = re.compile(rf"^{USES}$")
"""A trade that a thing is used in, and nothing else."""
TRADE = re.compile(r"(销售|批发|零售|贸易|租赁|代理|经销|购销|进出口|出租|采购)")
MERE_TRADE = re.compile(r"(贸易|商贸|购销|经销|代理|外购|转售|批发|零售)")
"""What names a revenue of trade; 销售 does not: makers call their own revenue so."""
MAKING = re.compile(r"(制造|生产|加工|研发|开发|制作|冶炼|铸造|锻造|织造|组装|装配|设计|安装|施工)")
ONLY_VERBS = re.compile(
    r"(研发|研制|设计|开发|生产|制造|加工|制作|组装|装配|安装|销售|批发|零售|经销|购销|维修|服务|技术|及|和|与|自产)+"
)
LEADING = re.compile(r"(销售|批发|零售|经销|购销|生产|制造|研发生产)(?=.{2})")
"""A verb before the things it speaks of."""


@lru_cache(maxsize=1)
def _simplified() -> dict[int, str]:
    """Character table traditional → simplified, from OpenCC's dictionary (Apache-2.0)."""
    table = {}
    text = (files("opencc") / "dictionary" / "TSCharacters.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        traditional, _, simplified = line.partition("\t")
        if len(traditional) == 1 and simplified:
            table[ord(traditional)] = simplified.split(" ")[0]
    return table


def plain(text: str) -> str:
    """The text in one width, lower case, simplified, without spaces.

    >>> plain("ＬｉＰＦ６ 電解液")
    'lipf6电解液'
    """
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text).lower().translate(_simplified()))


def name_core(name: str, places: tuple[str | None, ...] = ()) -> str:
    """A firm's name without its place, bracketed parts and legal form.

    >>> name_core("扬州市某某锂电池材料有限公司", ("江苏省", "扬州市"))
    '某某锂电池材料'
    """
    core = BRACKETS.sub("", plain(name))
    for place in places:
        if place:
            short = re.sub(r"(省|市|自治区|区|县)$", "", place)
            core = core.replace(place, "").replace(short, "") if len(short) > 1 else core
    return LEGAL.sub("", core)


def holding(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Known names that hold the name or are held by it, in their order: what may have been meant.

    >>> holding("电池", ["动力电池", "光伏", "电"])
    ('动力电池', '电')
    """
    return tuple(other for other in known if name in other or other in name)


def scope_activities(scope: str) -> list[tuple[str, float]]:
    """The activities a business scope lists, each with its weight: the first counts most, mere trade half.

        w_i = (1 + i)^-0.5, halved when the activity only sells or lets.

    >>> [(a, round(w, 2)) for a, w in scope_activities("锂电池制造；汽车配件销售。")]
    [('锂电池制造', 1.0), ('汽车配件销售', 0.35)]
    """
    return [
        (part, (1 + number) ** -0.5 * (0.5 if traded else 1.0))
        for number, (part, traded) in enumerate(scope_items(scope))
    ]


def scope_items(scope: str) -> list[tuple[str, bool]]:
    """The activities a business scope lists, in order, and whether each is only sold or let.

    >>> scope_items("锂电池、电池组制造；汽车配件、机油的销售。")
    [('锂电池', False), ('电池组制造', False), ('汽车配件', True), ('机油的销售', True)]
    >>> scope_items("研发、生产、销售：锂电池、电池组，销售机油、钢材")[3:]
    [('锂电池', False), ('电池组', False), ('销售机油', True), ('钢材', True)]
    """
    text = BOILERPLATE.sub("", without_denied(plain(scope)))
    items: list[tuple[str, bool]] = []
    for sentence in SENTENCE_SPLIT.split(text):
        parts = shared_use([part for part in SCOPE_SPLIT.split(sentence) if 2 <= len(part) <= 40])
        items += zip(parts, _traded(parts), strict=True)
    return items


def without_denied(text: str) -> str:
    """The text without what it says is not made: excepted, left out, planned. Other brackets become list marks.

    >>> without_denied("电缆制造(6千伏以上(陆上用)项目除外);塑料管(pe管、pvc管);不从事食品生产、销售;筹建水泥厂")
    '电缆制造;塑料管、pe管、pvc管、;;'
    """
    while INNERMOST.search(text):
        text = INNERMOST.sub(lambda found: _kept(found.group(1) or found.group(2) or ""), text)
    return NOT_MADE.sub("", text)


def _kept(inside: str) -> str:
    """What stays of a bracket: nothing where it denies, else its words as an item of the list."""
    return "" if DENYING.search(inside) or inside == "筹" else f"、{inside}、"


def shared_use(parts: list[str]) -> list[str]:
    """The items with a use that several share given to each: 汽车、摩托车用铸件 is two sorts of castings, and no car.

    >>> shared_use(["汽车", "摩托车用铸件", "锻件"])
    ['汽车用铸件', '摩托车用铸件', '锻件']
    """
    whole = list(parts)
    for place in range(len(parts) - 2, -1, -1):
        found = USED_FOR.match(whole[place + 1])
        if found and ONLY_USE.match(parts[place]):
            whole[place] = f"{parts[place]}用{found.group(2)}"
    return whole


def _traded(parts: list[str]) -> list[bool]:
    """Whether each item of one sentence is only sold. Verbs stand before the things (生产、销售：甲、乙) or after them
    (甲、乙的销售): an item without a verb takes the verb that leads it, else that of the next item that ends in one."""
    opening = list(takewhile(ONLY_VERBS.fullmatch, parts))
    lead = not MAKING.search("".join(opening)) if opening and len(opening) < len(parts) else None
    answers: list[bool | None] = [not MAKING.search(part) for part in opening]
    for place, part in enumerate(parts[len(opening) :]):
        led = LEADING.match(part)
        if led and (place or lead is None):
            lead = not MAKING.search(part)
        elif not led and (MAKING.search(part) or TRADE.search(part)):
            lead = None
            answers.append(not MAKING.search(part))
            continue
        answers.append(lead)
    return _from_next(parts, answers)


def _from_next(parts: list[str], answers: list[bool | None]) -> list[bool]:
    """The answers, each unknown one that of the next item that ends in a verb; with none after it, not only sold."""
    filled, last = list[bool](), False
    for part, answer in zip(reversed(parts), reversed(answers), strict=True):
        tail = answer is not None and not LEADING.match(part) and bool(MAKING.search(part) or TRADE.search(part))
        last = bool(answer) if tail else last
        filled.append(last if answer is None else answer)
    return filled[::-1]
