"""Tools begin with this place's best case, and a name is taken from a few letters; a visit comes back as links."""

from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook

from chaingraph.export.sheets.survey import visit_workbook
from chaingraph.service.workspace import Workspace
from chaingraph.settings import Settings
from chaingraph.store.base.memory import MemoryStore
from loaders import run
from tests.api.world import CHAIN, PARK, reading

PAIR = f"/places/{PARK}/chains/{CHAIN}"


def test_a_scenario_nobody_filled_in_lands_the_best_target() -> None:
    page = reading().get(f"{PAIR}/scenario").text
    assert "先看一个例子" in page
    assert "各项指标" in page


def test_a_portfolio_without_a_budget_offers_the_best_few_firms() -> None:
    web = reading()
    assert "先看最好的 5 家" in web.get(f"{PAIR}/portfolio").text
    assert "推荐组合" in web.get(f"{PAIR}/portfolio?top=5").text


def test_relations_and_proposals_offer_where_to_begin() -> None:
    web = reading()
    assert "从这里的龙头开始" in web.get(f"/paths?place={PARK}&chain={CHAIN}").text
    assert "从本地做得最多的产品开始" in web.get(f"/proposals?place={PARK}&chain={CHAIN}").text


def test_a_few_letters_or_initials_are_enough_for_a_name() -> None:
    web = reading()
    assert 'value="本地电芯厂"' in web.get("/names?land=电芯").text
    assert 'value="本地电芯厂"' in web.get("/names?leave=bddx").text
    assert "option" not in web.get("/names?supplier=").text


def test_a_filled_in_form_of_a_visit_is_read_back_as_observed_links(tmp_path: Path) -> None:
    book = load_workbook(BytesIO(visit_workbook("子市电芯厂", (("丑市隔膜厂", "隔膜"),), "走访子市电芯厂")))
    sheet = book["供应关系"]
    empty = next(row for row in sheet.iter_rows(min_row=2) if row[0].value is None)
    for cell, value in zip(empty, ("寅市铜箔厂", "子市电芯厂", "铜箔"), strict=False):
        cell.value = value
    file = tmp_path / "走访.xlsx"
    book.save(file)
    with Workspace(MemoryStore(), Settings()) as workspace:
        run.load([file], workspace.store, rules=workspace.rules, by="", at="2026-11-30T00:00:00+00:00")
        links = {(link.product, link.evidence.source) for link in workspace.snapshot().links}
    assert {product for product, _ in links} == {"隔膜", "铜箔"}
    assert "走访子市电芯厂" in {source for _, source in links}
