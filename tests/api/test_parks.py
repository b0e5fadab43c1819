"""Pages and routes about parks as they are run: who sees what, what files say, and a project that lands."""

from io import BytesIO
from urllib.parse import parse_qs, quote, urlsplit

from docx import Document
from openpyxl import load_workbook

from api.app import create_app
from chaingraph.analysis.parks.projects import project_id
from chaingraph.ids import ChainId, EnterpriseId, ImportId, SegmentKey
from chaingraph.model.parks.firms import FirmService, NeedKind, Visit
from chaingraph.model.parks.land import LandState, Parcel
from chaingraph.model.parks.platforms import Fund, FundStage, Platform, PlatformKind
from chaingraph.model.parks.standing import Factor, ParkFactor
from chaingraph.model.place import Park
from chaingraph.model.promotion import Milestone, Project
from chaingraph.service.ask.firm.dossier import dossier
from chaingraph.store.base.port import ImportBatch
from tests.api.people import OWN, people, signed_in
from tests.api.web import Web
from tests.api.world import CHAIN, PARK
from visual.command import illustrated_docx

MINE, FIRM = "乙园", "本地电芯厂"
PLAN = Project(
    name="隔膜一期",
    park=PARK,
    chain=ChainId(CHAIN),
    segment=SegmentKey("隔膜"),
    batch="储备",
    invest_yuan=2e8,
    supervised=True,
)
HERE = {"province": "甲省", "city": "子市", "district": "东区"}


def city() -> Web:
    workspace = people()
    facts = {
        "parks": [Park(name=PARK, chains=(ChainId(CHAIN),), land_mu=100.0, **HERE)],
        "projects": [PLAN, Project(name="乙园项目", park=MINE, batch="建设")],
        "milestones": [Milestone(project="隔膜一期", park=PARK, name="签约", due_on="2020-01-01")],
        "firm_services": [
            FirmService(enterprise=EnterpriseId(FIRM), kind=NeedKind.LAND, need="机密用地", owner="钱七")
        ],
        "visits": [Visit(enterprise=EnterpriseId(FIRM), on="2020-01-01", minutes="机密纪要", next_on="2020-02-01")],
        "platforms": [Platform(name="隔膜院", park=PARK, kind=PlatformKind.INSTITUTE, works_on=("隔膜",))],
        "park_factors": [ParkFactor(park=PARK, factor=Factor.PLANT, year=2026, quarter=2, target=8.0, achieved=1.0)],
        "parcels": [Parcel(park=PARK, name="收回地", area_mu=20.0, state=LandState.RECOVERED)],
        "funds": [Fund(name="市基金", place="子市", stage=FundStage.INVESTING, size_yuan=5e8, committed_yuan=1e8)],
    }
    workspace.store.write(ImportBatch(id=ImportId("parks"), title="台账", facts=facts, at="2026-08-01T00:00:00Z"))
    return Web(create_app(workspace))


WEB = city()
LEADER, NARROW = signed_in(WEB, "领导甲"), signed_in(WEB, "乙园招商员")


def test_the_sheet_says_which_factor_lags_what_is_overdue_and_what_the_budget_is() -> None:
    page = WEB.get(f"/parks/{quote(PARK)}", headers=LEADER).text
    for words in ("▲ 滞后", "请领导定", "收回地", "市基金 余 4.0 亿元", "120 亩", "超", "隔膜一期"):
        assert words in page, words
    paper = Document(BytesIO(WEB.get(f"/parks/{quote(PARK)}?format=docx", headers=LEADER).content))
    told = "\n".join(one.text for one in paper.paragraphs)
    assert "登记净地 100 亩，收回 20 亩" in told
    assert "请领导定" in told


def test_an_officer_of_one_park_sees_nothing_of_another_parks_work() -> None:
    for path in (
        "/services",
        "/projects",
        "/parks",
        "/",
        "/api/v1/services",
        "/api/v1/projects",
        "/api/v1/projects/whole",
    ):
        told = WEB.get(path, headers=NARROW).text
        for secret in ("机密用地", "机密纪要", "钱七", "隔膜一期", "签约"):
            assert secret not in told, (path, secret)
    for path in (
        f"/parks/{quote(PARK)}",
        f"/api/v1/parks/{PARK}",
        f"/services/{quote(FIRM)}",
        f"/projects?at={quote(PARK)}",
    ):
        assert WEB.get(path, headers=NARROW).status_code == 403, path
    assert [one["park"] for one in WEB.get("/api/v1/parks", headers=NARROW).json()["results"]] == [MINE]


def test_lists_are_workbooks_with_the_same_rows() -> None:
    for path, words in (
        ("/parks", PARK),
        ("/projects", "隔膜一期"),
        ("/platforms", "隔膜院"),
        ("/services", "机密用地"),
    ):
        book = load_workbook(BytesIO(WEB.get(f"{path}?format=xlsx", headers=LEADER).content))
        sheet = book.worksheets[1]
        assert words in {cell.value for row in sheet.iter_rows() for cell in row}, path


def test_home_rings_with_what_is_overdue() -> None:
    page = WEB.get("/", headers=LEADER).text
    assert "该再次走访" in page
    assert "该再次走访" not in WEB.get("/", headers=NARROW).text


def test_a_segment_shows_the_platform_that_serves_it_and_the_panorama_marks_it() -> None:
    base = f"/places/{quote(PARK)}/chains/{quote(CHAIN)}"
    part = {**LEADER, "HX-Request": "true"}
    assert "隔膜院（研究院所" in WEB.get(f"{base}/segments/{quote('隔膜')}", headers=part).text
    assert "创新平台：隔膜院" in WEB.get(f"{base}/panorama?format=svg", headers=LEADER).text


def test_a_portfolio_starts_from_recovered_land_and_what_funds_have_left() -> None:
    page = WEB.get(f"/places/{quote(PARK)}/chains/{quote(CHAIN)}/portfolio", headers=LEADER).text
    assert "净地含已收回的 收回地" in page
    assert "市基金 规模 5.0 亿元，已承诺 1.0 亿元，余 4.0 亿元" in page
    told = WEB.get(f"/api/v1/places/{PARK}/chains/{CHAIN}/portfolio", headers=LEADER).json()
    assert (told["budget"]["land_mu"], told["budget"]["fund_yuan"]) == (120.0, 4e8)


def test_a_dossier_says_who_answers_for_a_firm_and_what_one_from_elsewhere_could_be_offered() -> None:
    workspace = WEB.app.state.office.workspace
    ours = dossier(workspace, FIRM, PARK, CHAIN)
    told = "\n".join(one.text for one in Document(BytesIO(illustrated_docx(ours))).paragraphs)
    assert "责任人钱七" in told
    assert "机密纪要" in told
    theirs = dossier(workspace, "外地隔膜厂", PARK, CHAIN)
    assert theirs.plan is None
    assert theirs.package == ("甲园可用净地 120 亩", "市基金规模 5.0 亿元，余 4.0 亿元")
    assert ours.package == ()


def test_a_project_lands_in_one_click_of_an_officer_and_of_nobody_else() -> None:
    web = city()
    path = f"/projects/{project_id(PLAN)}/land"
    assert web.post(path, headers={**signed_in(web, "访客甲"), **OWN}).status_code == 403
    assert web.post(path, headers={**signed_in(web, "乙园招商员"), **OWN}).status_code == 403
    officer = {**signed_in(web, "招商员甲"), **OWN}
    answer = web.post(path, headers=officer)
    assert answer.status_code == 303
    assert "项目已落地" in web.get(answer.headers["location"], headers=officer).text
    web.app.state.office.workspace.serve_stale_after(60)
    assert "已落地</i>" in web.get("/projects", headers=officer).text
    firm = parse_qs(urlsplit(answer.headers["location"]).query)["done"][0]
    assert "隔膜一期" in web.get(f"/enterprises/{firm}", headers=officer).text
    assert web.post(path, headers=officer).status_code == 422
