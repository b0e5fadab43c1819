"""A network written and read again says the same facts, and what it does not say was named beforehand."""

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from chaingraph.cli.export import export
from chaingraph.export.loss import CARRIED, WHOLE
from chaingraph.ids import ChainId, EnterpriseId, ImportId, ProductId
from chaingraph.model.enterprise import Enterprise, RegistrationStatus, Role
from chaingraph.model.kinds import KIND_BY_NAME
from chaingraph.model.links import Offering, SupplyLink
from chaingraph.model.place import Park
from chaingraph.model.promotion import Lead
from chaingraph.model.provenance import Evidence
from chaingraph.service.workspace import Workspace
from chaingraph.store.base.port import ImportBatch
from loaders import run

SAID = Evidence(source="园区名录", as_of="2026-06-30", origin="企业.csv/2")
HERE = {"province": "河南省", "city": "新乡市", "district": "红旗区"}
RICH = Enterprise(
    id=EnterpriseId("91410700170000000X"), name="新乡市甲电池有限公司", short_name="甲电池", industry_code="C3841",
    industry="锂离子电池制造", business_scope="锂电池、隔膜的研发与生产", revenue_yuan=312_500_000.0, employees=640,
    registered_capital_yuan=50_000_000.0, founded_on="2011-04-05", listed_as="创业板 300000",
    qualifications=("高新技术企业", "专精特新"), roles=(Role(kind="龙头", chain=ChainId("动力电池")),),
    status=RegistrationStatus.OPEN if hasattr(RegistrationStatus, "OPEN") else next(iter(RegistrationStatus)),
    former_names=("新乡市甲电源厂",), address="河南省新乡市红旗区甲路1号", evidence=SAID, **HERE,
)  # fmt: skip
PLAIN = Enterprise(id=EnterpriseId("乙"), name="新乡乙材料有限公司", evidence=SAID, **HERE)
FACTS: dict[str, list[Any]] = {
    "parks": [Park(name="甲园", land_mu=120.0, evidence=SAID, **HERE)],
    "enterprises": [RICH, PLAIN],
    "offerings": [
        Offering(enterprise=RICH.id, product=ProductId("锂电池"), share=0.625, evidence=SAID),
        Offering(enterprise=PLAIN.id, product=ProductId("隔膜"), share=None, evidence=SAID),
    ],
    "supply_links": [
        SupplyLink(
            supplier=PLAIN.id, buyer=RICH.id, product=ProductId("隔膜"), year="2025", share=0.3,
            amount_yuan=4_500_000.0, evidence=SAID,
        )
    ],
    "leads": [Lead(enterprise=PLAIN.id, place="甲园", stage="对接")],
}  # fmt: skip
NAMES = {"graphml": "x.graphml", "gexf": "x.gexf", "json": "x.json", "jsonld": "x.jsonld", "neo4j": "copy"}
ENDS = ("enterprise", "supplier", "buyer")


def _facts(url: str) -> dict[str, Counter[tuple[Any, ...]]]:
    """Encoded rows of every kind that formats may carry, firms under their names."""
    with Workspace.open(url) as city:
        facts = city.snapshot()
    names = {firm.id: firm.name for firm in facts.enterprises}
    return {
        kind: Counter(_row(KIND_BY_NAME[kind].column_names, KIND_BY_NAME[kind].encode(fact), carried, names)
                      for fact in facts.facts[kind])
        for kind, carried in CARRIED["neo4j"].items()
    }  # fmt: skip


def _row(
    columns: tuple[str, ...], row: tuple[Any, ...], carried: frozenset[str], names: Mapping[Any, str]
) -> tuple[Any, ...]:
    told = zip(columns, row, strict=True)
    return tuple((name, names.get(value, value) if name in ENDS else value) for name, value in told if name in carried)


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store with one firm of which everything is known, and one of which little is."""
    address = f"sqlite:///{tmp_path_factory.mktemp('trip')}/a.db"
    with Workspace.open(address) as city:
        city.store.write(ImportBatch(id=ImportId("one"), title="名录", facts=FACTS))
    return address


def _trip(url: str, folder: Path, form: str) -> tuple[str, list[dict[str, Any]]]:
    out, report = folder / NAMES[form], folder / "lost.json"
    asked = ["--network", form, "--out", str(out), "--report", str(report), "--store", url]
    done = CliRunner().invoke(export, asked)
    assert done.exit_code == 0, done.output
    again = f"sqlite:///{folder}/b.db"
    with Workspace.open(again) as city:
        run.load([out], city.store, rules=city.rules, by="测试", at="2026-07-02T00:00:00Z")
    lost: list[dict[str, Any]] = json.loads(report.read_text(encoding="utf-8"))["lost"]
    return again, lost


@pytest.mark.parametrize("form", NAMES)
def test_what_a_format_carries_comes_back_as_it_was(url: str, tmp_path: Path, form: str) -> None:
    before, after = _facts(url), _facts(_trip(url, tmp_path, form)[0])
    for kind, carried in CARRIED[form].items():
        columns = KIND_BY_NAME[kind].column_names
        kept = [name for name in columns if name in CARRIED["neo4j"][kind]]
        own = [number for number, name in enumerate(kept) if name in carried]

        def only(found: Counter[tuple[Any, ...]], own: list[int] = own) -> list[tuple[Any, ...]]:
            return sorted((tuple(row[number] for number in own) for row in found.elements()), key=repr)

        assert only(after[kind]) == only(before[kind]), kind


@pytest.mark.parametrize("form", NAMES)
def test_what_a_format_does_not_carry_is_named_and_counted(url: str, tmp_path: Path, form: str) -> None:
    _, lost = _trip(url, tmp_path, form)
    told = {(one["kind"], one["field"]): one["count"] for one in lost}
    assert told["leads", WHOLE] == 1
    assert told["enterprises", "roles"] == 1
    assert told["enterprises", "origin"] == 2
    assert ("enterprises", "revenue_yuan") not in told
    assert (("parks", WHOLE) in told) is (form != "neo4j")


def test_the_person_at_the_screen_reads_what_is_left_behind(url: str, tmp_path: Path) -> None:
    done = CliRunner().invoke(export, ["--network", "jsonld", "--out", str(tmp_path / "x.jsonld"), "--store", url])
    assert "带不走" in done.output
    assert "（leads）整表 1 行" in done.output


def test_linked_data_of_others_is_read_by_the_words_of_schema_org(tmp_path: Path) -> None:
    other = {
        "@context": "https://schema.org",
        "@type": "Corporation",
        "legalName": "长沙某某装备有限公司",
        "taxID": "91430100717900000X",
        "address": {"@type": "PostalAddress", "addressRegion": "湖南省", "addressLocality": "长沙市"},
        "makesOffer": {"@type": "Offer", "itemOffered": {"@type": "Product", "name": "盾构机"}},
        "numberOfEmployees": {"@type": "QuantitativeValue", "value": 1200},
    }
    path = tmp_path / "firm.jsonld"
    path.write_text(json.dumps(other, ensure_ascii=False), encoding="utf-8")
    with Workspace.open("memory:") as city:
        run.load([path], city.store, rules=city.rules, by="测试", at="2026-07-02T00:00:00Z")
        (firm,) = city.snapshot().enterprises
        (offering,) = city.snapshot().offerings_of[0]
    assert (firm.name, firm.city, firm.employees) == ("长沙某某装备有限公司", "长沙市", 1200)
    assert offering.product == "盾构机"


TEMPLATE = """country,name,address,sector_product_type,facility_type_processing_type,number_of_workers,parent_company
China,苏州某某电子有限公司,江苏省苏州市昆山市某路1号,连接器|线束,Assembly,100-200,某某集团
China,东莞某某五金厂,广东省东莞市某镇,冲压件,,85,
"""


def test_the_facility_template_of_open_supply_hub_is_a_list_of_enterprises(tmp_path: Path) -> None:
    path = tmp_path / "facilities.csv"
    path.write_text(TEMPLATE, encoding="utf-8")
    with Workspace.open("memory:") as city:
        report = run.load([path], city.store, rules=city.rules, by="测试", at="2026-07-02T00:00:00Z")
        facts = city.snapshot()
        found = {firm.name: (firm.city, firm.employees) for firm in facts.enterprises}
        made = {offering.product for own in facts.offerings_of for offering in own}
    assert report.rejected == 0
    assert found == {"苏州某某电子有限公司": ("苏州市", 150), "东莞某某五金厂": ("东莞市", 85)}
    assert made == {"连接器", "线束", "冲压件"}
