"""The shared real data loads whole, quickly, and adds up."""

from pathlib import Path

import pytest

from benchmarks.realdata import ashare, gaoming, shared_data, yangzhou
from chaingraph.store.memory import MemoryStore
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
