"""Text that any file format takes: no control characters, no turned reading direction, no endless cell."""

import re

LONGEST = 2000
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)


def readable(text: str) -> str:
    """The text without characters that XML refuses or that turn the reading direction, at most 2,000 long.

    >>> readable("甲\\x00乙\\u202e"), len(readable("长" * 5000))
    ('甲乙', 2001)
    """
    kept = UNPRINTABLE.sub("", text)
    return kept if len(kept) <= LONGEST else f"{kept[:LONGEST]}…"
