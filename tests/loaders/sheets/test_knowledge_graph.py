"""A folder of ChainKnowledgeGraph's JSON lines loads as firms, offerings, products and inputs."""

import json
from pathlib import Path
from typing import Any

from chaingraph.store.base.memory import MemoryStore
from tests.loaders.files import enterprises, facts, loaded


def lines(folder: Path, name: str, *entries: dict[str, Any]) -> None:
    (folder / name).write_text("".join(json.dumps(e, ensure_ascii=False) + "\n" for e in entries), encoding="utf-8")


def sold(product: str, weight: float, code: str = "301079.SZ") -> dict[str, Any]:
    return {
        "company_code": code,
        "product_name": product,
        "rel_weight": weight,
        "rel": "主营产品",
        "company_name": "邵阳液压" if code == "301079.SZ" else "没有这家",
    }


def edge(start: str, relation: str, end: str) -> dict[str, Any]:
    return {"from_entity": start, "rel": relation, "to_entity": end}


def made(folder: Path) -> Path:
    firm = {"name": "邵阳液压", "fullname": "邵阳维克液压股份有限公司", "code": "301079"}
    listing = {"location": "深圳证券交易所", "time": "2021-10-19"}
    branch = {"company_code": "301079.SZ", "industry_code": "640101", "industry_name": "金属制品"}
    lines(folder, "company.json", {**firm, **listing})
    lines(folder, "industry.json", {"code": "110000", "name": "农林牧渔"})
    lines(folder, "company_industry.json", {**branch, "company_name": "邵阳液压", "rel": "所属行业"})
    products = [sold("液压柱塞泵", 0.51), sold("液压缸", -0.2), sold("平衡项目", 0.1), sold("液压缸", 0.1, "000000.SZ")]
    lines(folder, "company_product.json", *products)
    lines(folder, "product.json", {"name": "液压缸"})
    edges = (
        edge("液压缸", "上游材料", "无缝钢管"),
        edge("铸件", "下游产品", "液压缸"),
        edge("钢管", "产品小类", "无缝钢管"),
        edge("钢管", "看不懂", "铁"),
    )
    lines(folder, "product_product.json", *edges)
    return folder


def test_the_graph_loads_with_its_directions(tmp_path: Path) -> None:
    store = MemoryStore()
    report = loaded(made(tmp_path), store=store)
    one = enterprises(store)["邵阳维克液压股份有限公司"]
    assert (one.short_name, one.listed_as, one.industry) == ("邵阳液压", "深交所 301079", "金属制品")
    assert one.notes == (("上市日期", "2021-10-19"),)
    assert {(o.product, o.share) for o in facts(store, "offerings")} == {("液压柱塞泵", 0.51), ("液压缸", None)}
    assert {(p.product, p.input) for p in facts(store, "product_inputs")} == {
        ("液压缸", "无缝钢管"),
        ("液压缸", "铸件"),
    }
    assert ("无缝钢管", "钢管") in {(p.name, p.parent) for p in facts(store, "products")}
    assert (report.read, report.accepted, report.merged, report.rejected) == (11, 7, 1, 3)


def test_the_graph_twice_is_one_import(tmp_path: Path) -> None:
    store = MemoryStore()
    loaded(made(tmp_path), store=store)
    assert loaded(tmp_path, store=store).already_imported
