"""What can be read besides tools: the method, the glossary, and the document of every chain."""

from collections.abc import Sequence
from urllib.parse import unquote

from mcp_types import Resource, ResourceTemplate

from api.address.urls import part
from api.mcp.glossary import glossary
from api.mcp.refusals import Refusal, unknown
from chaingraph.export.chain_document import chain_document
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.snapshot import Snapshot
from chaingraph.library.card import ChainCard
from chaingraph.library.reader import library_names, shared_homes

METHOD, GLOSSARY, CHAINS = "chaingraph://method", "chaingraph://glossary", "chaingraph://chains/"
MARKDOWN = "text/markdown"
TEMPLATE = ResourceTemplate(
    name="chain",
    title="产业链文档",
    uri_template=CHAINS + "{chain}",
    mime_type=MARKDOWN,
    description="一条链的全部环节、上下游、成本占比与来源 / All segments, inputs, cost shares and sources of a chain",
)
FIRST = (
    Resource(
        name="method",
        title="判定方法",
        uri=METHOD,
        mime_type=MARKDOWN,
        description="怎样判定、门槛与权重、数据来源 / How everything is computed, thresholds, sources",
    ),
    Resource(
        name="glossary",
        title="术语",
        uri=GLOSSARY,
        mime_type=MARKDOWN,
        description="中英文术语与含义 / Words of the field in both languages",
    ),
)


def place_path(place: str) -> str:
    """The path of a place under the API."""
    return f"/places/{part(place)}"


def listed(snapshot: Snapshot) -> list[Resource]:
    """Method, glossary, and a document for each chain by name."""
    return [*FIRST, *(_chain_row(name) for name in sorted(snapshot.chains))]


def written(snapshot: Snapshot, uri: str) -> str | Refusal:
    """The text of the glossary or of a chain; the nearest addresses for one that is none."""
    if uri == GLOSSARY:
        return glossary()
    name = unquote(uri.removeprefix(CHAINS))
    graph = next((graph for known, graph in snapshot.chains.items() if known == name), None)
    if graph is None or not uri.startswith(CHAINS):
        return unknown("资源", unquote(uri), _addresses(snapshot), "unknown-resource")
    return _document(graph)


def _addresses(snapshot: Snapshot) -> Sequence[str]:
    return (METHOD, GLOSSARY, *(CHAINS + name for name in snapshot.chains))


def _document(graph: ChainGraph) -> str:
    name = graph.chain.name
    homes = {name: shared_homes(name)} if name in library_names() else {}
    return chain_document([ChainCard(graph.chain, graph.segments, graph.inputs)], homes)


def _chain_row(name: str) -> Resource:
    return Resource(
        name=f"chain-{name}",
        title=f"产业链文档：{name}",
        uri=CHAINS + part(name),
        mime_type=MARKDOWN,
        description=f"{name}的环节、上下游与来源 / Segments, inputs and sources of the chain",
    )
