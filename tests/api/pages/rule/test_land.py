"""The page of idle land in each state, its exports, its route, and the scope of who looks."""

from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from docx import Document

from chaingraph.findings.move.portfolio import Resources
from chaingraph.ids import EnterpriseId, ImportId
from chaingraph.model.parks.land import CausePeriod, Parcel
from chaingraph.model.place import Park
from chaingraph.model.provenance import Evidence
from chaingraph.service.ask.move.portfolio import offered
from chaingraph.service.workspace import Workspace
from chaingraph.store.base.port import ImportBatch
from tests.api.web import Web
from tests.api.world import CHAIN, PARK, client, reading, workspace

ON = "2026-11-30"
SAID = Evidence(source="土地台账（演示）", as_of="2026-10")


def parcel(name: str, park: str = PARK, **known: Any) -> Parcel:
    return Parcel(park=park, name=name, area_mu=50.0, price_yuan=Decimal("12345678.91"), evidence=SAID, **known)


def landed() -> Workspace:
    made = workspace()
    parcels = [
        parcel("老厂地", agreed_start="2024-12-15", enterprise=EnterpriseId("本地小厂")),
        parcel("新地", agreed_start="2026-09-01"),
        parcel("停着的地", agreed_start="2024-01-01", causes=(CausePeriod(cause="政府", since="2024-02-01"),)),
        parcel("别园的地", "乙园", agreed_start="2024-01-01"),
        parcel("收回的地", agreed_start="2022-01-01", recovered_on="2026-06-01"),
    ]
    made.store.write(ImportBatch(id=ImportId("land"), title="土地台账", facts={"parcels": parcels}))
    return made


@pytest.fixture(scope="module")
def web() -> Web:
    return client(landed())


def test_the_page_says_what_can_be_taken_back_this_quarter(web: Web) -> None:
    text = web.get("/land", params={"on": ON, "place": PARK, "which": "本季可收回"}).text
    assert "老厂地" in text
    assert "还有 15 天（30 天预警）" in text
    assert "2,469,135.78" in text
    assert "《征缴土地闲置费决定书》" in text
    assert "别园的地" not in text
    assert "新地" not in text


def test_the_whole_list_has_every_parcel_and_an_empty_store_says_what_to_do(web: Web) -> None:
    text = web.get("/land", params={"on": ON, "which": "全部"}).text
    assert all(name in text for name in ("老厂地", "新地", "停着的地", "别园的地", "收回的地", "计时中止"))
    assert "还没有地块" in reading().get("/land").text


def test_a_day_that_is_none_and_a_place_that_is_none_are_refused(web: Web) -> None:
    assert web.get("/land", params={"on": "2026-02-30"}).status_code == 422
    assert web.get("/land", params={"place": "没有"}).status_code == 404


def test_the_sheet_and_the_notice_say_the_same_fee(web: Web) -> None:
    sheet = openpyxl.load_workbook(BytesIO(web.get("/land", params={"on": ON, "format": "xlsx"}).content))["闲置土地"]
    cells = [cell for row in sheet.iter_rows(values_only=True) for cell in row]
    assert "2,469,135.78" in cells
    notice = Document(BytesIO(web.get("/land", params={"on": ON, "format": "docx"}).content))
    told = [cell.text for table in notice.tables for row in table.rows for cell in row.cells]
    assert "2,469,135.78" in told
    assert "满两年（1 宗）" in "\n".join(line.text for line in notice.paragraphs)


def test_the_route_lists_the_gravest_first_with_the_sums_of_all(web: Web) -> None:
    found = web.get("/api/v1/parcels", params={"on": ON, "size": 2}).json()
    assert [row["name"] for row in found["results"]] == ["别园的地", "老厂地"]
    assert (found["total"], found["size"], found["sums"]["idle"]) == (5, 2, 2)
    assert found["results"][1]["fee_yuan"] == 2469135.78


def test_land_taken_back_raises_the_budget_of_the_portfolio() -> None:
    made = landed()
    assert offered(made.study(PARK, CHAIN)) == Resources(land_mu=50.0)
    row = Park(name=PARK, land_mu=30.0, evidence=Evidence(as_of="2026-05-31"))
    made.store.write(ImportBatch(id=ImportId("park"), title="园区", facts={"parks": [row]}))
    assert offered(made.study(PARK, CHAIN)).land_mu == 80.0
