"""How long a portfolio takes: N candidates on a real chain, greedy, bounds and the exact search, in one table."""

import sys
import time
from collections.abc import Sequence

import numpy as np

from chaingraph.analysis.gaps.gaps import gaps
from chaingraph.analysis.portfolio.field import Seen
from chaingraph.analysis.portfolio.portfolio import portfolio
from chaingraph.analysis.standing.coverage import coverage
from chaingraph.findings.move.portfolio import Resources
from chaingraph.graph.moment.shelf import compiled_chains
from chaingraph.graph.snapshot import Snapshot
from chaingraph.graph.tags import Tag, TagEvidence, TagTable
from chaingraph.ids import DataVersion, EnterpriseId
from chaingraph.model.enterprise import Enterprise
from chaingraph.settings import Settings
from chaingraph.store.base.port import empty_facts

CHAIN = "动力电池"
BUDGETS = {
    "亩、厂房、基金、家数": Resources(land_mu=1500, plant_m2=400_000, fund_yuan=1.5e9, number=12),
    "只有亩": Resources(land_mu=1500),
    "只有家数": Resources(number=12),
}


def world(candidates: int, seed: int = 0) -> Snapshot:
    """A small city with cell and pack makers, and so many candidates elsewhere, each on one or two segments."""
    rng = np.random.default_rng(seed)
    facts = {**empty_facts()}
    chains = compiled_chains(facts)
    graph = chains[CHAIN]  # type: ignore[index]
    local = [Enterprise(id=EnterpriseId(f"L{n}"), name=f"本地{n}", province="甲省", city="子市") for n in range(12)]
    away = [
        Enterprise(
            id=EnterpriseId(f"M{n:07d}"), name=f"候选{n}", province="乙省", city="丑市",
            revenue_yuan=float(rng.lognormal(18, 1.5)),
        )
        for n in range(candidates)
    ]  # fmt: skip
    facts["enterprises"] = [*local, *away]
    bare = Snapshot.of(DataVersion("benchmark"), facts, chains)
    homes = [graph.index[graph.key_of("方形电芯")], graph.index[graph.key_of("电池模组与PACK")]]
    rows: list[list[Tag]] = [[_tag(graph.segments[homes[n % 2]].key, 0.9, 1.0)] for n in range(len(local))]
    for _ in away:
        picked = rng.choice(len(graph.segments), size=int(rng.integers(1, 3)), replace=False)
        rows.append([_tag(graph.segments[s].key, float(rng.uniform(0.5, 1)), 1 / len(picked)) for s in picked])
    return bare.tagged(TagTable.of(rows))


def _tag(key: str, score: float, share: float) -> Tag:
    evidence = (TagEvidence(field="主营产品", text=key),)
    return Tag(chain=CHAIN, key=key, score=score, probability=None, share=share, evidence=evidence)  # type: ignore[arg-type]


def main(sizes: Sequence[int]) -> int:
    """Print a row a size and budget: seconds, candidates, value of greedy and exact, the bound, whether proved."""
    rules = Settings()
    print("候选\t预算\t秒\t进入精确\t贪心\t精确\t上界\t已证明")
    for size in sizes:
        snapshot = world(size)
        graph, place = snapshot.chain(CHAIN), snapshot.place("子市")
        cover = coverage(snapshot, place, graph, rules)
        found = gaps(snapshot, cover, graph, rules)
        for name, budget in BUDGETS.items():
            for complete in (False, True):
                start = time.perf_counter()
                row = portfolio(snapshot, Seen(cover, found), graph, budget, rules, complete=complete)
                spent = time.perf_counter() - start
                label = name + ("（必需投入全到位）" if complete else "")
                figures = (row.considered, row.greedy.value, row.exact.value, row.upper)
                print(f"{size}\t{label}\t{spent:.2f}", *(f"{x:.4g}" for x in figures), row.proven, sep="\t")
    return 0


if __name__ == "__main__":
    sys.exit(main([int(word) for word in sys.argv[1:]] or [100, 1_000, 20_000]))
