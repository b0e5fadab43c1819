"""Which files an import is made of, in a fixed order, and the id their names and bytes give it."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from chaingraph.errors import Refused
from chaingraph.ids import ImportId

LOADER_VERSION = "3"
"""Raised when the same bytes would give other facts: then they are another import."""

TABLE_FILES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods")
TREE_FILES = (".json", ".jsonld", ".yaml", ".yml")
LINE_FILES = (".jsonl", ".ndjson")
GRAPH_FILES = (".graphml", ".gexf")
READ_FILES = (*TABLE_FILES, *TREE_FILES, *LINE_FILES, *GRAPH_FILES)
OTHER_FILES = {
    "是数据库或备份文件，不是名单；请用 chaingraph restore 恢复到一个空的数据库": ".db .sqlite .sqlite3 .bak",
    "是文字或图片文件，不是表格；请把其中的名单存成 xlsx 或 csv 后再导入": (
        ".pdf .doc .docx .wps .ppt .pptx .png .jpg .jpeg .gif .html .htm .md .svg"
    ),
    "是压缩包；请解开后导入其中的表格": ".zip .rar .7z .gz .tar .tgz",
    "是 WPS 表格的老格式；请另存为 xlsx 后再导入": ".et .ett",
    "是 Excel 二进制格式；请另存为 xlsx 后再导入": ".xlsb",
}
"""What to do with files of other kinds."""
KNOWLEDGE_GRAPH = (
    "company.json",
    "company_industry.json",
    "company_product.json",
    "product.json",
    "product_product.json",
)
CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of an import; ``name`` is what messages and the import's id call it."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Sources:
    """All files of an import, sorted by name, and the names of those left aside."""

    files: tuple[SourceFile, ...]
    left: tuple[str, ...]


def gather(paths: Sequence[Path]) -> Sources:
    """The files of several paths: a folder stands for the tables and chain trees in it, or for a ChainKnowledgeGraph.

    Raises Refused for a path that is not there, a file of a kind we do not read, or nothing to read at all.
    """
    found: dict[Path, SourceFile] = {}
    left: list[str] = []
    for path in paths:
        if not path.exists():
            raise Refused(f"找不到文件或文件夹“{path}”")
        for source in _folder(path, left) if path.is_dir() else [_single(path)]:
            found.setdefault(source.path.resolve(), source)
    if not found:
        where = "、".join(str(path) for path in paths)
        raise Refused(f"没有可导入的表格或产业链树：{where}（可用 csv、xlsx、xls、ods、json、yaml）")
    return Sources(tuple(sorted(_told_apart(list(found.values())), key=lambda s: s.name)), tuple(sorted(left)))


def _told_apart(sources: list[SourceFile]) -> Iterator[SourceFile]:
    """The files, those of one name called by folder and name, numbered where even that is not enough."""
    names = Counter(source.name for source in sources)
    taken: set[str] = set()
    for source in sources:
        name = source.name if names[source.name] == 1 else f"{source.path.resolve().parent.name}/{source.name}"
        number, candidate = 1, name
        while candidate in taken:
            number += 1
            candidate = f"{name}（{number}）"
        taken.add(candidate)
        yield SourceFile(source.path, candidate)


def _single(path: Path) -> SourceFile:
    suffix = path.suffix.lower()
    if suffix not in READ_FILES:
        kinds = "、".join(READ_FILES)
        advice = next((text for text, endings in OTHER_FILES.items() if suffix in endings.split()), "")
        if advice and path.is_file():
            raise Refused(f"文件“{path.name}”{advice}（可用 {kinds}；规则：文件类型）")
        raise Refused(f"文件“{path.name}”不是能导入的类型，可用 {kinds}（规则：文件类型）")
    if not path.is_file():
        raise Refused(f"“{path.name}”不是普通文件（规则：文件类型）")
    return SourceFile(path, path.name)


def _folder(folder: Path, left: list[str]) -> Iterator[SourceFile]:
    names = {entry.name for entry in folder.iterdir()}
    graph = bool(names & {"company_product.json", "product_product.json", "company.json"})
    for entry in sorted(folder.iterdir()):
        if not entry.is_file() or entry.name.startswith((".", "~$")):
            continue
        suffix = entry.suffix.lower()
        tree = suffix in TREE_FILES and entry.name not in KNOWLEDGE_GRAPH and not (graph and suffix == ".json")
        if suffix in (*TABLE_FILES, *LINE_FILES, *GRAPH_FILES) or tree or (graph and entry.name in KNOWLEDGE_GRAPH):
            yield SourceFile(entry, entry.name)
        else:
            left.append(entry.name)


def import_id(sources: Sources) -> ImportId:
    """Digest of the loader's version and every file's name and bytes; O(bytes)."""
    digest = hashlib.blake2b(LOADER_VERSION.encode(), digest_size=16)
    for source in sources.files:
        size = source.path.stat().st_size
        digest.update(f"\n{source.name}\n{size}\n".encode())
        with source.path.open("rb") as stream:
            while chunk := stream.read(CHUNK):
                digest.update(chunk)
    return ImportId(digest.hexdigest())
