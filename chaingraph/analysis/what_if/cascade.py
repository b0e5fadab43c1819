"""What falls when something falls: the least fixpoint of an and-or graph, wave by wave."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

UP = -1
"""The wave of what stands."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """``node`` falls when all of ``sources`` have fallen; a need without sources never fails.

    A node with several needs falls with the first that fails (and over needs, or over sources). ``at_once`` puts the
    node into the wave of its last source instead of the next: for a node that only gathers others.
    """

    node: int
    sources: tuple[int, ...]
    at_once: bool = False


@dataclass(frozen=True, slots=True)
class Fall:
    """Wave of each node (0 begins, ``UP`` stands) and the position of the need that failed it, or None."""

    wave: tuple[int, ...]
    need: tuple[int | None, ...]

    @property
    def fallen(self) -> tuple[int, ...]:
        """Nodes that do not stand, by wave, then number."""
        return tuple(
            sorted((node for node, wave in enumerate(self.wave) if wave != UP), key=lambda n: (self.wave[n], n))
        )


def cascade(nodes: int, needs: Sequence[Requirement], start: Iterable[int]) -> Fall:
    """The least set that holds ``start`` and every node one of whose needs has no standing source left.

    O(nodes + total sources). The wave of a node is the number of steps the fall takes to reach it. Source: Dowling and
    Gallier (1984), Journal of Logic Programming 1(3), unit propagation on Horn clauses.

    >>> cascade(3, [Requirement(1, (0,)), Requirement(2, (0, 1))], [0]).wave
    (0, 1, 2)
    """
    wave = [UP] * nodes
    cause: list[int | None] = [None] * nodes
    left = [len(set(need.sources)) for need in needs]
    serves: list[list[int]] = [[] for _ in range(nodes)]
    for number, need in enumerate(needs):
        for source in set(need.sources):
            serves[source].append(number)
    now = sorted(set(start))
    for node in now:
        wave[node] = 0
    step = 0
    while now:
        now = _next_wave(now, needs, _State(wave, cause, left, serves), step)
        step += 1
    return Fall(tuple(wave), tuple(cause))


@dataclass(frozen=True, slots=True)
class _State:
    wave: list[int]
    cause: list[int | None]
    left: list[int]
    serves: list[list[int]]


def _next_wave(now: list[int], needs: Sequence[Requirement], state: _State, step: int) -> list[int]:
    """Nodes that fall one step after these; gathering nodes fall with these."""
    queue = list(now)
    following: list[int] = []
    for node in queue:
        for number in state.serves[node]:
            state.left[number] -= 1
            need = needs[number]
            if state.left[number] or state.wave[need.node] != UP:
                continue
            state.cause[need.node] = number
            state.wave[need.node] = step if need.at_once else step + 1
            (queue if need.at_once else following).append(need.node)
    return sorted(following)
