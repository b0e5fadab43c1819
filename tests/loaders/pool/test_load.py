"""The shipped list in a store: marked, once, below whatever somebody's own list says, and gone when taken back."""

from importlib.resources import files
from pathlib import Path

import pytest

from chaingraph.errors import UnknownName
from chaingraph.graph.snapshot import Snapshot
from chaingraph.model.enterprise import Enterprise
from chaingraph.settings import Settings
from chaingraph.store.base.memory import MemoryStore
from loaders import run
from loaders.pool.placed import PLACED, digest, of_chain, placed_text
from loaders.pool.rows import pool_firms

RULES = Settings()
TERMS = run.Terms(rules=RULES, at="2026-01-01")
FIRST = pool_firms()[0].enterprise


def own_list(folder: Path, store: MemoryStore, city: str | None = None) -> None:
    """Import one firm of the list as somebody's own, with its revenue and another product."""
    path = folder / "企业.csv"
    province = FIRST.province if city is None else "河南省"
    row = f"{FIRST.name},{province},{city or FIRST.city},3,镜框"
    path.write_text(f"企业名称,省,市,营业收入(亿元),主营产品\n{row}\n", encoding="utf-8")
    run.load([path], store, rules=RULES, at="2026-01-02")


def named(store: MemoryStore, name: str) -> list[Enterprise]:
    """The firms of that name in the store."""
    return [one for one in store.read()[1]["enterprises"] if one.name == name]


def test_every_firm_is_stored_once_with_mark_and_source() -> None:
    store = MemoryStore()
    first, again = run.load_pool(store, TERMS), run.load_pool(store, TERMS)
    stored = store.read()[1]["enterprises"]
    assert len(stored) == first.accepted == first.read == len(pool_firms())
    assert all(one.pool and (one.evidence.source or "").startswith("内置名录") for one in stored)
    assert (again.already_imported, again.id, again.accepted, len(store.imports())) == (True, first.id, 0, 1)


def test_taken_back_nothing_is_left_and_it_may_come_again() -> None:
    store = MemoryStore()
    told = run.load_pool(store, TERMS)
    store.undo(told.id)
    assert not store.read()[1]["enterprises"]
    assert run.load_pool(store, TERMS).accepted == told.accepted


def test_a_firm_of_somebodys_own_list_is_left_alone(tmp_path: Path) -> None:
    store = MemoryStore()
    own_list(tmp_path, store)
    before = named(store, FIRST.name)
    told = run.load_pool(store, TERMS)
    assert named(store, FIRST.name) == before
    assert (told.merged, told.accepted) == (1, told.read - 1)


@pytest.mark.parametrize("city", [None, "新乡市"])
def test_a_list_that_comes_later_wins_field_by_field_and_takes_the_mark_away(tmp_path: Path, city: str | None) -> None:
    store = MemoryStore()
    run.load_pool(store, TERMS)
    own_list(tmp_path, store, city)
    (firm,) = named(store, FIRST.name)
    assert (firm.pool, firm.revenue_yuan, firm.city) == (False, 3e8, city or FIRST.city)
    assert firm.short_name == FIRST.short_name
    seen = Snapshot.of(*store.read(), {})
    assert [made.product for made in seen.offerings_of[seen.index[firm.id]]] == ["镜框"]
    store.undo(store.imports()[-1].id)
    assert named(store, FIRST.name)[0].pool


def test_dry_run_counts_and_stores_nothing() -> None:
    store = MemoryStore()
    told = run.load_pool(store, run.Terms(rules=RULES, at="", dry_run=True))
    assert told.accepted == len(pool_firms())
    assert store.imports() == ()


def test_the_shipped_places_are_of_this_library_list_and_tagger() -> None:
    first = (files("loaders.pool") / PLACED).read_text(encoding="utf-8").partition("\n")[0]
    assert first == digest(RULES), "python -m loaders.pool.placed writes them anew"


@pytest.mark.slow
def test_the_shipped_places_are_what_the_tagger_says_now() -> None:
    assert (files("loaders.pool") / PLACED).read_text(encoding="utf-8") == placed_text(RULES)


def test_other_settings_are_not_answered_from_the_shipped_places() -> None:
    assert digest(RULES) != digest(RULES.model_copy(update={"tag_max_segments": RULES.tag_max_segments + 1}))


def test_a_chain_has_the_firms_of_its_table_and_those_placed_on_it() -> None:
    found = of_chain("风电产业链", RULES)
    table = [one for one in pool_firms() if one.chain == "风电"]
    assert {one.enterprise.id for one in table} < {one.enterprise.id for one in found}
    assert len(found) < len(pool_firms())
    with pytest.raises(UnknownName):
        of_chain("没有的链", RULES)
