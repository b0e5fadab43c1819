"""Graphs of firms and supplies in JSON, GraphML or GEXF, ours or others', as a sheet of firms and one of links."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from loaders.files.prescan import Unsafe

Attributes = Mapping[str, Any]
NODES, EDGES = ("nodes", "vertices", "节点"), ("links", "edges", "relationships", "边", "关系")
NAMES = ("name", "label", "title", "名称", "企业名称", "fullname", "text")
SEGMENT_KINDS = re.compile(r"环节|产业链|产品|segment|chain|product|stage|category", re.IGNORECASE)
OTHER_EDGES = re.compile(
    r"环节关系|处在|on_segment|input_of|of_chain|offers|投资|持股|股东|invest|shareholder|所属|属于", re.IGNORECASE
)
FIRM_HEADERS = {
    "uscc": "统一社会信用代码",
    "short_name": "简称",
    "province": "省",
    "city": "市",
    "district": "区县",
    "park": "所在园区",
    "address": "注册地址",
    "products": "主营产品",
    "industry": "行业",
    "industry_code": "行业代码",
    "business_scope": "经营范围",
    "revenue_yuan": "营业收入(元)",
    "registered_capital_yuan": "注册资本(元)",
    "employees": "从业人数",
    "founded_on": "成立日期",
    "listed_as": "上市情况",
    "qualifications": "资质",
    "former_names": "曾用名",
    "status": "登记状态",
    "source": "来源",
    "as_of": "数据截至",
}
LINK_HEADERS = {
    "product": "产品",
    "year": "年份",
    "amount_yuan": "金额(元)",
    "share": "占比",
    "evidence": "来源",
    "as_of": "数据截至",
}
MOST = 200_000


@dataclass
class Graph:
    """Nodes by id and edges as (from, to, attributes), as a file gives them."""

    nodes: dict[str, Attributes] = field(default_factory=dict)
    edges: list[tuple[str, str, Attributes]] = field(default_factory=list)

    def node(self, name: Any, said: Attributes) -> None:
        """Add a node. Raises Unsafe past the limit."""
        self.nodes[str(name)] = said
        if len(self.nodes) + len(self.edges) > MOST:
            raise Unsafe(f"网络超过 {MOST:,} 个节点和边（规则：节点上限）")


def graph_in(value: Any) -> Graph | None:
    """The graph a JSON value holds: lists of nodes and of edges; None when it is none."""
    if not isinstance(value, Mapping):
        return None
    nodes = next((value[key] for key in NODES if isinstance(value.get(key), list)), None)
    edges = next((value[key] for key in EDGES if isinstance(value.get(key), list)), None)
    if nodes is None or edges is None:
        return None
    found = Graph()
    for number, node in enumerate(nodes):
        said = _plain(node) if isinstance(node, Mapping) else {"name": node}
        found.node(said.get("id", said.get("name", number)), said)
    found.edges += [
        pair for edge in edges if isinstance(edge, Mapping) and (pair := _edge(_plain(edge), found)) is not None
    ]
    return found


def _plain(entry: Mapping[str, Any]) -> dict[str, Any]:
    """The entry with what drawing tools keep under data, properties or attributes."""
    kept = (entry.get(key) for key in ("data", "properties", "attributes"))
    inner: Mapping[str, Any] = next((one for one in kept if isinstance(one, Mapping)), {})
    return {**inner, **{key: value for key, value in entry.items() if value is not inner}}


def _edge(said: dict[str, Any], graph: Graph) -> tuple[str, str, Attributes] | None:
    pairs = (("source", "target"), ("from", "to"), ("start", "end"), ("src", "dst"))
    ends = next(((said[a], said[b]) for a, b in pairs if a in said and b in said), None)
    if ends is None:
        return None
    return _end(ends[0], graph), _end(ends[1], graph), said


def _end(end: Any, graph: Graph) -> str:
    """The id an end means: itself, or the id of the node written out there, or of the node at that place."""
    if isinstance(end, Mapping):
        end = end.get("id", end.get("name", ""))
    text = str(end)
    if text not in graph.nodes and isinstance(end, int) and not isinstance(end, bool) and 0 <= end < len(graph.nodes):
        return list(graph.nodes)[end]
    return text


def read_xml_graph(path: Path) -> Graph:
    """The graph of a GraphML or GEXF file, read as a stream. Raises Unsafe for what is malformed or declares a DTD."""
    with path.open("rb") as stream:
        if b"<!DOCTYPE" in stream.read(4096):
            raise Unsafe("文件含文档类型声明（DTD），已拒绝（规则：禁止 DTD）")
    found, titles = Graph(), dict[str, str]()
    try:
        for _, element in ElementTree.iterparse(path, events=("end",)):  # noqa: S314  (no DTD; in the limited child)
            _take(element, found, titles)
    except ElementTree.ParseError as error:
        raise Unsafe(f"不是完整的 GraphML 或 GEXF：{error}（规则：文件完整）") from error
    return found


def _take(element: ElementTree.Element, found: Graph, titles: dict[str, str]) -> None:
    tag, said = element.tag.rpartition("}")[2], element.attrib
    if tag in ("key", "attribute"):
        titles[said.get("id", "")] = said.get("attr.name") or said.get("title") or ""
    elif tag == "node":
        values = _values(element, titles)
        found.node(said.get("id", ""), {**values, **({"label": said["label"]} if "label" in said else {})})
        element.clear()
    elif tag == "edge":
        found.edges.append((said.get("source", ""), said.get("target", ""), _values(element, titles)))
        element.clear()


def _values(element: ElementTree.Element, titles: Mapping[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for inner in element.iter():
        tag = inner.tag.rpartition("}")[2]
        if tag == "data":
            values[titles.get(inner.get("key", ""), inner.get("key", ""))] = (inner.text or "").strip()
        elif tag == "attvalue":
            values[titles.get(inner.get("for", ""), inner.get("for", ""))] = inner.get("value", "")
    return values


def sheets_of_graph(graph: Graph) -> Iterator[tuple[str, list[str], list[list[Any]]]]:
    """(name, headers, rows) of the firms and of the links between them."""
    firms = {name: said for name, said in graph.nodes.items() if _is_firm(name, said)}
    if not firms:
        raise Unsafe("是一张网络图，但其中没有企业节点；请导入企业名单（csv、xlsx），或用备份恢复（规则：网络图）")
    named = {name: _name(name, said) for name, said in firms.items()}
    yield "企业", ["企业名称", *FIRM_HEADERS.values()], [[named[n], *_firm(said)] for n, said in firms.items()]
    links = [
        [named[a], named[b], *_cells(said, LINK_HEADERS)]
        for a, b, said in graph.edges
        if a in named and b in named and a != b and not OTHER_EDGES.search(_kind(said))
    ]
    if links:
        yield "供应关系", ["供应商", "采购方", *LINK_HEADERS.values()], links


def _kind(said: Attributes) -> str:
    return str(said.get("kind") or said.get("type") or said.get("relation") or said.get("label") or "")


def _is_firm(name: str, said: Attributes) -> bool:
    kind = str(said.get("kind") or said.get("type") or "")
    return not SEGMENT_KINDS.search(kind) and not name.startswith(("segment:", "chain:", "product:"))


def _name(name: str, said: Attributes) -> str:
    return str(next((said[key] for key in NAMES if said.get(key)), name.removeprefix("enterprise:")))


def _firm(said: Attributes) -> list[Any]:
    """The cells of a firm; our own region path is taken apart."""
    parts = str(said.get("region") or "").split("/")
    places = dict(zip(("province", "city", "district"), parts, strict=False)) if len(parts) > 1 else {}
    return _cells({**places, **said}, FIRM_HEADERS)


def _cells(said: Attributes, headers: Iterable[str]) -> list[Any]:
    values = (said.get(key) for key in headers)
    return [value if isinstance(value, str | int | float) and not isinstance(value, bool) else None for value in values]
