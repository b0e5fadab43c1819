"""What must hold of what segments buy: makers buy something, and the shares of material cost make sense."""

from collections import defaultdict
from collections.abc import Iterator

from chaingraph.ids import SegmentKey
from chaingraph.library.card import ChainCard
from chaingraph.library.checks.problem import Problem
from chaingraph.model.chain import Segment, SegmentInput, Stage

LEAST_SHARE = 0.15
"""Less of a maker's material cost than this told: its key inputs are missing."""
MACHINES, USERS = ("C351", "C357"), ("A", "L711")
"""Mining, building and farm machines; farming and leasing: who use them for years."""
SERVICE = "M74"
"""Professional technical services of GB/T 4754: testing, certification, design."""


def check_inputs(card: ChainCard) -> Iterator[Problem]:
    """Problems of one chain's shares of material cost; equipment and return flows are no material. O(edges)."""
    chain, totals = card.chain.name, _totals(card.inputs)
    for segment in card.segments:
        middle, high = totals.get(segment.key, (0.0, 0.0))
        if segment.stage is Stage.MIDSTREAM and segment.key not in totals:
            yield Problem(chain, segment.key, "中游环节没有上游投入")
        elif segment.stage is Stage.MIDSTREAM and middle < LEAST_SHARE - 1e-9:
            yield Problem(chain, segment.key, f"上游成本占比之和 {middle:.2f}，不到 {LEAST_SHARE:g}")
        if high > 1 + 1e-9:
            yield Problem(chain, segment.key, f"上游成本占比上限之和 {high:.2f} 超过 1")


def check_services(card: ChainCard) -> Iterator[Problem]:
    """Testing and design services that only other supporting segments buy: who makes things buys them. O(edges)."""
    by_key = {segment.key: segment for segment in card.segments}
    buyers: dict[SegmentKey, list[Segment]] = defaultdict(list)
    for edge in card.inputs:
        if not edge.recycle and {edge.input, edge.output} <= by_key.keys():
            buyers[edge.input].append(by_key[edge.output])
    for key, found in sorted(buyers.items()):
        codes = by_key[key].industry_codes
        if codes and all(code.startswith(SERVICE) for code in codes) and {s.stage for s in found} == {Stage.SUPPORT}:
            yield Problem(card.chain.name, key, f"检测、设计服务只卖给配套环节“{found[0].name}”，应有制造或应用的买方")


def check_equipment(card: ChainCard) -> Iterator[Problem]:
    """Machines that growers and lessors are said to use up: they are equipment, not material. O(edges)."""
    by_key = {segment.key: segment for segment in card.segments}
    for edge in card.inputs:
        ends = [by_key[end].industry_codes for end in (edge.input, edge.output) if end in by_key]
        if edge.recycle or edge.capital or len(ends) != len((edge.input, edge.output)) or not all(ends):
            continue
        if ends[0][0].startswith(MACHINES) and ends[1][0].startswith(USERS):
            yield Problem(
                card.chain.name, edge.output, f"“{edge.input}”是设备，应记为设备投入（capital），不占材料成本"
            )


def _totals(inputs: tuple[SegmentInput, ...]) -> dict[str, tuple[float, float]]:
    """Output -> the sums of the middles and of the upper ends of its shares; of a group of substitutes the largest."""
    by_group: dict[str, dict[str, tuple[float, float]]] = {}
    for number, edge in enumerate(inputs):
        if not edge.recycle and not edge.capital:
            high = edge.cost_share_high if edge.cost_share_high is not None else edge.cost_share
            own, group = by_group.setdefault(edge.output, {}), edge.substitutes or f"#{number}"
            own[group] = max(own.get(group, (0.0, 0.0)), (edge.middle_share or 0.0, high or 0.0))
    return {
        output: (sum(m for m, _ in groups.values()), sum(h for _, h in groups.values()))
        for output, groups in by_group.items()
    }
