"""What the business register says of a firm, in seven words, from the many that lists use."""

import re

from loaders.cells.values import BadValue

LIVE = ("存续", "在业")
WORDS = (
    (re.compile(r"注销|已销户|cancel|dissolved|struck", re.IGNORECASE), "注销"),
    (re.compile(r"吊销|撤销|revoked", re.IGNORECASE), "吊销"),
    (re.compile(r"清算|破产|重整失败|liquidat|bankrupt", re.IGNORECASE), "清算"),
    (re.compile(r"迁出|迁往|外迁|moved", re.IGNORECASE), "迁出"),
    (re.compile(r"停业|歇业|停产|关停|关闭|suspended|closed", re.IGNORECASE), "停业"),
    (re.compile(r"在业|在营|开业|正常|在册|迁入|营业|active|normal|good standing|operating", re.IGNORECASE), "在业"),
    (re.compile(r"存续|existing", re.IGNORECASE), "存续"),
)
NOT_YET = re.compile(r"(未|非|无|没有|尚未|不)(被)?(注销|吊销|停业|清算|迁出|撤销)")


def status_of(text: str) -> str:
    """The register's word; raises BadValue where there is none.

    >>> status_of("存续（在营、开业、在册）"), status_of("吊销，未注销"), status_of("正常")
    ('存续', '吊销', '在业')
    """
    plain = NOT_YET.sub("", text)
    if re.match(r"存续", plain):
        return "存续"
    for words, status in WORDS:
        if words.search(plain):
            return status
    raise BadValue("登记状态", "不是认识的登记状态")
