"""What every store must do, asked of each of them."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from chaingraph.ids import EnterpriseId, ImportId
from chaingraph.model.enterprise import Enterprise, RegistrationStatus, Role, Signal
from chaingraph.model.place import Roster, RosterKind
from chaingraph.model.provenance import Evidence
from chaingraph.store.base.memory import MemoryStore
from chaingraph.store.base.port import ImportBatch, Store
from chaingraph.store.neo4j.address import address_of
from chaingraph.store.neo4j.store import Neo4jStore
from chaingraph.store.neo4j.writing import SMALL
from chaingraph.store.sqlite import SqliteStore
from tests.builders import edge, firm, link, makes, segment

NEO4J = pytest.mark.neo4j


@pytest.fixture(
    params=["memory", "sqlite", pytest.param("neo4j", marks=NEO4J), pytest.param("neo4j beside", marks=NEO4J)]
)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Each store; Neo4j also as it stores large imports, built beside the graph and switched over."""
    with opened(request, tmp_path) as found:
        yield found


@NEO4J
def test_what_another_process_writes_is_seen_in_a_moment_and_what_this_one_writes_at_once(graph_url: str) -> None:
    with Neo4jStore(address_of(graph_url), trust=0.5) as here, Neo4jStore(address_of(graph_url)) as there:
        empty = here.data_version()
        there.write(batch("a", enterprises=[FULL]))
        time.sleep(0.6)
        assert here.data_version() == there.data_version() != empty
        here.put("users", "甲", "{}")
        assert here.record("users", "甲") == "{}"


def opened(request: pytest.FixtureRequest, folder: Path) -> Store:
    match str(request.param):
        case "memory":
            return MemoryStore()
        case "sqlite":
            return SqliteStore(folder / "s.db")
        case name:
            address = address_of(request.getfixturevalue("graph_url"))
            return Neo4jStore(address, small=0 if name.endswith("beside") else SMALL)


def batch(name: str, **facts: object) -> ImportBatch:
    return ImportBatch(id=ImportId(name), title=name, facts=facts, at="2026-01-01")  # type: ignore[arg-type]


FULL = firm(
    "甲厂",
    uscc="91410700MA00000000",
    revenue_yuan=1.5e8,
    employees=30,
    qualifications=("专精特新小巨人", "高新技术企业"),
    roles=(Role(kind="龙头", chain="电池"),),  # type: ignore[arg-type]
    signals=(Signal(kind="扩产", on="2024-05", text="二期"),),
    notes=(("备注", "=1+1"),),
    status=RegistrationStatus.OPERATING,
    former_names=("甲老厂",),
    address="建设路 1 号",
    main_share_year=2024,
    insured_staff=0,
    pool=True,
    evidence=Evidence(source="年报（待核实）", as_of="2024-12-31", origin="a.csv/企业/2"),
)


def test_what_is_written_is_read_back_unchanged(store: Store) -> None:
    offerings, links = makes("甲厂", "铜箔", share=0.25), [link("甲厂", "乙厂", year="2024", amount_yuan=1e6)]
    store.write(
        batch(
            "a",
            enterprises=[FULL, firm("乙厂")],
            offerings=offerings,
            supply_links=links,
            segments=[segment("铜箔", aliases=("锂电铜箔",), critical=True)],
            segment_inputs=[edge("铜", "铜箔", 0.6, recycle=True)],
            rosters=[Roster(place="新乡市", kind=RosterKind.ABOVE_SCALE)],
        )
    )
    _, facts = store.read()
    assert list(facts["enterprises"]) == [firm("乙厂"), FULL]
    assert list(facts["offerings"]) == offerings
    assert list(facts["supply_links"]) == links
    assert facts["segments"][0].aliases == ("锂电铜箔",)
    assert facts["segment_inputs"][0].recycle is True
    assert list(facts["rosters"]) == [Roster(place="新乡市", kind=RosterKind.ABOVE_SCALE)]
    assert store.verify() == ()


def test_the_same_import_twice_changes_nothing(store: Store) -> None:
    assert store.write(batch("a", enterprises=[FULL])) is True
    version = store.data_version()
    assert store.write(batch("a", enterprises=[FULL])) is False
    assert store.data_version() == version
    assert len(store.imports()) == 1


def test_a_later_import_wins_where_it_knows_and_leaves_what_it_does_not(store: Store) -> None:
    store.write(batch("a", enterprises=[FULL]))
    store.write(batch("b", enterprises=[firm("甲厂", employees=40)]))
    _, facts = store.read()
    (merged,) = facts["enterprises"]
    assert (merged.employees, merged.revenue_yuan, merged.roles) == (40, 1.5e8, FULL.roles)
    assert merged.evidence == FULL.evidence


def test_undoing_an_import_brings_back_what_was_below(store: Store) -> None:
    store.write(batch("a", enterprises=[FULL]))
    before = store.data_version()
    store.write(batch("b", enterprises=[firm("甲厂", employees=40), firm("丙厂")]))
    assert store.undo(ImportId("b")) is True
    assert store.undo(ImportId("b")) is False
    assert store.data_version() == before
    assert list(store.read()[1]["enterprises"]) == [FULL]


def test_an_undone_import_can_be_made_again(store: Store) -> None:
    store.write(batch("a", enterprises=[FULL]))
    store.undo(ImportId("a"))
    assert store.write(batch("a", enterprises=[FULL])) is True


def test_derived_things_are_kept_by_name(store: Store) -> None:
    assert store.cached("tags/1") is None
    store.keep("tags/1", b"x")
    store.keep("tags/1", b"y")
    assert store.cached("tags/1") == b"y"


def test_an_untouched_store_verifies(store: Store) -> None:
    store.write(batch("a", enterprises=[FULL], offerings=makes("甲厂", "铜箔")))
    assert store.verify() == ()


def test_the_same_imports_give_the_same_version_and_facts_in_every_store(store: Store) -> None:
    with MemoryStore() as memory:
        for each in (memory, store):
            each.write(batch("a", enterprises=[FULL]))
            each.write(batch("b", enterprises=[firm("甲厂", employees=1), firm("乙厂")]))
        assert memory.read() == store.read()
        assert memory.imports() == store.imports()


def test_a_fact_keeps_its_identity_across_layers(store: Store) -> None:
    for number in range(3):
        store.write(batch(str(number), enterprises=[Enterprise(id=EnterpriseId("e"), name="甲", employees=number)]))
    assert [e.employees for e in store.read()[1]["enterprises"]] == [2]


def test_an_earlier_moment_can_be_read_again(store: Store) -> None:
    store.write(batch("a", enterprises=[FULL]))
    before = store.data_version()
    store.write(batch("b", enterprises=[firm("乙厂")]))
    first = store.imports()[0].sequence
    version, facts = store.read(until=first)
    assert version == before
    assert list(facts["enterprises"]) == [FULL]


def test_what_each_layer_says_of_a_fact_can_be_told(store: Store) -> None:
    store.write(batch("a", enterprises=[FULL]))
    store.write(batch("b", enterprises=[firm("甲厂", employees=40)]))
    sequences = [record.sequence for record in store.imports()]
    said = store.layers_of("enterprises", "甲厂")
    assert [(sequence, fact.employees, fact.uscc) for sequence, fact in said] == [
        (sequences[0], 30, FULL.uscc),
        (sequences[1], 40, None),
    ]
    assert store.layers_of("enterprises", "丁厂") == ()


def test_what_one_import_brought_can_be_told(store: Store) -> None:
    store.write(batch("a", enterprises=[FULL]))
    store.write(batch("b", enterprises=[firm("甲厂", employees=40)], offerings=makes("甲厂", "铜箔")))
    assert list(store.said(ImportId("a"))["enterprises"]) == [FULL]
    assert list(store.said(ImportId("b"))["enterprises"]) == [firm("甲厂", employees=40)]
    assert list(store.said(ImportId("b"))["offerings"]) == makes("甲厂", "铜箔")
    assert not any(store.said(ImportId("c")).values())


def test_records_are_kept_by_family_and_key_beside_the_facts(store: Store) -> None:
    version = store.data_version()
    for key in ("b", "a", "c"):
        store.put("users", key, key * 2)
    store.put("audit", "1", "x")
    store.put("users", "b", None)
    store.put("users", "c", "new")
    assert store.record("users", "a") == "aa"
    assert store.record("users", "b") is None
    assert store.records("users") == (("a", "aa"), ("c", "new"))
    assert store.records("users", last=1) == (("c", "new"),)
    assert store.families() == ("audit", "users")
    assert store.data_version() == version
    assert store.verify() == ()
