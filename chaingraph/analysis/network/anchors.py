"""Which firm a chain is looked at from: a named leading firm, else the one with most on the chain."""

from collections.abc import Iterable

from chaingraph.analysis.network.main_lines import MainLines
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.snapshot import Snapshot
from chaingraph.settings import Settings


def anchors(snapshot: Snapshot, firms: Iterable[int], chain: ChainGraph, rules: Settings) -> list[int]:
    """The live firms: named leaders of the chain first, then those whose main line it is, then the largest on it.

    Largest is the firm's size (stated, else the weight of its class) times the part of it that counts on its largest
    segment of the chain, then that part, then the name. O(firms · their tags).
    """
    sizes, _ = snapshot.sizes(rules)
    lines, name = MainLines(snapshot), chain.chain.name

    def order(firm: int) -> tuple[bool, bool, float, float, str]:
        one = snapshot.enterprises[firm]
        part = max((tag.share for tag in snapshot.tags.of_firm(firm) if tag.chain == name), default=0.0)
        main = any(tag.chain == name for tag in lines.tags(firm))
        return not one.leads(name), not main, -float(sizes[firm]) * part, -part, one.name

    return sorted((firm for firm in set(firms) if firm not in snapshot.gone), key=order)
