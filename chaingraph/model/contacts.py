"""Whom to call: columns of a list that hold a person's or a firm's number, kept and never shown to visitors."""

import re

Notes = tuple[tuple[str, str], ...]
NAMED = re.compile(
    r"(电话|手机|座机|热线|邮箱|邮件|传真|微信|QQ|联系人|联络人|联络员|对接人|经办人|联系方式|联络方式|通讯方式|通信方式"
    r"|e-?mail|mobile|(?<![a-z])phone|telephone|(?<![a-z])tel|(?<![a-z])fax|(?<![a-z])contact|wechat)"
    r"\s*(号码?|地址|姓名|名称|信息|职务|职位|number|no\.?|name|person|s)?\s*(\d|[一二三]|[(（].*)?$",
    re.IGNORECASE,
)
SAID = re.compile(
    r"(?<!\d)(?:\+?86[-\s]?)?1[3-9]\d[-\s]?\d{4}[-\s]?\d{4}(?!\d)|(?<!\d)0\d{2,3}[-－—\s)）]\s?\d{7,8}(?!\d)"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
)
"""A mobile number, a number with its area code, or an address of mail."""


def is_contact(name: str, text: str) -> bool:
    """Whether a note says whom to call: by its column's name, or by a number or address in it.

    >>> [is_contact(*one) for one in (("联系电话", "不便"), ("备注", "找张工13800000000"), ("手机壳产能", "3万只"))]
    [True, True, False]
    """
    return NAMED.search(name.strip()) is not None or SAID.search(text) is not None


def contacts(notes: Notes) -> Notes:
    """The notes that say whom to call, for those who follow leads.

    >>> contacts((("手机", "1"), ("车间", "3 座")))
    (('手机', '1'),)
    """
    return tuple(note for note in notes if is_contact(*note))


def open_notes(notes: Notes) -> Notes:
    """The notes that everybody who sees the fact may see.

    >>> open_notes((("手机", "1"), ("车间", "3 座")))
    (('车间', '3 座'),)
    """
    return tuple(note for note in notes if not is_contact(*note))
