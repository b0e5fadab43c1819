"""The same file again: nothing new, unless what was refused can be taken now."""

from pathlib import Path

from chaingraph.settings import Settings
from chaingraph.store.base.memory import MemoryStore
from loaders.run import load


def test_rows_refused_for_an_unknown_park_are_taken_once_the_park_is_known(tmp_path: Path) -> None:
    firms, parks = tmp_path / "企业.csv", tmp_path / "园区.csv"
    firms.write_text("企业名称,所在园区\n甲厂,\n乙厂,东园\n", encoding="utf-8")
    parks.write_text("园区名称,省,市\n东园,河南省,新乡市\n", encoding="utf-8")
    store, rules = MemoryStore(), Settings()
    first = load([firms], store, rules=rules, at="2026-01-01")
    assert (first.accepted, first.rejected) == (1, 1)
    assert load([firms], store, rules=rules, at="2026-01-02").already_imported
    load([parks], store, rules=rules, at="2026-01-03")
    again = load([firms], store, rules=rules, at="2026-01-04")
    assert (again.already_imported, again.accepted, again.merged, again.rejected) == (False, 1, 1, 0)
    assert {firm.name: firm.park for firm in store.read()[1]["enterprises"]} == {"甲厂": None, "乙厂": "东园"}
    layers = len(store.imports())
    assert load([firms], store, rules=rules, at="2026-01-05").already_imported
    assert len(store.imports()) == layers
