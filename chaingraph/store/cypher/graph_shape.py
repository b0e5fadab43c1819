"""How each kind of fact appears in a property graph: its nodes, its relationships, and their properties."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from json import loads
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

from chaingraph.ids import ChainId
from chaingraph.model.kinds import KEY_SEPARATOR, KIND_BY_NAME, Kind
from chaingraph.store.base.columns import FIRST_COLUMNS
from chaingraph.store.base.layers import Row
from chaingraph.store.cypher.forms import EdgeForm, NodeForm
from chaingraph.store.cypher.park_forms import PARK_EDGES, PARK_NODES

__all__ = [
    "EDGE_BY_TYPE",
    "EDGE_FORMS",
    "NODE_BY_LABEL",
    "NODE_FORMS",
    "ON_SEGMENT",
    "Edge",
    "EdgeForm",
    "Node",
    "NodeForm",
    "edges_of",
    "forms_of",
    "kinds_touching",
    "nodes_of",
    "properties_of",
]

SHOWN_SEPARATOR = "␟"
"""Stands between the parts of a composite key in the graph; the tables have a control character there."""


class Node(NamedTuple):
    """A node: label, key, properties (the key among them)."""

    label: str
    key: str
    properties: Mapping[str, Any]


class Edge(NamedTuple):
    """A relationship: type, key of the start, key of the end, key among several of the same two, properties."""

    type: str
    start: str
    end: str
    key: str
    properties: Mapping[str, Any]


NODE_FORMS: tuple[NodeForm, ...] = (
    NodeForm("Park", "name", "园区", "parks"),
    NodeForm("Enterprise", "id", "企业", "enterprises"),
    NodeForm("Chain", "name", "产业链", "chains"),
    NodeForm("Segment", "id", "环节", "segments"),
    NodeForm("Product", "name", "产品"),
    NodeForm("Project", "id", "项目", "projects"),
    NodeForm("Lead", "id", "招商线索", "leads"),
    NodeForm("Correction", "id", "标注", "corrections"),
    NodeForm("Roster", "place", "名录口径", "rosters"),
    *PARK_NODES,
)
EDGE_FORMS: tuple[EdgeForm, ...] = (
    EdgeForm(
        type="LOCATED_IN", title="位于", kind="enterprises", start=("Enterprise", ("id",)), end=("Park", ("park",))
    ),
    EdgeForm(
        type="OF_CHAIN", title="属于", kind="segments", start=("Segment", ("chain", "key")), end=("Chain", ("chain",))
    ),
    EdgeForm(
        type="INPUT_OF", title="供给环节", kind="segment_inputs", carries=True,
        start=("Segment", ("chain", "input")), end=("Segment", ("chain", "output")),
    ),
    EdgeForm(
        type="KIND_OF", title="是一种", kind="products", carries=True,
        start=("Product", ("name",)), end=("Product", ("parent",)),
    ),
    EdgeForm(
        type="GOES_INTO", title="用于制造", kind="product_inputs", carries=True,
        start=("Product", ("input",)), end=("Product", ("product",)),
    ),
    EdgeForm(
        type="OFFERS", title="主营", kind="offerings", carries=True,
        start=("Enterprise", ("enterprise",)), end=("Product", ("product",)),
    ),
    EdgeForm(
        type="SUPPLIES", title="供应", kind="supply_links", carries=True, several=True,
        start=("Enterprise", ("supplier",)), end=("Enterprise", ("buyer",)),
    ),
    EdgeForm(
        type="PROJECT_IN", title="落在", kind="projects", start=("Project", ("name", "park")), end=("Park", ("park",))
    ),
    EdgeForm(
        type="PROJECT_OF", title="建设方", kind="projects",
        start=("Project", ("name", "park")), end=("Enterprise", ("enterprise",)),
    ),
    EdgeForm(
        type="LEAD_ON", title="跟进", kind="leads",
        start=("Lead", ("enterprise", "place", "chain", "segment")), end=("Enterprise", ("enterprise",)),
    ),
    EdgeForm(
        type="LEAD_FOR", title="目标园区", kind="leads",
        start=("Lead", ("enterprise", "place", "chain", "segment")), end=("Park", ("place",)),
    ),
    EdgeForm(
        type="CORRECTS", title="更正", kind="corrections",
        start=("Correction", ("enterprise", "chain", "segment")), end=("Enterprise", ("enterprise",)),
    ),
    EdgeForm(
        type="CORRECTS_ON", title="更正环节", kind="corrections",
        start=("Correction", ("enterprise", "chain", "segment")), end=("Segment", ("chain", "segment")),
    ),
    *PARK_EDGES,
)  # fmt: skip
"""All relationships; those whose ends are not both known are not drawn."""
ON_SEGMENT = EdgeForm(
    type="ON_SEGMENT", title="落在环节", kind="", carries=True,
    start=("Enterprise", ("id",)), end=("Segment", ("chain", "key")),
)  # fmt: skip
"""What tagging found; no fact, so it is drawn only when asked for."""
NODE_BY_LABEL: dict[str, NodeForm] = {form.label: form for form in NODE_FORMS}
EDGE_BY_TYPE: dict[str, EdgeForm] = {form.type: form for form in EDGE_FORMS}
LABEL_OF_KIND: dict[str, str] = {form.kind: form.label for form in NODE_FORMS if form.kind}


@lru_cache(maxsize=len(KIND_BY_NAME))
def forms_of(kind: str) -> tuple[EdgeForm, ...]:
    """Relationships made from rows of the kind."""
    return tuple(form for form in EDGE_FORMS if form.kind == kind)


def kinds_touching(label: str) -> tuple[str, ...]:
    """Kinds whose rows make relationships with an end of this label.

    >>> kinds_touching("Product")
    ('products', 'product_inputs', 'offerings')
    """
    return tuple(
        dict.fromkeys(f.kind for f in EDGE_FORMS if label in (f.start[0], f.end[0])),
    )


def nodes_of(kind: Kind, key: str, row: Row) -> Iterator[Node]:
    """Nodes that a row stands for; a product is named by whoever mentions it."""
    label = LABEL_OF_KIND.get(kind.name)
    if label is not None:
        form = NODE_BY_LABEL[label]
        shown = key.replace(KEY_SEPARATOR, SHOWN_SEPARATOR)
        yield Node(label, shown, {form.key: shown, **properties_of(kind, row)})
    for end_label, names in _mentioned(kind.name):
        name = _key(kind, row, names)
        if name is not None:
            yield Node(end_label, name, {NODE_BY_LABEL[end_label].key: name})


def edges_of(kind: Kind, key: str, row: Row) -> Iterator[Edge]:
    """Relationships that a row stands for, whether or not their ends exist."""
    for form in forms_of(kind.name):
        start, end = _key(kind, row, form.start[1]), _key(kind, row, form.end[1])
        if start is None or end is None:
            continue
        properties = _carried(kind, row, form) if form.carries else {}
        shown = key.replace(KEY_SEPARATOR, SHOWN_SEPARATOR) if form.several else ""
        yield Edge(form.type, start, end, shown, {**properties, "key": shown} if form.several else properties)


@lru_cache(maxsize=len(KIND_BY_NAME))
def _mentioned(kind_name: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Ends of a kind's relationships whose nodes have no rows of their own."""
    ends = (end for form in forms_of(kind_name) for end in (form.start, form.end))
    return tuple(end for end in ends if NODE_BY_LABEL[end[0]].kind is None)


def _carried(kind: Kind, row: Row, form: EdgeForm) -> dict[str, Any]:
    """The row's properties but those that its ends already tell."""
    told = {*form.start[1], *form.end[1]}
    return {name: value for name, value in properties_of(kind, row).items() if name not in told}


def properties_of(kind: Kind, row: Row) -> dict[str, Any]:
    """Known values under their column names: texts, numbers, booleans, lists of texts; anything deeper as JSON.

    A mark that is off is absent, but for those that the first version wrote out.
    """
    named = zip(_columns(kind.name), row, strict=True)
    return {name: turn(value) for (name, turn, off), value in named if value is not None and value != off}


@lru_cache(maxsize=len(KIND_BY_NAME))
def _columns(kind_name: str) -> tuple[tuple[str, Any, Any], ...]:
    """Column names with the way from the stored scalar to the property, and the scalar that is not drawn."""
    kind = KIND_BY_NAME[kind_name]
    hints = get_type_hints(kind.fact)
    first = FIRST_COLUMNS.get(kind_name, ())
    return tuple(
        (name, _turn(hints.get(name)), 0 if hints.get(name) is bool and name not in first else None)
        for name in kind.column_names
    )


def _turn(hint: Any) -> Callable[[Any], Any]:
    if hint in (bool, bool | None):
        return bool
    return loads if get_origin(hint) is tuple and get_args(hint)[0] in (str, ChainId) else _as_is


def _as_is(value: Any) -> Any:
    return value


@lru_cache(maxsize=256)
def _positions(kind_name: str, names: tuple[str, ...]) -> tuple[int, ...]:
    columns = KIND_BY_NAME[kind_name].column_names
    return tuple(columns.index(name) for name in names)


def _key(kind: Kind, row: Row, names: tuple[str, ...]) -> str | None:
    """The key of a node from fields of a row; None when a single field is unknown, as in the tables otherwise."""
    parts = [row[position] for position in _positions(kind.name, names)]
    if len(parts) == 1:
        return None if parts[0] is None else str(parts[0])
    return SHOWN_SEPARATOR.join("" if part is None else str(part) for part in parts)
