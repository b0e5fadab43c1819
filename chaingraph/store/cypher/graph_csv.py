"""A property graph as a folder of CSV files and the command line that ``neo4j-admin database import`` reads them by."""

import csv
import shlex
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from chaingraph.store.cypher.graph_shape import Edge, Node

ARRAY_DELIMITER = "\x1f"
TYPES: tuple[tuple[type, str], ...] = ((bool, "boolean"), (int, "long"), (float, "double"), (list, "string[]"))
OPTIONS = ("--id-type=string", "--array-delimiter=U+001F", "--multiline-fields=true", "--overwrite-destination=true")
SCRIPT = "import.sh"


def write_graph_csv(
    folder: Path, nodes: Iterable[Node], edges: Iterable[Edge], *, keys: Mapping[str, str],
    ends: Mapping[str, tuple[str, str]],
) -> tuple[int, int]:  # fmt: skip
    """One file a label and a type of relationship, and ``import.sh``; how many nodes and relationships were written.

    ``keys`` is the key property of each label, ``ends`` the labels each type joins. Same graph, same bytes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    labels, types = _grouped(nodes, 0), _grouped(edges, 0)
    arguments: list[str] = []
    for label, some in labels.items():
        columns = _columns(some, skip=keys[label])
        header = [f"{keys[label]}:ID({label})", *(f"{name}:{kind}" for name, kind in columns)]
        _write(folder / f"{label}.csv", header, [[n.key, *_cells(n.properties, columns)] for n in some])
        arguments.append(f"--nodes={label}={label}.csv")
    for name, links in types.items():
        columns, (start, end) = _columns(links), ends[name]
        header = [f":START_ID({start})", f":END_ID({end})", *(f"{column}:{kind}" for column, kind in columns)]
        _write(folder / f"{name}.csv", header, [[e.start, e.end, *_cells(e.properties, columns)] for e in links])
        arguments.append(f"--relationships={name}={name}.csv")
    (folder / SCRIPT).write_text(_script(arguments), encoding="utf-8")
    return sum(map(len, labels.values())), sum(map(len, types.values()))


def import_arguments(folder: Path) -> list[str]:
    """The words after ``neo4j-admin`` that import the folder, as its ``import.sh`` has them."""
    line = (folder / SCRIPT).read_text(encoding="utf-8").rstrip("\n").rsplit("\n", 1)[1]
    return shlex.split(line)[1:]


def _script(arguments: Sequence[str]) -> str:
    words = ["neo4j-admin", "database", "import", "full", "neo4j", *OPTIONS, *arguments]
    return (
        "#!/bin/sh\n# Run in this folder while the server is stopped; it replaces the whole database neo4j.\n"
        + shlex.join(words)
        + "\n"
    )


def _grouped(some: Iterable[Any], at: int) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for one in some:
        found.setdefault(one[at], []).append(one)
    return dict(sorted(found.items()))


def _columns(some: Sequence[Any], skip: str = "") -> list[tuple[str, str]]:
    """Property names in order with their type; whole numbers beside fractions are fractions."""
    kinds: dict[str, set[str]] = {}
    for one in some:
        for name, value in one.properties.items():
            if name != skip:
                kinds.setdefault(name, set()).add(_type(value))
    return [(name, found.pop() if len(found) == 1 else "double") for name, found in sorted(kinds.items())]


def _type(value: Any) -> str:
    return next((name for kind, name in TYPES if isinstance(value, kind)), "string")


def _cells(properties: Mapping[str, Any], columns: Sequence[tuple[str, str]]) -> list[str]:
    return [_cell(properties.get(name)) for name, _ in columns]


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return ARRAY_DELIMITER.join(value) if isinstance(value, list) else str(value)


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
