"""A firm's name as lists write it: numbering, marks and remarks taken off, former names and branches told apart."""

import re
from dataclasses import dataclass

from chaingraph.library.gazetteer import gazetteer
from chaingraph.text import BRACKETS, LEGAL, plain

ODD_MARKS = str.maketrans("〔〕【】[]•・‧", "()()()···")
NUMBERED = re.compile(
    r"^(?:[(（]\d{1,4}[)）][.、．]?|\d{1,4}[.、．:：)）](?!\d)|[①-⑳⑴-⒇]|No\.?\d{1,4}[.、:：]?)\s*(?=\D)", re.IGNORECASE
)
MARKS = " \t*＊★☆▲△▼◆●○■□※#＃√_—~"
STOPS = re.compile(r"^[·.。,，、;；:：-]+|(?<=[^\x00-\x7f])[·.。,，、;；:：-]+$")
REMARK = re.compile(
    r"[(（【\[](?:本部|总部|本级|公章|盖章|新|老|续|重点|规上|规下|新增|在建|拟|已?签约|法人|存续|在业|在营|正常|上市|新三板|龙头(?:企业)?|链主(?:企业)?)[)）】\]]$"
)
GONE = re.compile(
    r"[(（【\[](?:已)?(注销|吊销|停业|停产|歇业|迁出|搬迁|外迁|清算|破产|关停|关闭)(?:中|状态)?[)）】\]]$"
)
FORMER = re.compile(
    r"[(（【\[](?:原名?称?|曾用名|原企业名称|前称|更名前)[:：为]?\s*([^()（）]+?(?:[(（][^()（）]*[)）][^()（）]*?)?)[)）】\]]$"
)
LATER = re.compile(
    r"[(（【\[](?:现名?称?|现?更名为|已更名为|变更为|改名)[:：为]?\s*([^()（）]+?(?:[(（][^()（）]*[)）][^()（）]*?)?)[)）】\]]$"
)
BRANCH = re.compile(
    r"^(?P<firm>.{4,}?(?:公司|集团|厂|社|中心))(?P<branch>.{0,20}?(?:分公司|分厂|分店|分部|办事处|营业部|经营部|分支机构|分中心|分院|[一二三四五六]厂))$"
)
ALIKE = re.compile(r"有限责任公司")


@dataclass(frozen=True, slots=True)
class Tidied:
    """A name as the register has it, the names before it, and the status a remark behind it gives."""

    name: str
    former: tuple[str, ...] = ()
    status: str | None = None


def tidied(text: str) -> Tidied:
    """The name without what lists put around it.

    >>> tidied("1.甲轴承有限公司*").name, tidied("甲股份有限公司（原甲有限公司）").former
    ('甲轴承有限公司', ('甲有限公司',))
    >>> tidied("乙厂（已停产）").status
    '停业'
    """
    name, former, status = _stripped(re.sub(r"\s+", " ", text)), list[str](), None
    name = _stripped(NUMBERED.sub("", name))
    while True:
        before, after, gone = FORMER.search(name), LATER.search(name), GONE.search(name)
        if before:
            former, name = [before[1].strip(), *former], name[: before.start()]
        elif after:
            former, name = [_stripped(name[: after.start()]), *former], after[1]
        elif gone:
            status, name = STATUS.get(gone[1], gone[1]), name[: gone.start()]
        elif REMARK.search(name):
            name = REMARK.sub("", name)
        else:
            return Tidied(_spaced(name) or text, tuple(former), status)
        name = _stripped(name)


def _stripped(text: str) -> str:
    return STOPS.sub("", text.strip(MARKS)).strip(MARKS)


STATUS = {
    "停产": "停业",
    "歇业": "停业",
    "搬迁": "迁出",
    "外迁": "迁出",
    "破产": "清算",
    "关停": "停业",
    "关闭": "停业",
}


def _spaced(name: str) -> str:
    """The name without spaces between Chinese characters; those of a Latin name stay."""
    return re.sub(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])", "", name)


def firm_key(name: str) -> str:
    """The name as two sure spellings of it agree: one width, simplified, one kind of bracket, no spaces, one 有限公司.

    >>> firm_key("新鄉市某某（集團） 有限公司") == firm_key("新乡市某某(集团)有限公司")
    True
    >>> firm_key("甲有限责任公司") == firm_key("甲有限公司")
    True
    """
    return ALIKE.sub("有限公司", plain(name).translate(ODD_MARKS).strip("·.。,"))


def firm_core(name: str) -> str:
    """The name without its legal form, for likeness.

    >>> firm_core("天能电池集团股份有限公司")
    '天能电池'
    """
    return LEGAL.sub("", firm_key(name))


def own_part(name: str) -> str:
    """What is left of a name without places, legal form and brackets: two firms of one such part may be one.

    >>> own_part("浙江省宁波市歆舟轴承有限公司"), own_part("宁波歆舟轴承（集团）股份有限公司")
    ('歆舟轴承', '歆舟轴承')
    """
    key = BRACKETS.sub("", firm_key(name))
    rest = gazetteer().after(key)
    return LEGAL.sub("", rest if len(LEGAL.sub("", rest)) >= 2 else key)


def parent_of(name: str) -> str | None:
    """The firm that a branch's name says it belongs to.

    >>> parent_of("甲轴承有限公司长兴分公司"), parent_of("甲轴承有限公司")
    ('甲轴承有限公司', None)
    """
    found = BRANCH.match(name)
    return found["firm"] if found else None
