"""Names near a name that was not found, by shared pairs of characters; bounded however many names there are."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

COMMON = 4_000
"""A pair of characters that more names than this share says nothing (有限, 公司)."""


class NearNames:
    """An index over names, built at the first question; ``core`` takes off what many names share.

    Examples
    --------
    >>> NearNames(["新乡电池产业园", "郑州航空港"]).near("新乡电池园")
    ('新乡电池产业园',)
    """

    def __init__(self, names: Iterable[str], *, core: Callable[[str], str] = str, questions: int = 1_000) -> None:
        self._names = names
        self._core = core
        self._left = questions
        self._known: list[str] = []
        self._index: dict[str, list[int]] | None = None
        self._answers: dict[str, tuple[str, ...]] = {}

    def near(self, name: str, top: int = 3) -> tuple[str, ...]:
        """At most ``top`` known names by falling Dice likeness; none once the allowance of questions is used up."""
        if name not in self._answers:
            if self._left <= 0:
                return ()
            self._left -= 1
            self._answers[name] = self._search(name, top)
        return self._answers[name]

    def _search(self, name: str, top: int) -> tuple[str, ...]:
        index = self._built()
        wanted = self._pairs_of(name)
        shared: Counter[int] = Counter()
        for pair in wanted:
            postings = index.get(pair, ())
            if len(postings) <= COMMON:
                shared.update(postings)
        likely = sorted(shared.items(), key=lambda entry: (-entry[1], entry[0]))[:50]
        scored = [(_dice(wanted, self._pairs_of(self._known[number])), number) for number, _ in likely]
        scored.sort(key=lambda entry: (-entry[0], self._known[entry[1]]))
        return tuple(self._known[number] for score, number in scored[:top] if score >= 0.3)

    def _pairs_of(self, name: str) -> set[str]:
        return _pairs(self._core(name) or name)

    def _built(self) -> dict[str, list[int]]:
        if self._index is None:
            self._known = sorted(set(self._names))
            built: dict[str, list[int]] = defaultdict(list)
            for number, name in enumerate(self._known):
                for pair in self._pairs_of(name):
                    built[pair].append(number)
            self._index = dict(built)
        return self._index


def likeness(one: str, other: str) -> float:
    """How many neighbouring pairs of characters two names share, 0 to 1.

    >>> likeness("北站园", "北站圆") < likeness("北站园", "北站园")
    True
    """
    return _dice(_pairs(one), _pairs(other))


def _dice(one: set[str], other: set[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))


def _pairs(name: str) -> set[str]:
    """Pairs of neighbouring characters, the two ends counting as neighbours too."""
    framed = f"^{name}$"
    return {framed[i : i + 2] for i in range(len(framed) - 1)}
