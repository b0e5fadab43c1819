"""The best further inputs of each product, told with what speaks for them."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from chaingraph.analysis.completion.further_inputs import InputGraph
from chaingraph.findings.move.completion import ProposedInput

TOLD_END = 2
"""The ending a reason names."""


def proposed_inputs(
    graph: InputGraph, names: Sequence[str], shown: Sequence[str], words: csr_array, *, top: int
) -> tuple[ProposedInput, ...]:
    """The ``top`` inputs of each name, best first, ties by name; ``shown`` is each name as it was asked."""
    scores, alike = graph.scores(names, words), graph.alike(names, words)
    beside, endings = graph.beside(names), _by_ending(graph.products)
    by_input = csr_array(graph.edges.T)
    out = []
    for row, name in enumerate(names):
        near = _Near.of(graph, name, alike[[row]], beside[[row]], same_end=endings.get(name[-TOLD_END:], ()))
        order = np.argsort(-scores[row], kind="stable")[:top]
        for number in order[scores[row][order] > 0].tolist():
            users = by_input[[number]].indices.tolist()
            out.append(
                ProposedInput(
                    asked=shown[row],
                    product=graph.shown[number],
                    support=sum(user in near.all for user in users) + (number in near.listed),
                    score=round(float(scores[row][number]), 6),
                    reasons=near.reasons(graph, number, users),
                )
            )
    return tuple(out)


@dataclass(frozen=True, slots=True)
class _Near:
    """The products like one name: by name with their likeness, by its last characters, by an input they share; and
    the inputs such things usually have."""

    name: str
    alike: Mapping[int, float]
    ending: Set[int]
    beside: Set[int]
    all: Set[int]
    listed: Mapping[int, tuple[float, str]]

    @classmethod
    def of(
        cls, graph: InputGraph, name: str, alike: csr_array, beside: csr_array, *, same_end: Sequence[int]
    ) -> "_Near":
        """Products near the name, itself left out. O(products near it)."""
        like = dict(zip(alike.indices.tolist(), alike.data.tolist(), strict=True))
        itself = {graph.number.get(name, -1)}
        ending = set(same_end) - itself
        sharing = set(beside.indices.tolist()) - itself
        return cls(name, like, ending, sharing, {*like, *ending, *sharing}, graph.listed(name))

    def reasons(self, graph: InputGraph, number: int, users: Sequence[int]) -> tuple[str, ...]:
        """What speaks for the input: products of like names or the same ending that have it, its own name."""
        told = []
        best = sorted((-self.alike[user], user) for user in users if user in self.alike)[:3]
        if best:
            told.append("名称相近的产品“" + "”“".join(graph.products[n] for _, n in best) + "”用到它")
        for word, group in (
            (f"同以“{self.name[-TOLD_END:]}”结尾的产品中", self.ending),
            ("与该产品有共同材料的产品中", self.beside),
        ):
            with_it = sum(user in group for user in users)
            if with_it:
                told.append(f"{word} {with_it} 种用到它")
        if number in self.listed:
            told.append(f"内置常识：“{self.listed[number][1]}”类产品一般用到它")
        if graph.inputs[number] in self.name:
            told.append("产品名称中含有它")
        told.append(f"已知用于 {graph.uses[number]:.0f} 种产品")
        return tuple(told)


def _by_ending(products: Sequence[str]) -> dict[str, list[int]]:
    """Products by the last characters of their names. O(products)."""
    found: dict[str, list[int]] = {}
    for number, product in enumerate(products):
        found.setdefault(product[-TOLD_END:], []).append(number)
    return found
