"""The shared real data loads whole, quickly, and adds up."""

from pathlib import Path

import pytest

from benchmarks.realdata import ashare, eto_chips, gaoming, shared_data, sz_chains, tw_tpex, yangzhou
from chaingraph.graph.moment.shelf import compiled_chains
from chaingraph.store.base.memory import MemoryStore
from tests.loaders.files import facts, loaded

pytestmark = [
    pytest.mark.realdata,
    pytest.mark.skipif(not (shared_data() / "ashare").is_dir(), reason="the shared data folder is not here"),
]


def test_a_city_and_the_listed_firms_load_whole_and_add_up(tmp_path: Path) -> None:
    store = MemoryStore()
    report = loaded(yangzhou(tmp_path / "yangzhou"), ashare(tmp_path / "ashare"), store=store)
    assert report.read == report.accepted + report.merged + report.rejected
    assert len(facts(store, "enterprises")) > 7_700
    assert len(facts(store, "product_inputs")) == 53_036
    assert report.rejected < 10


def test_a_small_messy_district_loads_with_its_units(tmp_path: Path) -> None:
    store = MemoryStore()
    loaded(gaoming(tmp_path), store=store)
    one = next(one for one in facts(store, "enterprises") if one.name == "广东溢达纺织有限公司")
    assert (one.revenue_yuan, one.employees, one.region) == (8.5e9, 12000, "广东省/佛山市/高明区")
    assert len(facts(store, "supply_links")) == 9


def test_28_trees_of_a_city_load_whole(tmp_path: Path) -> None:
    store = MemoryStore()
    report = loaded(sz_chains(tmp_path), store=store)
    assert (report.read, report.rejected) == (1_298, 0)
    assert report.accepted + report.merged == 1_298
    assert len(facts(store, "chains")) == 28
    segments = facts(store, "segments")
    assert len({(s.chain, s.stage, s.branch, s.name) for s in segments}) == len(segments) == report.accepted == 1_296
    assert all("/" in s.key for s in segments if s.name == "EPC总承包")


def test_47_value_chains_in_traditional_chinese_load_whole(tmp_path: Path) -> None:
    store = MemoryStore()
    report = loaded(tw_tpex(tmp_path), store=store)
    assert (report.read, report.accepted, report.rejected) == (515, 515, 0)
    assert len(facts(store, "chains")) == 47
    segments = facts(store, "segments")
    assert len(segments) == 515
    assert sum(s.stage is None for s in segments) == 63
    assert sum(s.branch is not None for s in segments) == 207


def test_an_english_supply_chain_loads_with_its_edges_and_kinds(tmp_path: Path) -> None:
    store = MemoryStore()
    report = loaded(eto_chips(tmp_path), store=store)
    assert (report.tables["chains"]["accepted"], report.tables["segment_inputs"]["accepted"]) == (126, 53)
    assert report.rejected == 0
    segments = {s.name: s for s in facts(store, "segments")}
    assert sum(s.branch is not None for s in segments.values()) == 86
    assert segments["Mask exposure systems - e-beam"].branch == "Lithography tools/Maskless lithography tools"
    assert ("Crystal growing furnaces", "Wafer") in {(e.input, e.output) for e in facts(store, "segment_inputs")}
    (chain,) = facts(store, "chains")
    graph = compiled_chains(store.read()[1])[chain.name]
    assert graph.tiers[graph.index["Wafer"]] > graph.tiers[graph.index["Crystal growing furnaces"]]
