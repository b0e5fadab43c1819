"""Documents leave as files that Word opens."""

import pytest

from chaingraph.service.workspace import Workspace
from chaingraph.store.base.memory import MemoryStore
from tests.api.world import CHAIN, PARK, client, reading

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.parametrize("query", ["?own=1", f"?place={PARK}&chain={CHAIN}", ""])
def test_a_dossier_is_a_word_file_named_after_the_firm(query: str) -> None:
    answer = reading().get(f"/enterprises/本地电芯厂/dossier{query}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == WORD
    assert "%E4%B8%80%E4%BC%81%E4%B8%80%E7%AD%96" in answer.headers["content-disposition"]
    assert answer.content.startswith(b"PK")


def test_an_unknown_firm_has_no_dossier() -> None:
    assert reading().get("/enterprises/没有/dossier").status_code == 404


def test_the_bulletin_is_a_word_file_too() -> None:
    answer = reading().get("/bulletin?month=2026-07&format=docx")
    assert answer.headers["content-type"] == WORD
    assert answer.content.startswith(b"PK")


def test_the_bulletin_is_slides_and_a_page_to_keep() -> None:
    slides = reading().get("/bulletin?month=2026-07&format=pptx")
    assert slides.content.startswith(b"PK")
    kept = reading().get("/bulletin?month=2026-07&format=file")
    assert "attachment" in kept.headers["content-disposition"]
    assert "缺口变化" in kept.text
    assert "名录.xlsx" not in kept.text + reading().get("/bulletin?month=2026-07").text


def test_a_month_that_is_none_is_refused() -> None:
    assert reading().get("/bulletin?month=2026-19").status_code in (400, 422)


def test_an_empty_store_has_a_page_instead_of_a_bulletin() -> None:
    assert "还没有数据" in client(Workspace(MemoryStore())).get("/bulletin").text
