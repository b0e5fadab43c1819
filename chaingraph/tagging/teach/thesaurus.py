"""What a segment's name means in the words firms use of themselves, from the project's own thesaurus."""

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from chaingraph.text import plain


@lru_cache(maxsize=1)
def entries() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """(words for one thing, words that tell of it) of each line of ``thesaurus.txt``, normalised."""
    lines = (files(__package__) / "thesaurus.txt").read_text(encoding="utf-8").splitlines()
    told = [line.split(":", 1) for line in lines if line.strip() and not line.startswith("#")]
    return tuple(
        (tuple(map(plain, heads.split("|"))), tuple(dict.fromkeys(map(plain, telling.split()))))
        for heads, telling in told
    )


@lru_cache(maxsize=1)
def _by_head() -> dict[str, list[int]]:
    """Head word -> numbers of its entries."""
    found: dict[str, list[int]] = {}
    for number, (heads, _) in enumerate(entries()):
        for head in heads:
            found.setdefault(head, []).append(number)
    return found


def expansion(name: str) -> list[str]:
    """Words of the entries whose head stands in the name; a word said by two heads comes twice, so counts more.

    Longer heads do not hide shorter ones: 锂电池隔膜 is told by 隔膜 and by 锂电池. O(len(name)²).

    >>> "磷酸铁锂" in expansion("锂电正极材料"), expansion("某某")
    (True, [])
    """
    text, by_head = plain(name), _by_head()
    spans = [text[begin:end] for begin in range(len(text)) for end in range(begin + 1, len(text) + 1)]
    numbers = [number for span in sorted(set(spans)) for number in by_head.get(span, ())]
    return [word for number in numbers for part in entries()[number] for word in part]


def thesaurus_texts() -> Sequence[str]:
    """Each entry as one text: things that belong together, as firms' own words do."""
    return ["".join((*heads, *telling)) for heads, telling in entries()]
