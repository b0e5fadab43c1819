"""Memory, SQLite and Neo4j give the same facts and the same findings, byte for byte."""

import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from api.command import load_demo
from benchmarks.realdata import ashare, shared_data, yangzhou
from chaingraph.analysis.gaps import gaps
from chaingraph.analysis.network import ecosystem
from chaingraph.analysis.standing import coverage
from chaingraph.analysis.targets import targets
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.ids import ChainId, EnterpriseId, ImportId, ProductId, SegmentKey
from chaingraph.model.chain import Chain
from chaingraph.model.enterprise import Enterprise
from chaingraph.model.links import Product, ProductInput
from chaingraph.model.place import Park
from chaingraph.model.promotion import Correction, Lead, Project
from chaingraph.service.workspace import Workspace
from chaingraph.settings import Settings
from chaingraph.store.base.dump import dump, dumped, restore
from chaingraph.store.base.memory import MemoryStore
from chaingraph.store.base.port import ImportBatch, Store
from chaingraph.store.neo4j.address import address_of
from chaingraph.store.neo4j.store import Neo4jStore
from chaingraph.store.neo4j.writing import SMALL
from chaingraph.store.sqlite import SqliteStore
from chaingraph.wire.plain import to_json
from loaders import run
from tests.builders import CHAIN, HERE, THERE, edge, firm, link, makes, segment, snapshot

pytestmark = pytest.mark.neo4j
RULES = Settings()
WORLDS = 50
SEGMENTS = ("铜箔", "隔膜", "电解液", "电芯", "电池包")


@pytest.fixture
def stores(graph_url: str, tmp_path: Path) -> Iterator[dict[str, Store]]:
    """One of each, empty; Neo4j once more as it stores large imports is tested by the same worlds."""
    with MemoryStore() as memory, SqliteStore(tmp_path / "s.db") as sqlite, Neo4jStore(address_of(graph_url)) as graph:
        yield {"memory": memory, "sqlite": sqlite, "neo4j": graph}


def same(stores: dict[str, Store], answer: Callable[[Store], Any]) -> Any:
    """The one answer that all stores give."""
    told = {name: answer(store) for name, store in stores.items()}
    assert told["sqlite"] == told["memory"]
    assert told["neo4j"] == told["memory"]
    return told["memory"]


def world(seed: int) -> list[ImportBatch]:
    """Two imports of a small invented world: the second says more of, and otherwise than, the first."""
    chance = random.Random(seed)
    names = [f"{chance.choice('东南西北')}{chance.choice('山水')}{n}厂" for n in range(chance.randint(2, 14))]
    some: Callable[[Sequence[Any]], list[Any]] = lambda rows: chance.sample(rows, chance.randint(0, len(rows)))  # noqa: E731
    first = {
        "parks": [Park(name="甲园", chains=(ChainId(CHAIN),), land_mu=float(seed), **HERE)],
        "enterprises": [_firm(name, chance) for name in names],
        "chains": [Chain(name=CHAIN)],
        "segments": [segment(name, order=n, critical=chance.random() < 0.3) for n, name in enumerate(SEGMENTS)],
        "segment_inputs": some([edge(a, b) for a, b in zip(SEGMENTS, SEGMENTS[3:] * 2, strict=False) if a != b]),
        "products": some(
            [Product(name=ProductId("锂电铜箔"), parent=ProductId("铜箔")), Product(name=ProductId("铝"))]
        ),
        "product_inputs": some([ProductInput(product=ProductId("铜箔"), input=ProductId("铜"))]),
        "offerings": [
            offering
            for name in names
            for offering in makes(name, *some(SEGMENTS), share=chance.choice([None, 0.25, 1 / 3]))
        ],
    }
    pairs = [(a, b) for a in names for b in names if a != b]
    links = [
        link(a, b, product="铜箔", year=str(2020 + n % 3), amount_yuan=float(n))
        for n, (a, b) in enumerate(some(pairs)[:20])
    ]
    second = {
        "enterprises": [_firm(name, chance) for name in some(names)],
        "supply_links": list({(li.supplier, li.buyer, li.year): li for li in links}.values()),
        "projects": [Project(name="扩建", park="甲园", enterprise=EnterpriseId(names[0]), progress=0.5)],
        "leads": [Lead(enterprise=EnterpriseId(names[0]), place="甲园", chain=ChainId(CHAIN))],
        "corrections": [
            Correction(enterprise=EnterpriseId(names[-1]), chain=ChainId(CHAIN), segment=SegmentKey("电芯"))
        ],
    }
    return [
        ImportBatch(id=ImportId(f"{seed}/{n}"), title=f"第{n}次", facts=facts, at=f"2026-01-0{n}", by="测试")
        for n, facts in enumerate((first, second), start=1)
    ]  # fmt: skip


def _firm(name: str, chance: random.Random) -> Enterprise:
    return firm(
        name,
        revenue_yuan=chance.choice([None, 1e8, 3.5e9]),
        employees=chance.choice([None, 0, 300]),
        park=chance.choice([None, "甲园"]),
        qualifications=tuple(chance.sample(["高新技术企业", "专精特新小巨人"], chance.randint(0, 2))),
        **chance.choice([HERE, THERE]),
    )


def findings(store: Store) -> str:
    """What the analyses say of the world's own chain in 子市, as the commands print it."""
    version, facts = store.read()
    graph = ChainGraph.of(Chain(name=CHAIN), facts["segments"], facts["segment_inputs"])
    firms, offerings = facts["enterprises"], facts["offerings"]
    rest = {name: rows for name, rows in facts.items() if name not in ("enterprises", "offerings")}
    seen = snapshot(graph, firms, offerings, RULES, **rest)
    cover = coverage.coverage(seen, seen.place("甲园"), graph, RULES)
    lacking = gaps.gaps(seen, cover, graph, RULES)
    found = targets.targets(seen, cover, graph, lacking, RULES, top=20)
    return to_json([version, lacking, found, ecosystem.ecosystem(seen, 0, RULES, 2)])


def test_fifty_worlds_give_identical_findings_and_leave_no_trace(stores: dict[str, Store]) -> None:
    graph = stores["neo4j"]
    assert isinstance(graph, Neo4jStore)
    told: list[str] = []
    for seed in range(WORLDS):
        graph._small = SMALL if seed % 5 else 0
        for batch in world(seed):
            assert same(stores, lambda store, batch=batch: store.write(batch)) is True  # type: ignore[misc]
        told.append(same(stores, findings))
        assert same(stores, dumped)
        if seed % 10 == 0:
            assert graph.verify() == ()
        for batch in reversed(world(seed)):
            assert same(stores, lambda store, batch=batch: store.undo(batch.id)) is True  # type: ignore[misc]
    assert sum('"severity"' in text for text in told) > WORLDS / 2
    assert graph.wire.ask("MATCH (n) WHERE NOT n:Current RETURN count(n)") == [[0]]


def test_the_demo_city_gives_identical_findings(stores: dict[str, Store], tmp_path: Path) -> None:
    load_demo(Workspace(stores["memory"], RULES))
    _copy(stores, tmp_path)
    assert same(stores, _answers("新乡市", "动力电池")) != "[]"
    graph = stores["neo4j"]
    assert graph.verify() == ()


@pytest.mark.realdata
@pytest.mark.skipif(not (shared_data() / "ashare").is_dir(), reason="the shared data folder is not here")
def test_a_real_city_and_the_listed_firms_give_identical_findings(stores: dict[str, Store], tmp_path: Path) -> None:
    folders = [yangzhou(tmp_path / "yangzhou"), ashare(tmp_path / "ashare")]
    run.load(folders, stores["memory"], rules=RULES, by="测试", at="2026-01-01")
    _copy(stores, tmp_path)
    memory = stores["memory"]
    assert isinstance(memory, MemoryStore)
    Workspace(memory, RULES).snapshot()
    for name, content in memory._kept.items():
        assert same(stores, lambda store, name=name, content=content: store.keep(name, content) or store.cached(name))  # type: ignore[misc]
    assert same(stores, _answers("扬州市", "动力电池")) != "[]"
    assert stores["neo4j"].verify() == ()


def _copy(stores: dict[str, Store], folder: Path) -> None:
    """What memory holds, in every store."""
    path = folder / "saved"
    with path.open("wb") as out:
        dump(stores["memory"], out)
    for name in ("sqlite", "neo4j"):
        restore(stores[name], path)


def _answers(place: str, chain: str) -> Callable[[Store], str]:
    def answers(store: Store) -> str:
        workspace = Workspace(store, RULES)
        study = workspace.study(place, chain)
        found = workspace.targets_of(study, top=30)
        centre = found[0].enterprise_id if found else workspace.snapshot().enterprises[0].id
        return to_json([workspace.snapshot().version, study.gaps, found, workspace.ecosystem(centre)])

    return answers
