"""The JSON lines of ChainKnowledgeGraph (liuhuanyong) as our tables: firms, their industries, products, inputs."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from loaders.cells.cells import Cell, text_of
from loaders.cells.raw_sheet import RawSheet
from loaders.record.sources import KNOWLEDGE_GRAPH
from loaders.tables.tables import TABLE_BY_NAME, Table

Rows = list[tuple[int, list[Cell]]]
MATERIAL, DOWNSTREAM, SUBCLASS = "上游材料", "下游产品", "产品小类"
EXCHANGES = (("深圳", "深交所"), ("上海", "上交所"), ("北京", "北交所"))


def tables_of(raws: Sequence[RawSheet]) -> tuple[list[tuple[Table, RawSheet]], list[RawSheet]]:
    """(table, sheet) pairs with our headers for the sheets of the graph, and the sheets that are none of its files."""
    by_name = {name: raw for raw in raws if (name := PurePosixPath(raw.file).name) in KNOWLEDGE_GRAPH}
    made: list[tuple[str, RawSheet]] = []
    full_names: dict[str, str] = {}
    if "company.json" in by_name:
        made.append(("enterprises", _companies(by_name["company.json"], full_names)))
    if "company_industry.json" in by_name:
        made.append(("enterprises", _industries(by_name["company_industry.json"], full_names)))
    if "company_product.json" in by_name:
        made.append(("offerings", _offerings(by_name["company_product.json"], full_names)))
    if "product.json" in by_name:
        made.append(("products", _sheet(by_name["product.json"], ["产品"], [["name"]])))
    if "product_product.json" in by_name:
        made += _product_edges(by_name["product_product.json"])
    rest = [raw for raw in raws if PurePosixPath(raw.file).name not in KNOWLEDGE_GRAPH]
    return [(TABLE_BY_NAME[name], raw) for name, raw in made], rest


def _entries(raw: RawSheet) -> Iterable[tuple[int, Mapping[str, Cell]]]:
    if not raw.rows:
        return
    keys = [text_of(cell) for cell in raw.rows[0][1]]
    for number, cells in raw.rows[1:]:
        yield number, dict(zip(keys, cells, strict=False))


def _sheet(raw: RawSheet, headers: list[Cell], keys: list[list[str]]) -> RawSheet:
    """The sheet under our headers; each column is the first of its keys an entry has."""
    rows: Rows = [(0, headers)]
    for number, entry in _entries(raw):
        rows.append((number, [next((entry[k] for k in names if entry.get(k)), None) for names in keys]))
    return replace(raw, rows=tuple(rows))


def _code(cell: Cell) -> str:
    return re.sub(r"\D", "", text_of(cell))


def _companies(raw: RawSheet, full_names: dict[str, str]) -> RawSheet:
    rows: Rows = [(0, ["企业名称", "简称", "上市情况", "上市日期"])]
    for number, entry in _entries(raw):
        name = text_of(entry.get("fullname") or entry.get("name"))
        code = text_of(entry.get("code"))
        full_names[_code(code)] = name
        place = text_of(entry.get("location"))
        board = next((short for word, short in EXCHANGES if word in place), place)
        rows.append((number, [name, entry.get("name"), f"{board} {code}".strip(), entry.get("time")]))
    return replace(raw, rows=tuple(rows))


def _industries(raw: RawSheet, full_names: Mapping[str, str]) -> RawSheet:
    rows: Rows = [(0, ["企业名称", "行业", "行业代码"])]
    for number, entry in _entries(raw):
        name = full_names.get(_code(entry.get("company_code"))) or entry.get("company_name")
        rows.append((number, [name, entry.get("industry_name"), text_of(entry.get("industry_code"))]))
    return replace(raw, rows=tuple(rows))


def _offerings(raw: RawSheet, full_names: Mapping[str, str]) -> RawSheet:
    rows: Rows = [(0, ["企业", "产品", "占比"])]
    for number, entry in _entries(raw):
        name = full_names.get(_code(entry.get("company_code"))) or entry.get("company_name")
        rows.append((number, [name, entry.get("product_name"), entry.get("rel_weight")]))
    return replace(raw, rows=tuple(rows))


def _product_edges(raw: RawSheet) -> list[tuple[str, RawSheet]]:
    """上游材料 and 下游产品 as one kind of edge that runs with the goods; 产品小类 as parent and child."""
    inputs: Rows = [(0, ["产品", "上游材料"])]
    kinds: Rows = [(0, ["产品", "上级产品"])]
    for number, entry in _entries(raw):
        start, end, relation = (text_of(entry.get(key)) for key in ("from_entity", "to_entity", "rel"))
        if relation == SUBCLASS:
            # the smaller class bears the larger one's name within its own; otherwise the relation is read as written
            child, parent = (start, end) if end in start and start not in end else (end, start)
            kinds.append((number, [child, parent]))
        elif relation == DOWNSTREAM:
            inputs.append((number, [end, start]))
        else:
            inputs.append((number, [start, end if relation == MATERIAL else None]))
    return [("product_inputs", replace(raw, rows=tuple(inputs))), ("products", replace(raw, rows=tuple(kinds)))]
