"""The house in numbers: sizes of folders, import depth, circles, hidden imports, lengths of functions, docstrings.

    python -m tools.house_numbers [ROOT]

A room is a folder two levels deep (``api.pages``, ``chaingraph.graph``); the files beside such folders are one more.
Depth counts the rooms of the longest way down. Reads text alone: any checkout can be measured.
"""

import ast
import statistics
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import networkx as nx

WINGS = ("chaingraph", "loaders", "api", "visual")
MOST_FILES, MOST_LINES, LONGEST_FUNCTION = 12, 250, 40


@dataclass(frozen=True, slots=True)
class Module:
    """One source file, read."""

    name: str
    path: Path
    tree: ast.Module
    lines: int

    @property
    def room(self) -> str:
        """The folder two levels deep it stands in, or its wing."""
        parts = self.name.split(".")
        deep = len(parts) > 2 or self.path.name == "__init__.py"
        return ".".join(parts[:2]) if deep else parts[0]


def modules(root: Path, wings: Sequence[str] = WINGS) -> dict[str, Module]:
    """Every source file by dotted name, sorted."""
    found = {}
    for wing in wings:
        for path in sorted((root / wing).rglob("*.py")):
            text = path.read_text(encoding="utf-8")
            parts = path.relative_to(root).with_suffix("").parts
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            found[name] = Module(name, path, ast.parse(text), text.count("\n"))
    return found


def imports(module: Module, known: dict[str, Module]) -> Iterator[tuple[str, bool]]:
    """Names of our modules it imports, and whether inside a function."""
    inside = {
        id(part)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for part in ast.walk(node)
    }
    for node in ast.walk(module.tree):
        for name in _named(node):
            target = next((n for n in (name, name.rpartition(".")[0]) if n in known), None)
            if target is not None and target != module.name:
                yield target, id(node) in inside


def _named(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module:
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return []


def functions(known: dict[str, Module]) -> Iterator[tuple[str, int, bool, bool]]:
    """Name, lines without docstring, whether public, whether documented; a function in a function is private."""
    for module in known.values():
        outer = {id(node) for node in _at_hand(module.tree)}
        for node in ast.walk(module.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                documented = ast.get_docstring(node) is not None
                body = node.body[1:] if documented else node.body
                size = (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
                public = id(node) in outer and not node.name.startswith("_")
                yield f"{module.name}.{node.name}", size, public, documented


def _at_hand(tree: ast.Module) -> Iterator[ast.AST]:
    """What a module and its classes hold, not what stands inside a function."""
    for node in tree.body:
        yield node
        if isinstance(node, ast.ClassDef):
            yield from node.body


def measured(root: Path) -> list[tuple[str, str]]:
    """Every number with its name."""
    known = modules(root)
    files = nx.DiGraph([(m.name, target) for m in known.values() for target, _ in imports(m, known)])
    rooms = nx.DiGraph([(known[a].room, known[b].room) for a, b in files.edges if known[a].room != known[b].room])
    hidden = sorted({f"{m.name} → {target}" for m in known.values() for target, late in imports(m, known) if late})
    folders = Counter(m.path.parent.relative_to(root) for m in known.values() if m.path.name != "__init__.py")
    sizes = sorted(size for _, size, _, _ in functions(known))
    bare = [name for name, _, public, documented in functions(known) if public and not documented]
    large = [f"{folder} {count}" for folder, count in sorted(folders.items()) if count > MOST_FILES]
    return [
        ("files", str(len(known))),
        ("folders", str(len(folders))),
        (f"folders over {MOST_FILES} files", ", ".join(large) or "0"),
        ("largest folder", str(max(folders.values()))),
        (f"files over {MOST_LINES} lines", str(sum(m.lines > MOST_LINES for m in known.values()))),
        ("depth in rooms", str(_depth(rooms))),
        ("depth in files", str(_depth(files))),
        ("circles of files", str(_circles(files))),
        ("circles of rooms", str(_circles(rooms))),
        ("imports inside functions", ", ".join(hidden) or "0"),
        (
            "lines a function, median / 95 % / longest",
            f"{statistics.median(sizes):g} / {_at(sizes, 0.95)} / {sizes[-1]}",
        ),
        (f"functions over {LONGEST_FUNCTION} lines", str(sum(size > LONGEST_FUNCTION for size in sizes))),
        ("public functions without docstring", ", ".join(bare) or "0"),
    ]


def _depth(graph: "nx.DiGraph[str]") -> int:
    return int(nx.dag_longest_path_length(nx.condensation(graph))) + 1


def _circles(graph: "nx.DiGraph[str]") -> int:
    return sum(len(part) > 1 for part in nx.strongly_connected_components(graph))


def _at(sizes: list[int], part: float) -> int:
    return sizes[min(len(sizes) - 1, int(part * len(sizes)))]


def main() -> None:
    """Print a Markdown table of a checkout."""
    root = Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()
    print("| what | now |\n|---|---|")
    for name, value in measured(root):
        print(f"| {name} | {value} |")


if __name__ == "__main__":
    main()
