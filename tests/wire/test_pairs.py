"""Every command that prints JSON tells what its route tells, on one world."""

import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from chaingraph.cli.main import root
from chaingraph.ids import EnterpriseId, ImportId, ProductId
from chaingraph.model.links import ProductInput
from chaingraph.model.parks.assessment import AssessmentValue, Indicator
from chaingraph.model.parks.firms import FirmService, NeedKind
from chaingraph.model.parks.land import Parcel
from chaingraph.model.parks.platforms import Platform, PlatformKind
from chaingraph.model.parks.standing import Factor, ParkFactor
from chaingraph.model.promotion import Lead, Project
from chaingraph.service.workspace import Workspace
from chaingraph.store.base.port import ImportBatch
from chaingraph.wire.parts import FORMS
from tests.api.web import Web
from tests.api.world import CHAIN, CITY, PARK, client, facts, firm
from tests.builders import HERE, THERE, makes

PAIR = ("--place", PARK, "--chain", CHAIN)
WHERE = f"/places/{PARK}/chains/{CHAIN}"
FIRM = "本地电芯厂"
DAY = "2026-11-30"
Pair = tuple[tuple[str, ...], str, dict[str, Any]]
LISTS: tuple[Pair, ...] = (
    (("gaps", *PAIR), f"{WHERE}/gaps", {}),
    (("gaps", *PAIR, "--with", "外地隔膜厂"), f"{WHERE}/gaps", {"with": "外地隔膜厂"}),
    (("targets", *PAIR), f"{WHERE}/targets", {}),
    (("targets", *PAIR, "--segment", "隔膜"), f"{WHERE}/targets", {"segment": "隔膜"}),
    (("targets", *PAIR, "--excluded"), f"{WHERE}/targets/excluded", {}),
    (("extend", "--place", CITY, "--by", "industry"), f"/places/{CITY}/extend", {"by": "industry"}),
    (("extend", "--place", CITY, "--by", "segment"), f"/places/{CITY}/extend", {"by": "segment"}),
    (("extend", "--all-places", "city", "--by", "segment"), "/extend", {"by": "segment", "top": 20}),
    (("complete", "--inputs", "电芯", "钢管"), "/complete/inputs", {"name": ["电芯", "钢管"]}),
    (("complete", "--segments", FIRM, "无名隔膜厂"), "/complete/segments", {"name": [FIRM, "无名隔膜厂"]}),
    (("park", "compare", "--on", DAY), "/parks", {"on": DAY, "size": 200}),
    (("projects", "--on", DAY), "/projects", {"on": DAY, "size": 200}),
    (
        ("projects", "--place", PARK, "--supervised", "--on", DAY),
        "/projects",
        {"place": PARK, "supervised": True, "on": DAY},
    ),
    (("platforms", "--place", CITY), "/platforms", {"place": CITY}),
    (("services", "--place", PARK, "--on", DAY), "/services", {"place": PARK, "on": DAY}),
    (("land", "idle", "--on", DAY), "/parcels", {"on": DAY, "idle": True}),
    (("land", "idle", "--all", "--place", PARK, "--on", DAY), "/parcels", {"on": DAY, "place": PARK}),
    (("assess", "simulate", "2026-H1"), "/assessments", {"period": "2026-H1"}),
    (("assess", "simulate", "--set", f"{PARK}:净地=90"), "/assessments", {"set": f"{PARK}:净地=90"}),
    (("chains", "show", CHAIN), f"/chains/{CHAIN}", {}),
)
"""Commands that print a list: it is the ``results`` of the route."""
OBJECTS: tuple[Pair, ...] = (
    (("park", "show", PARK, "--on", DAY), f"/parks/{PARK}", {"on": DAY}),
    (("projects", "--whole", "--on", DAY), "/projects/whole", {"on": DAY}),
    (("platforms", "--whole", "--place", PARK), "/platforms/whole", {"place": PARK}),
    (("services", "--enterprise", FIRM, "--on", DAY), f"/services/{FIRM}", {"on": DAY}),
    (("coverage", *PAIR), f"{WHERE}/panorama", {}),
    (("scenario", *PAIR, "--land", "外地隔膜厂"), f"{WHERE}/scenario", {"land": "外地隔膜厂"}),
    (("portfolio", *PAIR, "--top", "2"), f"{WHERE}/portfolio", {"top": 2}),
    (("changes", *PAIR, "--since", "2026-08"), f"{WHERE}/changes", {"since": "2026-08"}),
    (("compare", "--chain", CHAIN, "--place", PARK), f"/chains/{CHAIN}/compare", {"places": PARK}),
    (("ecosystem", FIRM), f"/enterprises/{FIRM}/ecosystem", {}),
    (("drill", FIRM), f"/enterprises/{FIRM}/drill", {}),
    (("show", FIRM), f"/enterprises/{FIRM}", {}),
    (("backtest", "firms", "--cases", "5"), "/backtest/firms", {"cases": 5}),
)
"""Commands that print an object: the route prints the same, its list under ``results``."""
LISTED = {form.listed for form in FORMS.values() if form.listed}


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store with two imports, so that something changed."""
    address = f"sqlite:///{tmp_path_factory.mktemp('wire')}/c.db"
    later: dict[str, Sequence[Any]] = {
        "enterprises": [
            firm("本地壳体厂", industry="壳体", **HERE),
            firm("外地膜材厂", industry="膜材", **THERE),
            firm("外地隔膜贸易有限公司", **THERE),
        ],
        "offerings": [*makes("本地小厂", "电解液"), *makes("外地隔膜贸易有限公司", "隔膜")],
        "product_inputs": [
            ProductInput(product=ProductId(made), input=ProductId(of))
            for made, of in (("钢管", "钢坯"), ("无缝钢管", "管坯"))
        ],
        "leads": [Lead(enterprise=EnterpriseId("外地隔膜厂"), place=PARK, stage="在谈", owner="王工")],
        "projects": [
            Project(name="隔膜项目", park=PARK, enterprise=EnterpriseId(FIRM), batch="谋划"),
            Project(name="督办项目", park=PARK, batch="建设", due_on="2026-10", supervised=True),
        ],
        "platforms": [Platform(name="研究院", park=PARK, kind=PlatformKind.INSTITUTE, works_on=("隔膜",))],
        "park_factors": [ParkFactor(park=PARK, factor=Factor.PLANT, year=2026, quarter=3, target=9.0, achieved=4.0)],
        "parcels": [
            Parcel(park=PARK, name="一号地", area_mu=9.5, price_yuan=Decimal("100.05"), agreed_start="2025-11"),
            Parcel(park=PARK, name="二号地"),
        ],
        "indicators": [Indicator(scheme="办法", name="净地", weight=20.0, zero=0.0, full=100.0)],
        "assessments": [
            AssessmentValue(scheme="办法", park=park, period="2026-H1", indicator="净地", value=value)
            for park, value in ((PARK, 80.5), ("乙园", 60.0))
        ],
        "firm_services": [FirmService(enterprise=EnterpriseId(FIRM), kind=NeedKind.LAND, due_on="2026-10")],
    }
    with Workspace.open(address) as workspace:
        for name, told, at in (("a", facts(), "2026-07-01T00:00:00Z"), ("b", later, "2026-08-03T00:00:00Z")):
            workspace.store.write(ImportBatch(id=ImportId(name), title=name, facts=told, at=at))
    return address


@pytest.fixture(scope="module")
def web(url: str) -> Iterator[Web]:
    """The web face over the same store."""
    with Workspace.open(url) as workspace:
        yield client(workspace)


def command(url: str, words: tuple[str, ...]) -> Any:
    result = CliRunner().invoke(root, [*words, "--store", url, "--format", "json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def route(web: Web, path: str, params: dict[str, Any]) -> Any:
    found = web.get(f"/api/v1{path}", params=params)
    assert found.status_code == 200, found.text
    return found.json()


@pytest.mark.parametrize(("words", "path", "params"), LISTS, ids=[" ".join(words) for words, _, _ in LISTS])
def test_a_list_is_the_same_in_command_and_route(
    url: str, web: Web, words: tuple[str, ...], path: str, params: dict[str, Any]
) -> None:
    told = command(url, words)
    assert told == route(web, path, params)["results"]
    assert told


@pytest.mark.parametrize(("words", "path", "params"), OBJECTS, ids=[" ".join(words) for words, _, _ in OBJECTS])
def test_an_object_is_the_same_in_command_and_route(
    url: str, web: Web, words: tuple[str, ...], path: str, params: dict[str, Any]
) -> None:
    told, answered = command(url, words), route(web, path, params)
    if "results" in answered:
        (name,) = LISTED & told.keys()
        answered[name] = answered.pop("results")
    assert told == answered


def test_chains_are_the_same_in_command_and_route(url: str, web: Web) -> None:
    assert command(url, ("chains",)) == route(web, "/chains", {"size": 500})["results"]


def test_a_firm_the_tagger_doubts_is_told_alike(url: str, web: Web, tmp_path: Path) -> None:
    out = tmp_path / "tags.json"
    assert CliRunner().invoke(root, ["tag", "--store", url, "--out", str(out)]).exit_code == 0
    told = {row["enterprise"]: row for row in map(json.loads, out.read_text(encoding="utf-8").splitlines())}
    answered = route(web, f"/enterprises/{FIRM}/tags", {})
    assert told[FIRM]["segments"][0]["evidence"] == answered["segments"][0]["evidence"]
    for name in ("abstained", "candidates", "missing", "likely_chain"):
        assert told[FIRM][name] == answered[name]
