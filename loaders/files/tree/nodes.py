"""Nested values as named nodes: whichever of the usual ways to write a tree the file uses."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from loaders.cells.cells import LISTED
from loaders.files.tree.leaves import stage_in
from loaders.files.tree.text import BadTree

MAX_LEVELS = 12
MAX_NODES = 20_000
NAME = ("name", "title", "label", "text", "名称", "标题", "chain", "产业链", "环节名称")
BELOW = (
    "children", "nodes", "items", "segments", "stages", "branches", "leaves", "子节点", "下级", "环节", "分支", "节点",
)  # fmt: skip
FIRMS = re.compile(r"(\w{2})?(企业|公司|厂商)(名单|列表|名称)?|compan(y|ies)|enterprises?|firms?")
CHAIN_LISTS = ("chains", "产业链", "产业链列表")
FIELDS = {
    "key": ("key", "编码"),
    "stage": ("stage", "阶段", "位置"),
    "aliases": ("aliases", "alias", "synonyms", "别名", "同义词"),
    "definition": ("definition", "description", "desc", "释义", "定义", "说明"),
    "industry_codes": ("industry_codes", "industry_code", "codes", "行业代码"),
    "locality": ("locality", "本地要求"),
    "critical": ("critical", "关键"),
    "chokepoint": ("chokepoint", "卡脖子"),
    "note": ("note", "备注"),
}
FIELD_OF = {word: name for name, words in FIELDS.items() for word in words}
OURS = frozenset((*NAME, *BELOW, *FIELD_OF))
NAME_MARKS = re.compile(r"[；;、\n]+")


@dataclass(slots=True)
class TreeNode:
    """One node: its name, what it says of itself by field, the nodes and the companies below; ``path`` names it."""

    name: str
    path: str
    said: dict[str, str] = field(default_factory=dict)
    below: list["TreeNode"] = field(default_factory=list)
    firms: list[Mapping[str, Any]] = field(default_factory=list)


class Planting:
    """The nodes of one file while they are made; ``unknown`` are the fields nothing here takes."""

    def __init__(self) -> None:
        self.unknown: dict[str, None] = {}
        self._count = 0

    def roots(self, value: Any) -> list[TreeNode]:
        """The chains of a nested value: itself, the entries of a list, or a mapping from names to what is below.

        Raises BadTree naming the path and the rule for a node without a name, a chain without a segment, a limit.
        """
        lists = (value[key] for key in CHAIN_LISTS if isinstance(value, Mapping) and nested(value.get(key)))
        found = next(lists, value)
        if not nested(found) or not found:
            raise BadTree("文件里没有产业链树：应是带名称和下级的节点（规则：根节点）")
        roots = list(self._nodes(found, "", 1))
        for root in roots:
            if not root.below:
                raise BadTree(f"路径“{root.path}”：根节点是产业链，但没有下级环节（规则：根节点）")
        return roots

    def _nodes(self, value: Any, path: str, level: int) -> Iterator[TreeNode]:
        """The nodes of a list, of one described node, or of a mapping from names to what is below them."""
        if level > MAX_LEVELS:
            raise BadTree(f"路径“{path}”：超过 {MAX_LEVELS} 层（规则：层数上限）")
        if isinstance(value, Mapping):
            yield from self._mapped(value, path, path, level)
            return
        for number, entry in enumerate(value, start=1):
            where = "/".join(part for part in (path, f"第 {number} 个") if part)
            if isinstance(entry, list):
                raise BadTree(f"路径“{where}”：列表里直接又是列表，节点要有名称（规则：节点名称）")
            if isinstance(entry, Mapping):
                yield from self._mapped(entry, path, where, level)
            else:
                yield self._node(plain(entry), None, path, where, level)

    def _mapped(self, value: Mapping[str, Any], path: str, where: str, level: int) -> Iterator[TreeNode]:
        name = _name(value)
        if name is None and not _ours(value):
            for key, below in value.items():
                yield self._node(key, below, path, where, level)
        else:
            yield self._node(name or "", value, path, where, level)

    def _node(self, name: str, value: Any, path: str, where: str, level: int) -> TreeNode:
        name = name.strip()
        if not name:
            raise BadTree(f"路径“{where}”：节点没有名称，用 name、title 或 label 写明（规则：节点名称）")
        node = TreeNode(name, f"{path}/{name}" if path else name)
        self._count += 1
        if self._count > MAX_NODES:
            raise BadTree(f"路径“{node.path}”：超过 {MAX_NODES:,} 个节点（规则：节点上限）")
        if isinstance(value, Mapping) and _ours(value):
            self._describe(node, value, level)
        elif nested(value):
            node.below.extend(self._nodes(value, node.path, level + 1))
        elif value not in (None, ""):
            raise BadTree(f"路径“{node.path}”：节点的下级应是列表，读到“{plain(value)[:30]}”（规则：节点形式）")
        return node

    def _describe(self, node: TreeNode, value: Mapping[str, Any], level: int) -> None:
        """Take what a node's mapping says: the nodes below, and its own fields."""
        for key, inner in value.items():
            low = key.lower()
            if FIRMS.fullmatch(low) and low not in NAME:
                node.firms.extend(_companies(inner))
            elif low in BELOW:
                node.below.extend(self._nodes(_listed(inner, f"{node.path}/{key}"), node.path, level + 1))
            elif nested(inner) and stage_in(key):
                node.below.extend(self._nodes({key: inner}, node.path, level + 1))
            elif low in FIELD_OF:
                node.said[FIELD_OF[low]] = _cell(inner, f"{node.path}/{key}")
            elif low not in NAME and inner not in (None, "", [], {}):
                self.unknown.setdefault(key)


def nested(value: Any) -> bool:
    """Whether a value is a list or a mapping."""
    return isinstance(value, list | dict)


def plain(value: Any) -> str:
    """A scalar as text, a truth as 1 or 0, null as nothing.

    >>> plain(5), plain(True), plain(None), plain(" 隔膜 ")
    ('5', '1', '', '隔膜')
    """
    if isinstance(value, bool):
        return "1" if value else "0"
    return "" if value is None else str(value).strip()


def _ours(value: Mapping[str, Any]) -> bool:
    """Whether a mapping describes a node; otherwise its keys are names."""
    return any(key.lower() in OURS or FIRMS.fullmatch(key.lower()) for key in value)


def _name(value: Mapping[str, Any]) -> str | None:
    lowered = {key.lower(): inner for key, inner in value.items() if not nested(inner)}
    return next((plain(lowered[key]) for key in NAME if key in lowered), None)


def _companies(value: Any) -> Iterator[Mapping[str, Any]]:
    """The companies a field lists: names in a text or a list, or objects that describe them."""
    if isinstance(value, str):
        value = [part for part in NAME_MARKS.split(value) if part.strip()]
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, Mapping):
            yield {str(key): _scalar(inner) for key, inner in one.items()}
        elif plain(one):
            yield {"企业名称": plain(one)}


def _scalar(value: Any) -> str:
    """A field of a company as a cell; of nested values only lists of words are kept."""
    if isinstance(value, list):
        return "".join(f"{plain(entry)}{LISTED}" for entry in value if not nested(entry) and plain(entry))
    return "" if nested(value) else plain(value)


def _listed(value: Any, path: str) -> Any:
    if nested(value):
        return value
    if value in (None, ""):
        return []
    raise BadTree(f"路径“{path}”：下级应是列表，读到“{plain(value)[:30]}”（规则：节点形式）")


def _cell(value: Any, path: str) -> str:
    """A field as a cell: text, or a list's entries each closed by the mark that list cells are split at."""
    if not nested(value):
        return plain(value)
    if isinstance(value, list) and not any(map(nested, value)):
        return "".join(f"{plain(entry)}{LISTED}" for entry in value if plain(entry))
    raise BadTree(f"路径“{path}”：应是一个值或一列值（规则：节点形式）")
