"""The small world that the fixtures of each released version hold: every kind, every field, unicode, layers, records.

``python -m tests.store.old_world FOLDER [NEO4J_URL]`` writes the files of the present version; see fixtures/README.md.
"""

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from chaingraph.ids import ChainId, EnterpriseId, ImportId, ProductId, SegmentKey
from chaingraph.model.chain import Chain, Locality, Needs, Segment, SegmentInput, Stage
from chaingraph.model.enterprise import Enterprise, RegistrationStatus, Role, Signal
from chaingraph.model.kinds import KINDS
from chaingraph.model.links import Offering, Product, ProductInput, SupplyLink
from chaingraph.model.place import Park, Roster, RosterKind
from chaingraph.model.promotion import Correction, Lead, Project
from chaingraph.model.provenance import Confidence, Evidence
from chaingraph.store.base.dump import dumped
from chaingraph.store.base.layers import LayeredFacts
from chaingraph.store.base.port import ImportBatch, Store
from chaingraph.store.cypher import cypher
from chaingraph.store.neo4j.address import address_of
from chaingraph.store.neo4j.reading import JournalRows
from chaingraph.store.neo4j.store import Neo4jStore
from chaingraph.store.sqlite import SqliteStore
from chaingraph.units import Share

SAID = Evidence(source="年报“第一版”（待核实）", as_of="2024-12-31", origin="名录.xlsx/企业/2")
GRAPH_NODES = "MATCH (n) RETURN elementId(n), labels(n), properties(n)"
GRAPH_EDGES = "MATCH (a)-[o]->(b) RETURN elementId(a), type(o), properties(o), elementId(b)"

FIRST: dict[str, list[Any]] = {
    "parks": [
        Park(
            name="高新区😀",
            province="河南省",
            city="新乡市",
            district="红旗区",
            status="在建",
            chains=(ChainId("电池"),),
            land_mu=120.5,
            plant_m2=3000.0,
            fund_yuan=5e8,
            notes=(("备注", "=1+1"), ("第二行", "a\nb")),
            evidence=SAID,
        ),
    ],
    "enterprises": [
        Enterprise(
            id=EnterpriseId("甲"),
            name="甲电池\t有限公司",
            uscc="91410700MA00000000",
            short_name="甲𠮷",
            park="高新区😀",
            province="河南省",
            city="新乡市",
            district="红旗区",
            industry_code="C3841",
            industry="锂离子电池制造",
            business_scope="研发；\"销售\"'铜箔'",
            revenue_yuan=1.5e8,
            employees=0,
            registered_capital_yuan=1 / 3,
            founded_on="2001-02",
            listed_as="000001.SZ",
            qualifications=("高新技术企业", "专精特新"),
            roles=(Role(kind="龙头", chain=ChainId("电池")), Role(kind="链主")),
            signals=(Signal(kind="扩产", on="2024-05", text="二期，10 GWh"),),
            notes=(("电话", "0373—"),),
            status=RegistrationStatus.EXISTING,
            former_names=("甲老厂", "甲😀"),
            address="建设路 1 号",
            main_share_year=2023,
            insured_staff=0,
            pool=True,
            evidence=SAID,
        ),
        Enterprise(id=EnterpriseId("乙"), name="乙铜箔", evidence=Evidence(source="名录")),
    ],
    "chains": [
        Chain(
            name=ChainId("电池"),
            definition="从铜箔到电芯",
            sources=(("国标", "GB/T 4754"),),
            compiled_on="2025-01",
            evidence=SAID,
        ),
    ],
    "segments": [
        Segment(
            chain=ChainId("电池"),
            key=SegmentKey("铜箔"),
            name="锂电铜箔",
            stage=Stage.UPSTREAM,
            branch="负极",
            order=3,
            aliases=("电解铜箔",),
            products=("6μm 铜箔",),
            excludes=("铜箔胶带",),
            definition="集流体",
            industry_codes=("C3251",),
            locality=Locality.BETTER,
            locality_reason="运费低",
            critical=True,
            chokepoint=True,
            chokepoint_note="极薄",
            needs=Needs(land_mu=(50.0, 80.0), invest_yuan=(1e8, 2e8), energy="高", source="环评"),
            note="注",
            material_ratio=Share(0.75),
            choke_basis="进口占比",
            choke_confidence=Confidence.HIGH,
            locality_basis="运距",
            locality_confidence=Confidence.LOW,
            evidence=SAID,
        ),
        Segment(chain=ChainId("电池"), key=SegmentKey("电芯"), name="电芯"),
    ],
    "segment_inputs": [
        SegmentInput(
            chain=ChainId("电池"),
            input=SegmentKey("铜箔"),
            output=SegmentKey("电芯"),
            cost_share=0.05,
            cost_share_high=0.08,
            required=True,
            substitutes="集流体",
            recycle=True,
            capital=True,
            basis="环评",
            confidence=Confidence.MIDDLE,
            note="须低粗糙度",
            evidence=SAID,
        ),
    ],
    "products": [Product(name=ProductId("锂电铜箔"), parent=ProductId("铜箔"), evidence=SAID)],
    "product_inputs": [ProductInput(product=ProductId("铜箔"), input=ProductId("铜"), evidence=SAID)],
    "offerings": [
        Offering(enterprise=EnterpriseId("乙"), product=ProductId("锂电铜箔"), share=0.25, evidence=SAID),  # type: ignore[arg-type]
        Offering(enterprise=EnterpriseId("乙"), product=ProductId("铜箔")),
    ],
    "supply_links": [
        SupplyLink(
            supplier=EnterpriseId("乙"),
            buyer=EnterpriseId("甲"),
            product=ProductId("铜箔"),
            year="2024",
            share=0.0,  # type: ignore[arg-type]
            amount_yuan=1e6,
            evidence=SAID,  # type: ignore[arg-type]
        ),
        SupplyLink(supplier=EnterpriseId("乙"), buyer=EnterpriseId("甲")),
    ],
    "projects": [
        Project(
            name="扩建",
            park="高新区😀",
            enterprise=EnterpriseId("甲"),
            chain=ChainId("电池"),
            segment=SegmentKey("电芯"),
            batch="建设",
            status="主体施工",
            invest_yuan=2e8,
            land_mu=30.0,
            plant_m2=1.0,
            start_on="2024",
            due_on="2026-06",
            progress=0.5,
            evidence=SAID,
        ),
    ],
}
SECOND: dict[str, list[Any]] = {
    "rosters": [Roster(place="河南省/新乡市", kind=RosterKind.ABOVE_SCALE, evidence=SAID)],
    "enterprises": [Enterprise(id=EnterpriseId("甲"), name="甲电池", employees=40)],
    "leads": [
        Lead(
            enterprise=EnterpriseId("乙"),
            place="高新区😀",
            chain=ChainId("电池"),
            segment=SegmentKey("铜箔"),
            stage="在谈",
            owner="张三",
            next_on="2026-01-05",
            note="",
            updated_on="2025-12-31",
            evidence=SAID,
        ),
    ],
    "corrections": [
        Correction(
            enterprise=EnterpriseId("甲"),
            chain=ChainId("电池"),
            segment=SegmentKey("铜箔"),
            verdict=False,
            by="李四",
            on="2025-11-02",
            evidence=SAID,
        ),
    ],
}
RECORDS = (("users", "张三", '{"role":"officer"}'), ("audit", "0001", "登录😀\n第二行"), ("audit", "0002", ""))


def fill(store: Store) -> None:
    """Three imports, the middle one taken back again, and records."""
    for number, (title, facts) in enumerate((("名录", FIRST), ("误导入", SECOND), ("更正“一”", SECOND)), start=1):
        batch = ImportBatch(
            id=ImportId(f"导入{number}"),
            title=title,
            facts=facts,
            report='{"read":3}',
            by="张三",
            at=f"2025-01-0{number}",
        )
        store.write(batch)
    store.undo(ImportId("导入2"))
    for family, key, content in RECORDS:
        store.put(family, key, content)


def answers(store: Store) -> dict[str, Any]:
    """Everything a store says, as plain values: what later versions must go on saying."""
    version, facts = store.read()
    imports = store.imports()
    return {
        "data_version": version,
        "imports": [plain(record) for record in imports],
        "facts": {name: [plain(fact) for fact in facts[name]] for name in sorted(facts) if facts[name]},
        "said": {record.id: _said(store, record.id) for record in imports},
        "layers": [[sequence, plain(fact)] for sequence, fact in store.layers_of("enterprises", "甲")],
        "records": {family: [list(pair) for pair in store.records(family)] for family in store.families()},
    }


def plain(value: Any) -> Any:
    """A fact as names and values, all the way down."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    return [plain(part) for part in value] if isinstance(value, tuple) else value


def _said(store: Store, import_id: ImportId) -> dict[str, Any]:
    facts = store.said(import_id)
    return {name: [plain(fact) for fact in facts[name]] for name in sorted(facts) if facts[name]}


def graph_text(store: Neo4jStore) -> str:
    """All nodes and relationships of a database, one a line."""
    nodes = store.wire.ask(GRAPH_NODES)
    number = {row[0]: place for place, row in enumerate(sorted(nodes, key=lambda row: repr(row[1:])))}
    lines = [[number[at], sorted(labels), values] for at, labels, values in sorted(nodes, key=lambda r: number[r[0]])]
    edges = [[number[a], name, values, number[b]] for a, name, values, b in store.wire.ask(GRAPH_EDGES)]
    told = [*({"node": line} for line in lines), *({"edge": line} for line in sorted(edges, key=repr))]
    return "".join(json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n" for line in told)


def ask_of(text: str) -> Callable[..., list[list[Any]]]:
    """Answers of a server that holds the journal of ``graph_text``, to what ``JournalRows`` asks."""
    nodes = [json.loads(line)["node"] for line in text.splitlines() if line.startswith('{"node"')]
    of = {label: [values for _, labels, values in nodes if labels == [label]] for label in ("Import", "ImportPart")}
    schema = next(values["schema"] for _, labels, values in nodes if labels == ["Current"] and "schema" in values)
    imports = sorted(of["Import"], key=lambda values: values["sequence"])
    parts = sorted(of["ImportPart"], key=lambda values: (values["run"], values["kind"], values["number"]))

    def ask(question: str, parameters: Mapping[str, Any] | None = None, /) -> list[list[Any]]:
        asked = parameters or {}
        if question == cypher.IMPORT_RUNS:
            return [[schema, i["id"], i["sequence"], i["run"], i["parts"]] for i in imports]
        if question == cypher.PARTS_HEADS:
            names = ("run", "kind", "number", "count", "first", "last")
            return [[part[name] for name in names] for part in parts if part["run"] in asked["runs"]]
        assert question == cypher.PART
        found = [part for part in parts if all(part[name] == value for name, value in asked.items())]
        return [[part.get("columns"), part["rows"], part["digests"]] for part in found]

    return ask


def facts_of(text: str) -> dict[str, Any]:
    """The facts that the journal of ``graph_text`` holds, as plain values."""
    journal = JournalRows.at(ask_of(text))
    rows = {kind.name: [(key, row) for key, _, row in journal.layered(kind.name)] for kind in KINDS}
    facts = LayeredFacts(rows)
    return {name: [plain(fact) for fact in facts[name]] for name in sorted(facts) if facts[name]}


def put_graph(store: Neo4jStore, text: str) -> None:
    """The nodes and relationships of ``graph_text`` in an empty database."""
    lines = [json.loads(line) for line in text.splitlines()]
    with store.wire.transaction() as tx:
        for number, labels, values in (line["node"] for line in lines if "node" in line):
            tx.run(f"CREATE (n:{':'.join(labels)}) SET n = $values, n._at = $at", {"values": values, "at": number})
        for start, name, values, end in (line["edge"] for line in lines if "edge" in line):
            tx.run(
                f"MATCH (a {{_at: $a}}) MATCH (b {{_at: $b}}) CREATE (a)-[o:{name}]->(b) SET o = $values",
                {"a": start, "b": end, "values": values},
            )
        tx.run("MATCH (n) REMOVE n._at")


def write_fixtures(folder: Path, neo4j_url: str | None) -> None:
    """The files of the present version."""
    folder.mkdir(parents=True)
    with SqliteStore(folder / "store.sqlite") as store:
        fill(store)
        (folder / "store.backup").write_bytes(dumped(store))
        told = json.dumps(answers(store), ensure_ascii=False, indent=1, sort_keys=True)
        (folder / "answers.json").write_text(told + "\n", encoding="utf-8")
    if neo4j_url:
        with Neo4jStore(address_of(neo4j_url)) as graph:
            fill(graph)
            (folder / "journal.jsonl").write_text(graph_text(graph), encoding="utf-8")


if __name__ == "__main__":
    write_fixtures(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else None)
