"""Which known inputs may go into a product too: from shared inputs, like names, like endings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from chaingraph.graph.completion_findings import ProposedInput

Floats = npt.NDArray[np.float64]
SHARED, NAMES, ENDING, NAMED, USES, LIKE_PRODUCT, LIKE_INPUTS = 1.2, 0.8, 0.45, 0.6, 0.5, 0.35, 0.15
"""Weights of the seven signals, each divided by its largest value for the product."""
ALIKE = 0.1
"""Products whose names are less alike do not count."""
TAIL = 2
"""Characters at the end of a name that say what the thing is."""


@dataclass(frozen=True, eq=False, kw_only=True)
class InputGraph:
    """Known products and inputs, ready to be asked.

    Attributes
    ----------
    edges
        Shape (P, I), 1 where an input goes into a product.
    shown
        Each input as its source writes it; ``products`` and ``inputs`` are names as they are compared.
    product_words, input_words
        Shape (P, G) and (I, G): n-gram weights of the names, rows of length one.
    """

    products: tuple[str, ...]
    inputs: tuple[str, ...]
    shown: tuple[str, ...]
    edges: csr_array
    product_words: csr_array
    input_words: csr_array
    uses: Floats
    breadth: Floats
    endings: Mapping[str, int]
    by_ending: csr_array
    ending_size: Floats
    number: Mapping[str, int]
    column: Mapping[str, int]

    @classmethod
    def of(
        cls,
        products: Sequence[str],
        inputs: Mapping[str, str],
        edges: csr_array,
        *,
        product_words: csr_array,
        input_words: csr_array,
    ) -> "InputGraph":
        """The graph with what is worked out once; inputs: name as compared -> as written, in order. O(edges)."""
        endings = {name: n for n, name in enumerate(sorted({product[-TAIL:] for product in products}))}
        columns = [endings[product[-TAIL:]] for product in products]
        shape = (len(products), len(endings))
        member = csr_array((np.ones(len(products)), (np.arange(len(products)), columns)), shape=shape)
        return cls(
            products=tuple(products),
            inputs=tuple(inputs),
            shown=tuple(inputs.values()),
            edges=edges,
            product_words=product_words,
            input_words=input_words,
            uses=np.asarray(edges.sum(axis=0), dtype=np.float64).ravel(),
            breadth=np.asarray(edges.sum(axis=1), dtype=np.float64).ravel(),
            endings=endings,
            by_ending=csr_array(member.T @ edges),
            ending_size=np.asarray(member.sum(axis=0), dtype=np.float64).ravel(),
            number={product: n for n, product in enumerate(products)},
            column={name: n for n, name in enumerate(inputs)},
        )

    def scores(self, names: Sequence[str], words: csr_array) -> Floats:
        """Score of every input for each name, shape (names, I), 0 to 1; itself and inputs it has already are −1.

            s = 1.2·AA + .8·N + .45·E + .6·inside + .5·uses + .35·cos(product, input) + .15·cos(own inputs, input)
            AA = Σ over products that share an input, 1 / ln(1.5 + degree) of both
            N  = Σ cos(names)² of products with it
            E  = how often products of the same last two characters have it / √(1 + how many there are)

        each divided by its largest value for the name, the sum by the sum of weights. A name not in the graph has no AA
        and no own inputs. ``words``: n-gram weights of the names, shape (names, G). O(names · edges met).
        Source: Adamic & Adar (2003).
        """
        own = self._own(names)
        alike = self.alike(names, words)
        parts = (
            (SHARED, self._shared(names, own)),
            (NAMES, (alike @ self.edges).toarray()),
            (ENDING, self._ending(names)),
            (NAMED, self._inside(names)),
            (USES, np.tile(np.log1p(self.uses), (len(names), 1))),
            (LIKE_PRODUCT, (words @ self.input_words.T).toarray()),
            (LIKE_INPUTS, ((own @ self.input_words) @ self.input_words.T).toarray()),
        )
        total = np.zeros((len(names), len(self.inputs)))
        for weight, values in parts:
            total += weight * _of_best(values)
        spoken = sum(values.max(axis=1, initial=0.0) for weight, values in parts if weight != USES)
        total[np.asarray(spoken) <= 0] = 0
        total /= sum(weight for weight, _ in parts)
        total[own.toarray() > 0] = -1
        itself = [(row, self.column[name]) for row, name in enumerate(names) if name in self.column]
        total[[row for row, _ in itself], [column for _, column in itself]] = -1
        return total

    def shared(self, names: Sequence[str]) -> Floats:
        """The Adamic–Adar part alone, shape (names, I), not divided."""
        return self._shared(names, self._own(names))

    def alike(self, names: Sequence[str], words: csr_array) -> csr_array:
        """Squared likeness of each name to the names of known products, itself left out; shape (names, P)."""
        found = csr_array(words @ self.product_words.T)
        rows = np.repeat(np.arange(len(names)), np.diff(found.indptr))
        itself = np.array([self.number.get(name, -1) for name in names], dtype=np.int64)
        found.data = np.where((found.data < ALIKE) | (found.indices == itself[rows]), 0.0, found.data**2)
        found.eliminate_zeros()
        return found

    def _own(self, names: Sequence[str]) -> csr_array:
        """The inputs each name has already, shape (names, I)."""
        known = [(row, self.number[name]) for row, name in enumerate(names) if name in self.number]
        shape = (len(names), len(self.products))
        pick = csr_array((np.ones(len(known)), ([r for r, _ in known], [n for _, n in known])), shape=shape)
        return csr_array(pick @ self.edges)

    def _shared(self, names: Sequence[str], own: csr_array) -> Floats:
        rare = np.where(self.uses > 0, 1 / np.log(1.5 + self.uses), 0.0)
        narrow = np.where(self.breadth > 0, 1 / np.log(1.5 + self.breadth), 0.0)
        beside = csr_array(_scaled(own, rare) @ self.edges.T)
        rows = np.repeat(np.arange(len(names)), np.diff(beside.indptr))
        itself = np.array([self.number.get(name, -1) for name in names], dtype=np.int64)
        beside.data = np.where(beside.indices == itself[rows], 0.0, beside.data * narrow[beside.indices])
        return np.asarray((beside @ self.edges).toarray(), dtype=np.float64)

    def _ending(self, names: Sequence[str]) -> Floats:
        out = np.zeros((len(names), len(self.inputs)))
        for row, name in enumerate(names):
            ending = self.endings.get(name[-TAIL:])
            if ending is not None:
                out[row] = self.by_ending[[ending]].toarray()[0] / np.sqrt(1 + self.ending_size[ending])
        return out

    def _inside(self, names: Sequence[str]) -> Floats:
        """The part of the name an input's own name takes, where it stands inside the name."""
        out = np.zeros((len(names), len(self.inputs)))
        for row, name in enumerate(names):
            for begin in range(len(name)):
                for end in range(begin + 2, len(name) + 1):
                    number = self.column.get(name[begin:end])
                    if number is not None:
                        out[row, number] = (end - begin) / len(name)
        return out


def proposed_inputs(
    graph: InputGraph, names: Sequence[str], shown: Sequence[str], words: csr_array, *, top: int
) -> tuple[ProposedInput, ...]:
    """The ``top`` inputs of each name, best first, ties by name; ``shown`` is each name as it was asked."""
    scores, alike = graph.scores(names, words), graph.alike(names, words)
    by_input = csr_array(graph.edges.T)
    out = []
    for row, name in enumerate(names):
        order = np.argsort(-scores[row], kind="stable")[:top]
        for number in order[scores[row][order] > 0].tolist():
            out.append(
                ProposedInput(
                    asked=shown[row],
                    product=graph.shown[number],
                    score=round(float(scores[row][number]), 6),
                    reasons=_reasons(graph, name, alike[[row]], by_input[[number]], number),
                )
            )
    return tuple(out)


def _reasons(graph: InputGraph, name: str, alike: csr_array, users: csr_array, number: int) -> tuple[str, ...]:
    """What speaks for the input: products of like names that have it, products of the same ending, its own name."""
    told = []
    near = alike.multiply(users).tocoo()
    if near.nnz:
        best = sorted(zip((-near.data).tolist(), near.coords[1].tolist(), strict=True))[:3]
        told.append("名称相近的产品“" + "”“".join(graph.products[n] for _, n in best) + "”用到它")
    ending = graph.endings.get(name[-TAIL:])
    with_it = 0 if ending is None else int(graph.by_ending[ending, number])
    if ending is not None and with_it:
        told.append(f"同以“{name[-TAIL:]}”结尾的 {graph.ending_size[ending]:.0f} 种产品中 {with_it} 种用到它")
    if graph.inputs[number] in name:
        told.append("产品名称中含有它")
    told.append(f"已知用于 {graph.uses[number]:.0f} 种产品")
    return tuple(told)


def _of_best(values: Floats) -> Floats:
    top = values.max(axis=1, keepdims=True, initial=0.0)
    return np.asarray(values / np.where(top > 0, top, 1), dtype=np.float64)


def _scaled(matrix: csr_array, columns: Floats) -> csr_array:
    out = csr_array(matrix, copy=True)
    out.data = out.data * columns[out.indices]
    return out
