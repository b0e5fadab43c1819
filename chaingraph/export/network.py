"""A graph as GraphML, GEXF or node-link JSON, for Gephi and other tools; the same graph gives the same bytes."""

import json
import re
from collections.abc import Callable, Mapping
from io import BytesIO

import networkx as nx

from chaingraph.export.text import readable

WRITTEN_ON = re.compile(rb' lastmodifieddate="[^"]*"')
Network = nx.MultiDiGraph


def graphml(view: "Network[str]") -> bytes:
    """GraphML; attribute types are declared in order of name."""
    out = BytesIO()
    nx.write_graphml(_clean(view), out, named_key_ids=True, prettyprint=True)
    return out.getvalue()


def gexf(view: "Network[str]") -> bytes:
    """GEXF 1.2 without the day of writing."""
    out = BytesIO()
    nx.write_gexf(_clean(view), out, version="1.2draft", prettyprint=True)
    return WRITTEN_ON.sub(b"", out.getvalue())


def node_link(view: "Network[str]") -> bytes:
    """Node-link JSON as networkx reads it back with ``edges="links"``; UTF-8, sorted keys, no NaN."""
    content = nx.node_link_data(_clean(view), edges="links")
    return json.dumps(content, ensure_ascii=False, sort_keys=True, allow_nan=False, indent=1).encode()


FORMATS: Mapping[str, Callable[["Network[str]"], bytes]] = {"graphml": graphml, "gexf": gexf, "json": node_link}


def _clean(view: "Network[str]") -> "Network[str]":
    """A copy in order, every text readable, every attribute of every element in order of name."""
    copy: Network[str] = nx.MultiDiGraph()
    names = {node: readable(node) for node in view}
    for node, known in view.nodes(data=True):
        copy.add_node(names[node], **_plain(known))
    for number, (source, target, known) in enumerate(view.edges(data=True)):
        copy.add_edge(names[source], names[target], key=number, **_plain(known))
    return copy


def _plain(known: Mapping[str, object]) -> dict[str, object]:
    return {name: readable(value) if isinstance(value, str) else value for name, value in sorted(known.items())}
