"""Every table of a page is a file with the same rows; firms narrow by facets and shortlists; leads become dates."""

from io import BytesIO

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from api.officer.calendar import follow_ups
from chaingraph.findings.move.lead import BoardLead
from tests.api.world import CHAIN, PARK, reading

PAIR = f"/places/{PARK}/chains/{CHAIN}"
TABLES = [
    ("/enterprises", "企业名称"),
    ("/leads", "责任人"),
    (f"{PAIR}/extend", "档"),
    (f"{PAIR}/scenario?leave=本地电芯厂", "指标"),
    (f"{PAIR}/portfolio?land_mu=300", "补哪个缺口"),
    (f"{PAIR}/compare?places=乙园", "环节"),
]


def asked(path: str, kind: str) -> bytes:
    answer = reading().get(f"{path}{'&' if '?' in path else '?'}format={kind}")
    assert answer.status_code == 200, answer.text[:200]
    return bytes(answer.content)


@pytest.mark.parametrize(("path", "head"), TABLES)
def test_a_table_comes_as_a_workbook_and_as_csv_with_the_same_heads(path: str, head: str) -> None:
    sheet = load_workbook(BytesIO(asked(path, "xlsx"))).worksheets[1]
    heads = next(row for row in sheet.iter_rows(values_only=True) if head in row)
    first = asked(path, "csv").decode("utf-8-sig").splitlines()[0]
    assert [word for word in heads if word] == first.split(",")


def test_a_facet_narrows_the_page_and_its_file_alike() -> None:
    web = reading()
    page = web.get(f"/enterprises?where=&on={CHAIN}").text
    rows = web.get(f"/enterprises?where=&on={CHAIN}&format=csv").content.decode("utf-8-sig").splitlines()[1:]
    assert f"{len(rows)} 家" in page
    assert all(CHAIN in row for row in rows)
    nobody = web.get("/enterprises?where=&quality=没有这样的资质").text
    assert "没有找到企业" in nobody


def test_a_shortlist_is_an_address_that_can_be_sent() -> None:
    web = reading()
    rows = web.get("/enterprises?only=本地电芯厂&format=csv").content.decode("utf-8-sig").splitlines()
    assert len(rows) == 2
    assert "只看挑出来的 1 家" in web.get("/enterprises?only=本地电芯厂").text


def test_follow_ups_are_a_calendar_that_is_the_same_every_time() -> None:
    found = Calendar.from_ical(asked("/leads", "ics"))
    assert found["version"] == "2.0"
    none: tuple[BoardLead, ...] = ()
    assert follow_ups(none) == follow_ups(none)
