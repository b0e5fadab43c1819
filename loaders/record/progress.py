"""How far an import is, told as it goes; whoever listens may raise, and then nothing is stored."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from chaingraph.progress import Progress

EVERY = 500


class Told(Sequence[Any]):
    """Facts that tell how many of them the store has taken. ``before`` of ``total`` came before these."""

    def __init__(self, facts: Sequence[Any], tell: Progress, before: int, total: int) -> None:
        self._facts, self._tell, self._before, self._total = facts, tell, before, total

    def __iter__(self) -> Iterator[Any]:
        """The facts in their order."""
        for number, fact in enumerate(self._facts):
            if number % EVERY == 0:
                self._tell("写入", self._before + number, self._total)
            yield fact
        self._tell("写入", self._before + len(self._facts), self._total)

    def __getitem__(self, place: Any) -> Any:
        """One fact, or a slice."""
        return self._facts[place]

    def __len__(self) -> int:
        """How many."""
        return len(self._facts)


def told(facts: Mapping[str, Sequence[Any]], tell: Progress) -> dict[str, Sequence[Any]]:
    """The facts by kind, each telling its part of the whole while a store takes it."""
    total, before = sum(map(len, facts.values())), 0
    found: dict[str, Sequence[Any]] = {}
    for name, own in facts.items():
        found[name] = Told(own, tell, before, total)
        before += len(own)
    return found
