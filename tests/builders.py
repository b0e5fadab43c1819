"""Three-line worlds for tests: firms, chains and snapshots with only what a test says."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.snapshot import Snapshot
from chaingraph.ids import ChainId, DataVersion, EnterpriseId, ProductId, SegmentKey
from chaingraph.model.chain import Chain, Segment, SegmentInput
from chaingraph.model.enterprise import Enterprise
from chaingraph.model.links import Offering, SupplyLink
from chaingraph.service.placement import Tagger
from chaingraph.settings import Settings
from chaingraph.store.base.memory import MemoryStore
from chaingraph.store.base.port import empty_facts

CHAIN = ChainId("电池")
HERE = {"province": "甲省", "city": "子市"}
THERE = {"province": "乙省", "city": "丑市"}


def firm(name: str, **known: Any) -> Enterprise:
    """A firm whose id is its name."""
    return Enterprise(id=EnterpriseId(name), name=name, **known)


def makes(name: str, *products: str, share: float | None = None) -> list[Offering]:
    """Offerings of a firm, all with the same share."""
    return [Offering(enterprise=EnterpriseId(name), product=ProductId(p), share=share) for p in products]


def segment(name: str, **known: Any) -> Segment:
    """A segment of the test chain whose key is its name; all of its cost is material where nothing else is said."""
    return Segment(chain=CHAIN, key=SegmentKey(name), name=name, **{"material_ratio": 1.0, **known})


def edge(source: str, target: str, share: float | None = 0.5, **known: Any) -> SegmentInput:
    """``target`` buys from ``source``."""
    return SegmentInput(
        chain=CHAIN,
        input=SegmentKey(source),
        output=SegmentKey(target),
        cost_share=share,
        cost_share_high=share,
        **known,
    )


def chain(names: Iterable[str | Segment], edges: Iterable[SegmentInput] = ()) -> ChainGraph:
    """A chain with these segments in this order."""
    named = [segment(name) if isinstance(name, str) else name for name in names]
    segments = [replace(one, order=number) for number, one in enumerate(named)]
    return ChainGraph.of(Chain(name=CHAIN), segments, edges)


def link(supplier: str, buyer: str, **known: Any) -> SupplyLink:
    """An observed supply link."""
    return SupplyLink(supplier=EnterpriseId(supplier), buyer=EnterpriseId(buyer), **known)


def snapshot(
    graph: ChainGraph,
    firms: Sequence[Enterprise],
    offerings: Sequence[Offering] = (),
    rules: Settings | None = None,
    **facts: Sequence[Any],
) -> Snapshot:
    """A tagged snapshot of one chain."""
    known: Mapping[str, Sequence[Any]] = {
        **empty_facts(),
        "enterprises": sorted(firms, key=lambda f: f.id),
        "offerings": list(offerings),
        **facts,
    }
    bare = Snapshot.of(DataVersion("test"), known, {CHAIN: graph})
    return Tagger(MemoryStore(), rules or Settings()).tagged(bare, "test")
