"""The preview asks what the file does not say: where its firms are, and whether hidden rows count."""

from pathlib import Path

import pytest
import xlsxwriter

from tests.api.officer.test_importing import OWN, confirmed
from tests.api.web import Web
from tests.api.world import client, workspace

NOWHERE = "企业名称,主营产品\n没写地方的隔膜厂,隔膜\n也没写的电芯厂,电芯\n"


@pytest.fixture
def filtered(tmp_path: Path) -> bytes:
    """A workbook of three firms, the second filtered away."""
    path = tmp_path / "名单.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("企业")
        for number, row in enumerate(
            (["企业名称", "城市"], ["看得见甲厂", "新乡市"], ["藏起来乙厂", "新乡市"], ["看得见丙厂", "新乡市"])
        ):
            sheet.write_row(number, 0, row)
        sheet.set_row(2, options={"hidden": True})
    return path.read_bytes()


def sent(web: Web, name: str, content: bytes) -> str:
    """Upload a file and return the address of its preview."""
    return str(web.post("/imports/preview", files={"file": (name, content)}, headers=OWN).headers["location"])


def test_where_nobody_has_a_place_one_field_gives_it_to_all() -> None:
    city = workspace()
    web = client(city)
    preview = sent(web, "企业.csv", NOWHERE.encode())
    shown = web.get(preview).text
    assert "有 2 家企业没有写明在哪里" in shown
    assert "这批企业都在" in shown
    web.post(f"{preview}/mapping", data={"place": "高明区"}, headers=OWN)
    again = web.get(preview).text
    assert "没有写明在哪里" not in again
    assert 'value="高明区"' in again
    confirmed(web, preview, {"place": "高明区"})
    snapshot = city.snapshot()
    firm = snapshot.enterprises[city.firm("没写地方的隔膜厂")]
    assert (firm.province, firm.city, firm.district) == ("广东省", "佛山市", "高明区")


def test_a_place_nobody_knows_is_said_on_the_preview_and_stores_nothing() -> None:
    city = workspace()
    web = client(city)
    before = city.snapshot().version
    preview = sent(web, "企业.csv", NOWHERE.encode())
    web.post(f"{preview}/mapping", data={"place": "没有这个区"}, headers=OWN)
    assert "不是一个省、市或区县的名称" in web.get(preview).text
    assert city.snapshot().version == before


def test_hidden_rows_are_taken_or_left_as_chosen(filtered: bytes) -> None:
    for chosen, firms in (("take", 3), ("leave", 2)):
        city = workspace()
        web = client(city)
        preview = sent(web, "名单.xlsx", filtered)
        assert "有 1 行在原表中被隐藏或筛选掉" in web.get(preview).text
        confirmed(web, preview, {"hidden_rows": chosen})
        names = {firm.name for firm in city.snapshot().enterprises}
        assert len(names & {"看得见甲厂", "藏起来乙厂", "看得见丙厂"}) == firms
        assert ("藏起来乙厂" in names) == (chosen == "take")


def test_the_api_takes_the_same_two_answers(filtered: bytes) -> None:
    web = client()
    params = {"dry_run": True, "place": "高明区", "visible_only": True}
    told = web.post("/api/v1/imports", files={"file": ("名单.xlsx", filtered)}, params=params).json()
    assert told["read"] == 2
    told = web.post("/api/v1/imports", files={"file": ("企业.csv", NOWHERE.encode())}, params=params).json()
    assert told["unplaced"] == 0
