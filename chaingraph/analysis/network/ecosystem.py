"""Who supplies a leading firm and who buys from it, by tier: observed links first, then what segments imply."""

import numpy as np

from chaingraph.analysis.network.ecosystem_inferred import Walk, inferred
from chaingraph.analysis.network.ecosystem_walk import Found, observed
from chaingraph.analysis.network.main_lines import MainLines
from chaingraph.analysis.network.trades import Trades
from chaingraph.analysis.standing.bought import bought_stated
from chaingraph.analysis.standing.near import LOCAL, ORDER, near_ranks, nearness
from chaingraph.arrays import Floats
from chaingraph.findings.firm.ecosystem import Ecosystem, EcosystemEdge, EcosystemNode, FirmPurchases, Nearness
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.link_columns import LinkColumns
from chaingraph.graph.snapshot import Snapshot
from chaingraph.graph.tags import Tag
from chaingraph.memo import Key
from chaingraph.model.enterprise import Enterprise
from chaingraph.settings import Settings

PER_TIER = 12
GAPS_PER_TIER = 4
MOST_LINES = 3
"""Main lines of the firm that are followed, the largest first."""
NEAR_ORDER = {near: position for position, near in enumerate(ORDER)}


def ecosystem(snapshot: Snapshot, firm: int, rules: Settings, tiers: int = 2) -> Ecosystem:
    """The firm's suppliers and customers by tier.

    Observed: supply links, followed over the tiers; of a hub the nearest and largest partners are looked at, all are
    counted. Inferred: for each main line of the firm, in the chain where it is largest, firms whose main line is a
    segment that feeds it or buys from it, nearest first; a required feeding segment without a firm in the firm's own
    city is a gap. See ``main_lines`` for what is a main line and which inputs tell a supplier. Firms that are not live
    are left out; those of the shipped list come last and are never near. At most ``PER_TIER`` firms a tier are kept;
    ``truncated`` says that something was left out. O(links of the firms followed + firms on the segments reached).
    """
    found = Found(tier={firm: 0}, observed={firm}, total={0: 1})
    depth = min(tiers, rules.max_depth)
    observed(snapshot, firm, depth, found, rules)
    own = _own(snapshot, firm)
    found.segment[firm] = "、".join(dict.fromkeys(_name(snapshot, tag) for tag in own))
    for tag in own:
        chain = snapshot.chains[tag.chain]
        for direction in (-1, 1):
            inferred(Walk(snapshot, firm, chain, direction, found, rules), chain.index[tag.key], depth)
    return _assemble(snapshot, firm, found, rules)


def _own(snapshot: Snapshot, firm: int) -> list[Tag]:
    """The firm's main lines that are followed: those usual for its trade, else those its name tells, else none."""
    lines, trades = MainLines(snapshot).home(firm), Trades(snapshot)
    chains, name = snapshot.chains, snapshot.enterprises[firm].name
    usual = [tag for tag in lines if trades.usual(firm, chains[tag.chain], chains[tag.chain].index[tag.key])]
    named = [tag for tag in lines if any(len(one.matched) > 1 and one.matched in name for one in tag.evidence)]
    return (usual or named)[:MOST_LINES]


def _name(snapshot: Snapshot, tag: Tag) -> str:
    chain = snapshot.chains[tag.chain]
    return chain.segments[chain.index[tag.key]].name


def purchases_of(snapshot: Snapshot, firm: int, rules: Settings) -> FirmPurchases:
    """What is known of the firm's purchases, by spend and by firms; local is its own park or city.

        local_supply_rate = Σ known yuan from local suppliers / Σ known yuan
        spend_known = min(1, Σ known yuan / Σ over its segments of (revenue · share · Σ of what a yuan buys))

    The estimate counts each chain apart and takes the largest, because chains share segments. None where nothing is
    known, or nothing can be estimated. O(its links).
    """
    others, _, yuan = LinkColumns.of(snapshot).bought.partners(firm)
    local = near_ranks(snapshot, firm, others) < len(LOCAL)
    known, estimated = float(yuan.sum()), _estimated(snapshot, firm, rules)
    return FirmPurchases(
        suppliers=len(others),
        local_suppliers=int(local.sum()),
        known_yuan=known,
        local_yuan=float(yuan[local].sum()),
        local_supply_rate=float(yuan[local].sum()) / known if known > 0 else None,
        spend_known=min(1.0, known / estimated) if known > 0 and estimated > 0 else None,
    )


def _estimated(snapshot: Snapshot, firm: int, rules: Settings) -> float:
    """Yuan a year the firm buys along one chain, from what is stated alone; the largest over its chains."""
    size = float(snapshot.stated_sizes(rules)[firm])
    spent = []
    for name in {tag.chain for tag in snapshot.tags.of_firm(firm) if tag.chain in snapshot.chains}:
        chain = snapshot.chains[name]
        inputs, placed = _inputs(snapshot, chain), snapshot.stated_placements(chain)
        part = slice(placed.indptr[firm], placed.indptr[firm + 1])
        spent.append(size * float(placed.data[part] @ inputs[placed.indices[part]]))
    return max(spent, default=0.0)


def _inputs(snapshot: Snapshot, chain: ChainGraph) -> Floats:
    """Yuan of all inputs per yuan of each segment, shape (S,); made once for a snapshot."""
    key = Key[Floats]("inputs", chain.chain.name)
    return snapshot.memo.get(key, lambda: np.asarray(bought_stated(chain).sum(axis=1)))


def _assemble(snapshot: Snapshot, firm: int, found: Found, rules: Settings) -> Ecosystem:
    centre = snapshot.enterprises[firm]
    nodes = _capped(snapshot, firm, found, rules)
    kept = {node.id for node in nodes}
    edges = tuple(
        EcosystemEdge(source=a, target=b, observed=seen, basis=basis)
        for (a, b), (seen, basis) in sorted(found.edges.items())
        if a in kept and b in kept
    )
    first = [other for other, tier in found.tier.items() if tier == -1]
    near = [_near(centre, snapshot.enterprises[other]) for other in first]
    return Ecosystem(
        firm=firm,
        enterprise=centre.name,
        enterprise_id=centre.id,
        nodes=nodes,
        edges=edges,
        total={tier: count for tier, count in sorted(found.total.items()) if count},
        local_supplier_share=sum(n in LOCAL for n in near) / len(near) if near else None,
        purchases=purchases_of(snapshot, firm, rules),
        observed_links=found.links,
        inferred_links=sum(not seen for seen, _ in found.edges.values()),
        truncated=found.cut or len(kept) < len(found.tier) + len(found.gaps),
        as_of=snapshot.as_of,
        data_version=snapshot.version,
    )


def _capped(snapshot: Snapshot, firm: int, found: Found, rules: Settings) -> tuple[EcosystemNode, ...]:
    """Nodes by tier: observed first, then nearest, then largest, then gaps; capped.

    Gaps keep the order they were found in: the dearest input of the firm's main segment first.
    """
    sizes, _ = snapshot.sizes(rules)
    by_tier: dict[int, list[EcosystemNode]] = {}
    for other, tier in found.tier.items():
        by_tier.setdefault(tier, []).append(_node(snapshot, firm, other, found))
    out: list[EcosystemNode] = []
    for tier in sorted(by_tier):
        rows = by_tier[tier]
        rows.sort(key=lambda n: (not n.observed, n.mark, NEAR_ORDER[n.nearness], -float(sizes[n.firm or 0]), n.id))
        out += rows[:PER_TIER]
    gaps = list(found.gaps.items())
    for tier in sorted({t for _, (t, _) in gaps}):
        for key, (_, name) in [g for g in gaps if g[1][0] == tier][:GAPS_PER_TIER]:
            out.append(
                EcosystemNode(
                    id=key, tier=tier, firm=None, name="本地无供应商", segment=name,
                    nearness=Nearness.UNKNOWN, size_yuan=None, observed=False,
                )
            )  # fmt: skip
    return tuple(out)


def _node(snapshot: Snapshot, firm: int, other: int, found: Found) -> EcosystemNode:
    enterprise = snapshot.enterprises[other]
    return EcosystemNode(
        id=f"f{other}",
        tier=found.tier[other],
        firm=other,
        name=enterprise.label,
        segment=found.segment.get(other) or None,
        nearness=_near(snapshot.enterprises[firm], enterprise),
        size_yuan=None if enterprise.revenue_yuan is None else float(enterprise.revenue_yuan),
        observed=other in found.observed,
        enterprise_id=enterprise.id,
        mark=enterprise.mark,
    )


def _near(centre: Enterprise, other: Enterprise) -> Nearness:
    """Where the other firm sits; one that only the shipped list knows may be in the city, and is not said to be."""
    found = nearness(centre, other)
    return Nearness.PROVINCE if other.pool and found in LOCAL else found
