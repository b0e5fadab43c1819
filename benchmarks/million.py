"""A store's snapshot of invented firms as objects, and how long single questions to it take."""

import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq

from benchmarks.generated import segments_of
from benchmarks.tagging import built_in_chains, peak_gigabytes
from chaingraph.analysis.gaps.gaps import gaps
from chaingraph.analysis.network.ecosystem import ecosystem
from chaingraph.analysis.portfolio.field import Seen
from chaingraph.analysis.portfolio.portfolio import portfolio
from chaingraph.analysis.standing.coverage import coverage
from chaingraph.analysis.targets.targets import targets
from chaingraph.findings.move.portfolio import Resources
from chaingraph.findings.place.gap import Coverage, Gap
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.link_columns import LinkColumns
from chaingraph.graph.snapshot import Snapshot
from chaingraph.graph.tags import Tag, TagTable
from chaingraph.ids import ChainId, DataVersion, EnterpriseId, ProductId
from chaingraph.model.enterprise import Enterprise
from chaingraph.model.links import Offering, SupplyLink
from chaingraph.settings import Settings
from chaingraph.store.base.port import empty_facts
from chaingraph.tagging.search.likely import likely_tags

CHAIN, CITY = ChainId("动力电池"), "洛阳市"
SEGMENT, OTHER_SEGMENT = "锂电铜箔", "电池管理系统"
RULES = Settings()
POOL = 20_000
"""Candidates of the portfolio, about."""
PARTNERS, HUBS, HUB_PARTNERS = 20_000, 50, 5_000
"""Suppliers of the hub asked for; how many of them are hubs; suppliers of each of those."""


def snapshot(folder: Path) -> Snapshot:
    """The firms of the folder with a tag for each offering, and a hub with hubs upstream."""
    table = pq.read_table(folder / "enterprises.parquet", columns=["firm_id", "name", "province", "city"])
    revenue = pq.read_table(folder / "enterprises.parquet", columns=["revenue_million_cny"]).column(0).to_pylist()
    firms = tuple(
        Enterprise(id=EnterpriseId(i), name=n, province=p, city=c, revenue_yuan=r * 1e6)
        for i, n, p, c, r in zip(*(table.column(k).to_pylist() for k in range(4)), revenue, strict=True)
    )
    graphs = {graph.chain.name: graph for graph in built_in_chains()}
    facts = {**empty_facts(), "enterprises": firms, "supply_links": hub_links(firms)}
    bare = Snapshot.of(DataVersion("generated"), facts, graphs)
    return bare.tagged(tags(folder, list(graphs.values()), len(firms)))


def tags(folder: Path, graphs: list[ChainGraph], firms: int) -> TagTable:
    """One tag for each offering; the tags of one segment and share are one object."""
    offered = pq.read_table(folder / "offerings.parquet")
    products = offered["product"].combine_chunks().dictionary_encode()
    segment = segments_of(products.dictionary.to_pylist())[products.indices.to_numpy()]
    names = [(graph.chain.name, one.key) for graph in graphs for one in graph.segments]
    known: dict[tuple[int, float], Tag] = {}

    def tag(number: int, share: float) -> Tag:
        key = number, round(share, 2)
        if key not in known:
            chain, name = names[number]
            known[key] = Tag(chain=chain, key=name, score=0.9, probability=None, share=key[1], evidence=())
        return known[key]

    rows = tuple(map(tag, segment.tolist(), offered["revenue_share"].to_pylist()))
    firm = np.array([int(i[1:]) - 1 for i in offered["firm_id"].to_pylist()])
    start = np.zeros(firms + 1, dtype=np.int64)
    np.cumsum(np.bincount(firm, minlength=firms), out=start[1:])
    return TagTable(start, rows)


def hub_links(firms: tuple[Enterprise, ...]) -> list[SupplyLink]:
    """Links of the first firm with its many suppliers, the first of which are hubs themselves."""
    draw = random.Random(1)
    suppliers = draw.sample(range(1, len(firms)), min(PARTNERS, len(firms) // 4))
    links = [SupplyLink(supplier=firms[s].id, buyer=firms[0].id, amount_yuan=1e6) for s in suppliers]
    for hub in suppliers[:HUBS]:
        others = draw.sample(range(1, len(firms)), min(HUB_PARTNERS, len(firms) // 8))
        links += [SupplyLink(supplier=firms[o].id, buyer=firms[hub].id) for o in others if o != hub]
    return links


def best(work: Callable[[], Any], runs: int = 7) -> float:
    """Seconds of the fastest of several runs."""
    seconds = []
    for _ in range(runs):
        begin = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - begin)
    return min(seconds)


def questions(folder: Path) -> dict[str, float]:
    """Seconds of each question, the snapshot's columns made, and the memory of it all."""
    facts = snapshot(folder)
    place, chain = facts.place(CITY), facts.chains[CHAIN]
    cover = coverage(facts, place, chain, RULES)
    found = gaps(facts, cover, chain, RULES)
    gap = sorted(found, key=lambda one: one.known_firms)[len(found) // 2]
    LinkColumns.of(facts)
    budget = Resources(land_mu=3000.0, plant_m2=400_000.0, fund_yuan=2e9)
    answer: dict[str, float] = {
        "firms": len(facts.enterprises),
        "links": len(facts.links),
        "candidates": gap.known_firms,
        "coverage": best(lambda: coverage(facts, place, chain, RULES)),
        "targets": best(lambda: targets(facts, cover, chain, found, RULES, segments=[gap.key])),
        "ecosystem": best(lambda: ecosystem(facts, 0, RULES)),
        "peak": peak_gigabytes(),
    }
    few = most_urgent(facts, cover, found, chain)
    answer["pool"] = portfolio(facts, Seen(cover, few), chain, budget, RULES).candidates
    answer["portfolio"] = best(lambda: portfolio(facts, Seen(cover, few), chain, budget, RULES), 2)
    return answer


def most_urgent(facts: Snapshot, cover: Coverage, found: Sequence[Gap], chain: ChainGraph) -> tuple[Gap, ...]:
    """The most urgent gaps that have about 20,000 candidates between them."""
    kept: list[Gap] = []
    pool: set[int] = set()
    outside = ~facts.members(cover.place)
    for gap in found:
        pool |= {firm for firm in facts.firms_on(chain)[chain.index[gap.key]] if outside[firm]}
        kept.append(gap)
        if len(pool) >= POOL:
            break
    return tuple(kept)


def relevance(folder: Path) -> dict[str, float]:
    """CPU seconds of the proposals for one segment among the firms of the folder, first and again, and the memory.

    Nobody is tagged: every proposal comes from the quick look and the ranking of whom it finds.
    """
    table = pq.read_table(folder / "enterprises.parquet", columns=["firm_id", "name", "province", "city", "sw_l3"])
    firms = tuple(
        Enterprise(id=EnterpriseId(i), name=n, province=p, city=c, industry=w)
        for i, n, p, c, w in zip(*(table.column(k).to_pylist() for k in range(5)), strict=True)
    )
    rows = pq.read_table(folder / "offerings.parquet", columns=["firm_id", "product", "revenue_share"])
    offerings = [
        Offering(enterprise=EnterpriseId(f), product=ProductId(p), share=s)
        for f, p, s in zip(*(rows.column(k).to_pylist() for k in range(3)), strict=True)
    ]
    graphs = {graph.chain.name: graph for graph in built_in_chains()}
    facts = Snapshot.of(
        DataVersion("generated"), {**empty_facts(), "enterprises": firms, "offerings": offerings}, graphs
    )
    chain = graphs[CHAIN]
    others = np.ones(len(firms), dtype=bool)
    spent = []
    for name in (SEGMENT, SEGMENT, OTHER_SEGMENT):
        begin = time.process_time()
        likely_tags(facts, chain, [chain.key_of(name)], among=others, most=50, within=RULES.relevance_firms)
        spent.append(time.process_time() - begin)
    return {"firms": len(firms), "first": spent[0], "again": spent[1], "other": spent[2], "peak": peak_gigabytes()}
