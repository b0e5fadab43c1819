"""The same file again: nothing new, unless what was refused can be taken now."""

from pathlib import Path

from chaingraph.settings import Settings
from chaingraph.store.base.memory import MemoryStore
from loaders.run import load


def test_rows_refused_for_an_unknown_firm_are_taken_once_the_firm_is_known(tmp_path: Path) -> None:
    marks, firms = tmp_path / "标注.csv", tmp_path / "企业.csv"
    marks.write_text("企业,环节\n甲厂,锂辉石采选\n乙厂,锂辉石采选\n", encoding="utf-8")
    firms.write_text("企业名称\n乙厂\n", encoding="utf-8")
    first_firm = tmp_path / "先.csv"
    first_firm.write_text("企业名称\n甲厂\n", encoding="utf-8")
    store, rules = MemoryStore(), Settings()
    load([first_firm], store, rules=rules, at="2026-01-01")
    first = load([marks], store, rules=rules, at="2026-01-01")
    assert (first.accepted, first.rejected) == (1, 1)
    assert load([marks], store, rules=rules, at="2026-01-02").already_imported
    load([firms], store, rules=rules, at="2026-01-03")
    again = load([marks], store, rules=rules, at="2026-01-04")
    assert (again.already_imported, again.accepted, again.merged, again.rejected) == (False, 1, 1, 0)
    assert len(store.read()[1]["corrections"]) == 2
    layers = len(store.imports())
    assert load([marks], store, rules=rules, at="2026-01-05").already_imported
    assert len(store.imports()) == layers
