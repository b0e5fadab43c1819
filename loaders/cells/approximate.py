"""Quantities written loosely: about, more than, from … to; what a bare number may be taken from, and what not."""

import re
import unicodedata

PAIR = re.compile(r"(\d[\d,.]*)([一-龥a-z0-9]*?)(?:-|~|～|—|–|至|到)+(\d[\d,.]*)")
UPPER = re.compile(r"^(不足|不到|不超过|少于|低于|小于|<|≤)|(以下|以内|之内)(\(.*\))?$")
FRONT = re.compile(r"^(大约为|大约|约为|约|近|超过|超|逾|接近|不低于|不少于|至少|大于|高于|将近|>=?|≥)")
BEHIND = re.compile(
    r"(以上|左右|上下|及以上|或以上|开外|\++)(?=\)?$)|(?<=[\d万亿千])[余多](?=[万亿千元人名个]|$)|\+(?=[万亿千元人名])"
)


def is_range(text: str) -> bool:
    """Whether a text names two bounds.

    >>> is_range("1000-5000万"), is_range("-5"), is_range("3至5亿元")
    (True, False, True)
    """
    return PAIR.search(text) is not None


def is_upper(text: str) -> bool:
    """Whether a text only says that it is no more than that.

    >>> is_upper("50人以下"), is_upper("50人以上")
    (True, False)
    """
    return UPPER.search(text) is not None


def is_loose(text: str) -> bool:
    """Whether a text names a number only about.

    >>> is_loose("约500"), is_loose("500多万"), is_loose("500万元"), is_loose("3万余人")
    (True, True, False, True)
    """
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).lower()
    return bare(plain) != plain


def bare(text: str) -> str:
    """The text without the words that make it an approximation.

    >>> bare("约2亿元"), bare("35000+人"), bare("50人以上"), bare("3万余人")
    ('2亿元', '35000人', '50人', '3万人')
    """
    return BEHIND.sub("", FRONT.sub("", text))
