"""Which known inputs may go into a product too: from shared inputs, like names, like endings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from chaingraph.arrays import Floats, packed, products

SHARED, TOGETHER, NAMES, NAMED, USES, LIKE_INPUTS, LIKE_PRODUCT = 3.0, 1.4, 1.1, 1.3, 0.5, 0.45, 0.35
ENDINGS, USUAL = {2: 0.4, 1: 0.2}, 0.8
"""Weights of the signals, each divided by its largest value for the product; endings by number of characters.

The last characters of a name say what the thing is."""
ALIKE = 0.1
"""Products whose names are less alike do not count."""
WIDER, LATER = 0.6, 0.03
"""What is left of a usual input that a shorter ending names; what each place further down its list takes away."""


@dataclass(frozen=True, slots=True, eq=False)
class Endings:
    """Products by the last ``length`` characters of their names: weights of their edges, and how many products each."""

    length: int
    number: Mapping[str, int]
    edges: csr_array
    size: Floats

    @classmethod
    def of(cls, products: Sequence[str], edges: csr_array, length: int) -> "Endings":
        """Edges of the products of each ending summed. O(edges)."""
        number = {name: n for n, name in enumerate(sorted({product[-length:] for product in products}))}
        columns = [number[product[-length:]] for product in products]
        shape = (len(products), len(number))
        member = csr_array((np.ones(len(products)), (np.arange(len(products)), columns)), shape=shape)
        size = np.asarray(member.sum(axis=0), dtype=np.float64).ravel()
        return cls(length, number, csr_array(member.T @ edges), size)


@dataclass(frozen=True, eq=False, kw_only=True)
class InputGraph:
    """Known products and inputs, ready to be asked.

    Attributes
    ----------
    edges
        Shape (P, I), 1 where an input goes into a product; ``weighed`` the same times the weight of the product.
    shown
        Each input as its source writes it; ``products`` and ``inputs`` are names as they are compared.
    product_words, input_words
        Shape (P, G) and (I, G): n-gram weights of the names, rows of length one.
    uses, main_uses, breadth
        Products of an input, those of full weight, inputs of a product.
    usual
        Ending of a product's name -> its usual inputs as they are compared, the most usual first.
    """

    products: tuple[str, ...]
    inputs: tuple[str, ...]
    shown: tuple[str, ...]
    edges: csr_array
    weighed: csr_array
    product_words: csr_array
    input_words: csr_array
    uses: Floats
    main_uses: Floats
    breadth: Floats
    endings: Mapping[int, Endings]
    usual: Mapping[str, Sequence[str]]
    number: Mapping[str, int]
    column: Mapping[str, int]

    @classmethod
    def of(
        cls,
        products: Mapping[str, float],
        inputs: Mapping[str, str],
        edges: csr_array,
        *,
        words: csr_array,
        usual: Mapping[str, Sequence[str]],
    ) -> "InputGraph":
        """The graph with what is worked out once. O(edges).

        products: name as compared -> weight, below 1 for recipes, which would drown industry; inputs: name as
        compared -> as written. ``words``: n-gram weights of the names of products, then of inputs, shape (P + I, G).
        """
        weights = np.array(list(products.values()), dtype=np.float64)
        weighed = _rows_scaled(edges, weights)
        return cls(
            products=tuple(products),
            inputs=tuple(inputs),
            shown=tuple(inputs.values()),
            edges=edges,
            weighed=weighed,
            product_words=words[: len(products)],
            input_words=words[len(products) :][: len(inputs)],
            uses=np.asarray(edges.sum(axis=0), dtype=np.float64).ravel(),
            main_uses=np.asarray(edges.T @ (weights >= 1.0), dtype=np.float64),
            breadth=np.asarray(edges.sum(axis=1), dtype=np.float64).ravel(),
            endings={length: Endings.of(tuple(products), weighed, length) for length in ENDINGS},
            usual=usual,
            number={product: n for n, product in enumerate(products)},
            column={name: n for n, name in enumerate(inputs)},
        )

    def scores(self, names: Sequence[str], words: csr_array) -> Floats:
        """Score of every input for each name, shape (names, I), 0 to 1; itself and inputs it has already are −1.

            s = 3·AA + 1.4·C + 1.1·N + 1.3·inside + .5·uses + .45·cos(own inputs, input) + .35·cos(product, input)
                + .4·E₂ + .2·E₁ + .8·K
            AA = Σ over products that share an input, 1 / ln(1.5 + degree) of both
            C  = Σ over own inputs, products with both / √uses
            N  = Σ weight · cos(names)² of products with it
            Eₙ = Σ weight of products of the same last n characters with it / √(1 + how many there are)
            K  = 1 − .03·place in the list of what things with the longest listed ending are usually made of; .6 of that
                 for the next shorter ending
            uses = ln(1 + products of full weight with it)

        each divided by its largest value for the name, the sum by the sum of weights. A name not in the graph has no
        AA, no C and no own inputs. ``words``: n-gram weights of the names, shape (names, G). O(names · edges met).
        Source: Adamic & Adar (2003); weights chosen on hidden edges, see docs/accuracy.md.
        """
        own = self._own(names)
        parts = (
            (SHARED, self._shared(names, own)),
            (TOGETHER, self._together(own)),
            (NAMES, (self.alike(names, words) @ self.weighed).toarray()),
            (NAMED, self._inside(names)),
            (LIKE_INPUTS, self._like_inputs(own)),
            (LIKE_PRODUCT, products(words, self.input_words).toarray()),
            (USUAL, self._usual(names)),
            *((weight, self._ending(names, self.endings[length])) for length, weight in ENDINGS.items()),
        )
        total = np.zeros((len(names), len(self.inputs)))
        for weight, values in parts:
            total += weight * _of_best(values)
        silent = total.max(axis=1, initial=0.0) <= 0
        total += USES * _of_best(np.log1p(self.main_uses)[None, :])
        total[silent] = 0
        total /= USES + sum(weight for weight, _ in parts)
        total[own.toarray() > 0] = -1
        itself = [(row, self.column[name]) for row, name in enumerate(names) if name in self.column]
        total[[row for row, _ in itself], [column for _, column in itself]] = -1
        return total

    def _like_inputs(self, own: csr_array) -> Floats:
        """How alike an input is to all of a name's own inputs together, shape (names, I)."""
        words = packed(self.input_words)
        return np.asarray(products(csr_array(own @ words), words).toarray(), dtype=np.float64)

    def shared(self, names: Sequence[str]) -> Floats:
        """The Adamic–Adar part alone, shape (names, I), not divided."""
        return self._shared(names, self._own(names))

    def beside(self, names: Sequence[str]) -> csr_array:
        """How many inputs each name shares with each known product, itself included; shape (names, P)."""
        return csr_array(self._own(names) @ self.edges.T)

    def alike(self, names: Sequence[str], words: csr_array) -> csr_array:
        """Squared likeness of each name to the names of known products, itself left out; shape (names, P)."""
        found = products(words, self.product_words)
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

    def _together(self, own: csr_array) -> Floats:
        """How often each input goes into a product beside the name's own inputs, over the root of its uses."""
        beside = csr_array(csr_array(own @ self.edges.T) @ self.edges)
        return np.asarray(_scaled(beside, np.maximum(self.uses, 1) ** -0.5).toarray(), dtype=np.float64)

    def _ending(self, names: Sequence[str], endings: Endings) -> Floats:
        known = [(row, endings.number.get(name[-endings.length :], -1)) for row, name in enumerate(names)]
        known = [(row, number) for row, number in known if number >= 0]
        scale = [float(1 / np.sqrt(1 + endings.size[number])) for _, number in known]
        shape = (len(names), len(endings.number))
        pick = csr_array((scale, ([row for row, _ in known], [number for _, number in known])), shape=shape)
        return np.asarray((pick @ endings.edges).toarray(), dtype=np.float64)

    def listed(self, name: str) -> dict[int, tuple[float, str]]:
        """Input number -> how usual it is for things of such a name, 0 to 1, and the ending that says so."""
        endings = [name[begin:] for begin in range(len(name)) if name[begin:] in self.usual][:2]
        found: dict[int, tuple[float, str]] = {}
        for factor, ending in zip((1.0, WIDER), endings, strict=False):
            for place, word in enumerate(self.usual[ending]):
                number = self.column.get(word, -1)
                if number >= 0 and number not in found:
                    found[number] = (factor * max(0.0, 1 - LATER * place), ending)
        return found

    def _usual(self, names: Sequence[str]) -> Floats:
        out = np.zeros((len(names), len(self.inputs)))
        for row, name in enumerate(names):
            for number, (worth, _) in self.listed(name).items():
                out[row, number] = worth
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


def _of_best(values: Floats) -> Floats:
    top = values.max(axis=1, keepdims=True, initial=0.0)
    return np.asarray(values / np.where(top > 0, top, 1), dtype=np.float64)


def _scaled(matrix: csr_array, columns: Floats) -> csr_array:
    out = csr_array(matrix, copy=True)
    out.data = out.data * columns[out.indices]
    return out


def _rows_scaled(matrix: csr_array, rows: Floats) -> csr_array:
    values = matrix.data * np.repeat(rows, np.diff(matrix.indptr))
    return csr_array((values, matrix.indices, matrix.indptr), shape=matrix.shape)
