"""The order of firms within the columns of an ecosystem, chosen so that few lines cross."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping, Sequence

from chaingraph.findings.firm.ecosystem import Ecosystem, EcosystemNode, Nearness

SWEEPS = 8
NEAR_FIRST = tuple(Nearness)

Columns = dict[int, list[EcosystemNode]]


def ordered_columns(ecosystem: Ecosystem) -> Columns:
    """Nodes by tier, top to bottom.

    First-tier columns keep the near firms above the far ones; within that, and freely in the second tier, firms move
    to the mean height of those they deal with (barycentre, Sugiyama et al. 1981, IEEE Trans. SMC 11(2)). The best of
    a few sweeps is kept. Gaps stand last. O(sweeps · E log E).
    """
    columns = _starting(ecosystem.nodes)
    links = [(edge.source, edge.target) for edge in ecosystem.edges]
    best, fewest = columns, crossings(columns, links)
    for sweep in range(SWEEPS):
        columns = _swept(columns, links, inward=sweep % 2 == 1)
        count = crossings(columns, links)
        if count < fewest:
            best, fewest = columns, count
    return best


def crossings(columns: Columns, links: Iterable[tuple[str, str]]) -> int:
    """How many pairs of lines between neighbouring columns cross."""
    place = {node.id: (tier, rank) for tier, nodes in columns.items() for rank, node in enumerate(nodes)}
    spans: dict[int, list[tuple[int, int]]] = {}
    for source, target in links:
        if source in place and target in place and place[target][0] - place[source][0] == 1:
            spans.setdefault(place[source][0], []).append((place[source][1], place[target][1]))
    return sum(_inversions([end for _, end in sorted(span)]) for span in spans.values())


def _inversions(ends: Sequence[int]) -> int:
    seen: list[int] = []
    count = 0
    for end in ends:
        count += len(seen) - bisect_left(seen, end + 1)
        insort(seen, end)
    return count


def _starting(nodes: Iterable[EcosystemNode]) -> Columns:
    columns: Columns = {}
    for node in sorted(nodes, key=lambda n: (n.tier, *_rank(n), -(n.size_yuan or 0), n.name, n.id)):
        columns.setdefault(node.tier, []).append(node)
    return columns


def _rank(node: EcosystemNode) -> tuple[bool, int]:
    return node.firm is None, NEAR_FIRST.index(node.nearness)


def _swept(columns: Columns, links: Sequence[tuple[str, str]], *, inward: bool) -> Columns:
    """One pass away from the leading firm, or back towards it."""
    partners: dict[str, set[str]] = {}
    for source, target in links:
        partners.setdefault(source, set()).add(target)
        partners.setdefault(target, set()).add(source)
    swept = dict(columns)
    for tier in sorted(columns, key=abs, reverse=inward):
        beside = swept.get(tier + (1 if tier > 0 else -1) * (1 if inward else -1), ()) if tier else ()
        height = {node.id: rank / max(1, len(beside)) for rank, node in enumerate(beside)}
        swept[tier] = _by_barycentre(swept[tier], partners, height, grouped=abs(tier) == 1)
    return swept


def _by_barycentre(
    nodes: Sequence[EcosystemNode],
    partners: Mapping[str, set[str]],
    height: Mapping[str, float],
    *,
    grouped: bool,
) -> list[EcosystemNode]:
    def key(ranked: tuple[int, EcosystemNode]) -> tuple[object, ...]:
        rank, node = ranked
        heights = [height[other] for other in sorted(partners.get(node.id, ())) if other in height]
        centre = sum(heights) / len(heights) if heights else rank / max(1, len(nodes))
        return (*(_rank(node) if grouped else (node.firm is None,)), centre, rank)

    return [node for _, node in sorted(enumerate(nodes), key=key)]
