"""The 摸底表 goes round and comes back: what was answered is a correction, what was not changes nothing."""

from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook

from chaingraph.export.sheets.survey import CHOICE, COLUMNS, NONE_OF_THESE, SHEET, survey_workbook
from chaingraph.ids import ChainId, EnterpriseId
from chaingraph.model.chain import Chain
from chaingraph.service.ask.place.worklist import survey_list
from chaingraph.service.workspace import Workspace
from chaingraph.store.base.memory import MemoryStore
from chaingraph.store.base.port import ImportBatch
from loaders.run import load
from tests.builders import CHAIN, HERE, firm, segment

FIRMS = ("子市不熟", "子市新材", "子市杂货")


def workspace() -> Workspace:
    """A city of three firms of whom only names and classes are known."""
    store = MemoryStore()
    facts = {
        "chains": [Chain(name=ChainId(CHAIN))],
        "segments": [
            segment("湿法隔膜", order=0, industry_codes=("C2921",)),
            segment("电池包", order=1, industry_codes=("C3841",)),
        ],
        "enterprises": [firm(name, industry_code="C2921", **HERE) for name in FIRMS],
    }
    store.write(ImportBatch(id="first", title="名录", facts=facts, at="2026-11-01T00:00:00+00:00"))  # type: ignore[arg-type]
    return Workspace(store)


def filled(folder: Path, asked: Workspace, answers: dict[str, str]) -> Path:
    """The sheet as somebody filled it in."""
    found = survey_list(asked, "子市", CHAIN)
    book = load_workbook(BytesIO(survey_workbook(found, asked.snapshot())))
    sheet = book[SHEET]
    for row in range(4, 4 + len(found.rows)):
        sheet.cell(row, CHOICE + 1).value = answers.get(str(sheet.cell(row, 2).value))
    path = folder / "回收.xlsx"
    book.save(path)
    return path


def test_every_row_offers_its_own_candidates_and_none_of_these(tmp_path: Path) -> None:
    asked = workspace()
    book = load_workbook(filled(tmp_path, asked, {}))
    assert [cell.value for cell in book[SHEET][3]] == [column.title for column in COLUMNS]
    lists = [one.formula1 for one in book[SHEET].data_validations.dataValidation]
    assert len(lists) == len(FIRMS)
    assert all(f"{CHAIN} · 湿法隔膜" in choices and NONE_OF_THESE in choices for choices in lists)


def test_answers_become_corrections_and_blanks_and_none_of_these_change_nothing(tmp_path: Path) -> None:
    asked = workspace()
    path = filled(tmp_path, asked, {"子市新材": f"{CHAIN} · 湿法隔膜", "子市杂货": NONE_OF_THESE})
    report = load([path], asked.store, rules=asked.rules, at="2026-11-02T00:00:00+00:00")
    assert (report.accepted, report.rejected) == (1, 0)
    (word,) = asked.snapshot().corrections
    assert (word.enterprise, word.chain, word.segment, word.verdict) == (
        EnterpriseId("子市新材"),
        CHAIN,
        "湿法隔膜",
        True,
    )
    names = [asked.snapshot().enterprises[n].name for n in asked.study("子市", CHAIN).coverage.states[0].local]
    assert names == ["子市新材"]
    assert "子市新材" not in [row.enterprise for row in survey_list(asked, "子市", CHAIN).rows]
