"""Finding firms by characters, code, product, segment, full pinyin or initials."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from chaingraph.graph.snapshot import Snapshot
from chaingraph.pinyin import keys

EXACT, START, INSIDE, INITIALS, PINYIN, PRODUCT, SEGMENT = range(7)


@dataclass(frozen=True, slots=True)
class FirmNames:
    """What one firm can be found by."""

    names: tuple[str, ...]
    products: str
    segments: str


class SearchIndex:
    """The words of every firm of one data version. Building is O(total words); a search looks at every firm."""

    def __init__(self, firms: Sequence[FirmNames]) -> None:
        self._firms = firms

    @classmethod
    def of(cls, snapshot: Snapshot) -> "SearchIndex":
        """Index a snapshot."""
        names: dict[tuple[str, str], str] = {
            (chain, s.key): s.name for chain, graph in snapshot.chains.items() for s in graph.segments
        }
        return cls([_words(snapshot, firm, names) for firm in range(len(snapshot.enterprises))])

    def search(self, query: str) -> list[int]:
        """Firm indices, best kind of hit first, then in the order of the snapshot; all firms for an empty query."""
        wanted = query.strip().lower()
        if not wanted:
            return list(range(len(self._firms)))
        ranked = [
            (rank, number) for number, firm in enumerate(self._firms) if (rank := _rank(firm, wanted)) is not None
        ]
        return [number for _, number in sorted(ranked)]


def _words(snapshot: Snapshot, firm: int, names: dict[tuple[str, str], str]) -> FirmNames:
    enterprise = snapshot.enterprises[firm]
    own = (enterprise.id, enterprise.uscc, enterprise.name, enterprise.short_name)
    products = "\n".join(offering.product for offering in snapshot.offerings_of[firm])
    segments = "\n".join(names.get((tag.chain, tag.key), "") for tag in snapshot.tags.of_firm(firm))
    return FirmNames(tuple(name.lower() for name in own if name), products.lower(), segments.lower())


def rank_of_names(names: Sequence[str], wanted: str) -> int | None:
    """How well the names answer to small-letter words, 0 best; None when none does.

    >>> rank_of_names(("单县",), "shanx"), rank_of_names(("正极材料",), "zjcl"), rank_of_names(("正极",), "铜")
    (4, 3, None)
    """
    lowered = [name.lower() for name in names]
    if wanted in lowered:
        return EXACT
    if any(name.startswith(wanted) for name in lowered):
        return START
    if any(wanted in name for name in lowered):
        return INSIDE
    return _by_sound(lowered, wanted) if wanted.isascii() and wanted.isalpha() else None


def _rank(firm: FirmNames, wanted: str) -> int | None:
    hit = rank_of_names(firm.names, wanted)
    if hit is not None:
        return hit
    if wanted in firm.products:
        return PRODUCT
    return SEGMENT if wanted in firm.segments else None


def _by_sound(names: Sequence[str], wanted: str) -> int | None:
    sounds = [sound(name) for name in names if not name.isascii()]
    if any(wanted in initials for _, initials in sounds):
        return INITIALS
    return PINYIN if any(wanted in full for full, _ in sounds) else None


@lru_cache(maxsize=200_000)
def sound(name: str) -> tuple[str, str]:
    """Full pinyin without blanks, and the initials.

    >>> sound("正极材料")
    ('zhengjicailiao', 'zjcl')
    """
    _, full, initials = keys(name).rsplit("\n", 2)
    return full, initials
