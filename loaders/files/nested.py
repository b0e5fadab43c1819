"""JSON lines, JSON, YAML and XML as sheets: rows of objects, firms and links of a graph, segments of a tree."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from loaders.files import encoding
from loaders.files.graphs import Graph, graph_in, read_xml_graph, sheets_of_graph
from loaders.files.prescan import Unsafe


def json_sheet(path: Path) -> Iterator[tuple[dict[str, Any], Iterable[tuple[int, list[Any]]]]]:
    """The one sheet of a JSON-lines file: its keys in order of appearance are the header row."""
    name = encoding.detect(path)
    keys: dict[str, int] = {}
    rows: list[tuple[int, list[Any]]] = []
    with path.open(encoding=name) as stream:
        for number, line in enumerate(stream, start=1):
            if not line.strip():
                continue
            entry = _entry(line, number)
            for key in entry:
                keys.setdefault(key, len(keys))
            cells: list[Any] = [""] * len(keys)
            for key, value in entry.items():
                cells[keys[key]] = value if isinstance(value, str | int | float | bool | None) else json.dumps(value)
            rows.append((number, cells))
    header = {"sheet": "", "encoding": encoding.label(name), "hidden": False, "filled": 0}
    yield header, [(0, list(keys)), *rows]


def tree_sheet(path: Path) -> Iterator[tuple[dict[str, Any], Iterable[tuple[int, list[Any]]]]]:
    """The sheets of nested text: a graph's firms and links, a list's rows, or a tree's segments with their paths."""
    from loaders.files.linked.jsonld import linked_graph  # noqa: PLC0415
    from loaders.files.records import records_in, rows_of  # noqa: PLC0415  (only JSON and YAML need them)
    from loaders.files.tree.firms import firm_rows  # noqa: PLC0415
    from loaders.files.tree.rows import HEADERS, tree_rows  # noqa: PLC0415  (only trees need a YAML reader)
    from loaders.files.tree.text import read_tree  # noqa: PLC0415

    value, name = read_tree(path)
    graph, records = linked_graph(value) or graph_in(value), records_in(value)
    header = {"sheet": "", "encoding": encoding.label(name), "hidden": False, "filled": 0}
    if graph is not None:
        yield from _graph(graph, encoding.label(name))
        return
    if records is not None:
        keys, cells_of = rows_of(records)
        yield header, [(0, list[Any](keys)), *enumerate(cells_of, start=1)]
        return
    found = tree_rows(value)
    rows = ((number, list(cells)) for number, cells in enumerate((HEADERS, *found.rows)))
    yield {**header, "paths": found.paths, "hints": found.hints}, rows
    if found.firms:
        headers, firms = firm_rows(found)
        yield {**header, "sheet": "企业"}, [(0, list[Any](headers)), *enumerate(firms, start=1)]


def graph_sheets(path: Path) -> Iterator[tuple[dict[str, Any], Iterable[tuple[int, list[Any]]]]]:
    """The firms and links of a GraphML or GEXF file."""
    yield from _graph(read_xml_graph(path), "UTF-8")


def _graph(graph: Graph, shown: str) -> Iterator[tuple[dict[str, Any], Iterable[tuple[int, list[Any]]]]]:
    for name, headers, rows in sheets_of_graph(graph):
        opening = {"sheet": name, "encoding": shown, "hidden": False, "filled": 0}
        yield opening, [(0, list[Any](headers)), *enumerate(rows, start=1)]


def _entry(line: str, number: int) -> dict[str, Any]:
    try:
        entry = json.loads(line, parse_constant=lambda _: None)
    except (ValueError, RecursionError) as error:
        raise Unsafe(f"第 {number} 行不是 JSON：{error}（规则：每行一个 JSON 对象）") from error
    if not isinstance(entry, dict):
        raise Unsafe(f"第 {number} 行不是 JSON 对象（规则：每行一个 JSON 对象）")
    return entry
