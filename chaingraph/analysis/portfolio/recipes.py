"""Which outputs of a chain are complete in a place: all required inputs there, of each group of substitutes one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from chaingraph.arrays import Floats
from chaingraph.graph.chain_graph import ChainGraph


@dataclass(frozen=True, slots=True, eq=False)
class Recipes:
    """T outputs, R clauses, S segments, M candidates.

    Attributes
    ----------
    weights
        What a complete output is worth, shape (T,).
    clauses
        1 where a segment is one of those a clause is met by, shape (R, S).
    of_output
        1 where a clause belongs to an output, shape (R, T).
    met
        Whether a local firm meets the clause already, shape (R,).
    present
        1 where a candidate stands on a segment, shape (M, S).
    outputs
        The segment index of each output, T of them.
    """

    weights: Floats
    clauses: csr_array
    of_output: csr_array
    met: npt.NDArray[np.bool_]
    present: csr_array
    outputs: tuple[int, ...]

    def complete(self, chosen: Iterable[int] = ()) -> npt.NDArray[np.bool_]:
        """Which outputs have all their clauses met when the chosen candidates have landed, shape (T,)."""
        landed = np.zeros(self.present.shape[0])
        landed[sorted(set(chosen))] = 1.0
        failing = ~(self.met | (self.clauses @ (landed @ self.present) > 0))
        done: npt.NDArray[np.bool_] = self.of_output.T @ failing.astype(float) == 0
        return done

    def value(self, chosen: Iterable[int]) -> float:
        """Σ weights of the outputs that these landings complete; what is complete without them is not counted."""
        return float(self.weights[self.complete(chosen) & ~self.complete()].sum())

    def of(self, rows: Sequence[int]) -> "Recipes":
        """The same recipes for these candidates alone."""
        present = csr_array(self.present[list(rows)])
        return Recipes(self.weights, self.clauses, self.of_output, self.met, present, self.outputs)


def recipes(chain: ChainGraph, local: Sequence[bool], weights: Floats, present: csr_array) -> Recipes:
    """The recipes of every segment that buys something; equipment bought once and return flows are no input.

    An input counts as required unless its edge says it is not; substitutes are one clause. O(E).
    """
    clauses: list[set[int]] = []
    owner: list[int] = []
    outputs = [s for s in range(len(chain.segments)) if _inputs(chain, s)]
    for number, segment in enumerate(outputs):
        for clause in ({segment}, *_inputs(chain, segment)):
            clauses.append(clause)
            owner.append(number)
    shape = (len(clauses), len(chain.segments))
    spots = [(row, segment) for row, clause in enumerate(clauses) for segment in sorted(clause)]
    ones = np.ones(len(spots))
    matrix = csr_array((ones, ([r for r, _ in spots], [s for _, s in spots])), shape=shape)
    belongs = csr_array((np.ones(len(owner)), (range(len(owner)), owner)), shape=(len(owner), len(outputs)))
    here = np.array(local, dtype=float)
    return Recipes(weights[outputs], matrix, belongs, matrix @ here > 0, present, tuple(outputs))


def _inputs(chain: ChainGraph, segment: int) -> tuple[set[int], ...]:
    groups: dict[str, set[int]] = {}
    for number, edge in enumerate(chain.suppliers(segment)):
        if not edge.recycle and not edge.capital and edge.required is not False:
            groups.setdefault(edge.substitutes or f"#{number}", set()).add(chain.index[edge.input])
    return tuple(groups.values())
