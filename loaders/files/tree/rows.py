"""A tree of chains as rows of the chains table: the root is the chain, its leaves the segments."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from loaders.cells.firm_words import FIRM
from loaders.files.tree.leaves import BARE_STAGE, TITLED_STAGE, Leaf, keys_of, stage_in
from loaders.files.tree.nodes import FIELDS, Planting, TreeNode

HEADERS = ("chain", "stage", "branch", "segment", *(name for name in FIELDS if name != "stage"))


@dataclass(frozen=True, slots=True)
class TreeRows:
    """Rows under ``HEADERS``, the path of each in its file, and what was left aside, in Chinese.

    ``firms`` are the companies of the nodes: chain, segment (empty above the leaves), and what was said of each.
    """

    rows: tuple[tuple[str, ...], ...]
    paths: tuple[str, ...]
    hints: tuple[str, ...]
    firms: tuple[tuple[str, str, Mapping[str, Any]], ...] = ()


@dataclass(frozen=True, slots=True)
class _Above:
    """What a node inherits: chain, stage, branch path, and the title of its stage where it says more than the stage."""

    chain: str
    stage: str = ""
    branch: tuple[str, ...] = ()
    note: str = ""


def tree_rows(value: Any) -> TreeRows:
    """The rows of every chain a nested value holds, in its order.

    Raises BadTree naming the path and the rule when a node has no name, a chain has no segment, or a limit is passed.
    """
    planting, reading = Planting(), _Reading()
    roots = planting.roots(value)
    for root in roots:
        hang_firms(root)
    found = [pair for root in roots for pair in reading.leaves(root)]
    keys = keys_of([leaf for leaf, _ in found])
    rows = []
    for key, (leaf, node) in zip(keys, found, strict=True):
        place = {"chain": leaf.chain, "stage": leaf.stage, "branch": leaf.branch, "segment": leaf.name}
        cells = {"key": key, **node.said, **place}
        rows.append(tuple(cells.get(name, "") for name in HEADERS))
    hints = (f"不认识的字段 {'、'.join(list(planting.unknown)[:20])}：未保留",) if planting.unknown else ()
    firms = [(leaf.chain, leaf.name, firm) for leaf, node in found for firm in node.firms]
    firms += [(root.name, "", firm) for root in roots for node in above_leaves(root) for firm in node.firms]
    return TreeRows(tuple(rows), tuple(node.path for _, node in found), (*hints, *reading.hints()), tuple(firms))


def hang_firms(node: TreeNode) -> None:
    """Turn the leaves that bear a firm's name into companies of the node above them, all the way down."""
    for inner in node.below:
        hang_firms(inner)
    firms = [inner for inner in node.below if not inner.below and FIRM.search(inner.name)]
    node.firms += [{"企业名称": firm.name} for firm in firms]
    node.below = [inner for inner in node.below if inner not in firms]


def above_leaves(node: TreeNode) -> Iterator[TreeNode]:
    """The nodes of a tree that have others below them."""
    if node.below:
        yield node
    for inner in node.below:
        yield from above_leaves(inner)


class _Reading:
    """Nodes as leaves, with what is worth a hint."""

    def __init__(self) -> None:
        self._on_branches: dict[str, None] = {}
        self._empty: list[str] = []
        self._unstaged: list[str] = []

    def leaves(self, root: TreeNode) -> Iterator[tuple[Leaf, TreeNode]]:
        """(leaf, node) of a chain in the tree's order; a first level named after a stage gives the stage."""
        self._tell_branch(root)
        staged = [top for top in root.below if stage_in(top.name)]
        for top in root.below:
            stage = stage_in(top.name)
            if stage and top.below:
                self._tell_branch(top)
                note = "" if BARE_STAGE.fullmatch(top.name) else top.name
                for inner in top.below:
                    yield from self._under(inner, _Above(root.name, _stage_said(top) or stage, (), note))
            elif stage and TITLED_STAGE.fullmatch(top.name):
                self._empty.append(top.name)
            else:
                self._unstaged += [top.name] if staged and not top.said.get("stage") else []
                yield from self._under(top, _Above(root.name))

    def _under(self, node: TreeNode, above: _Above) -> Iterator[tuple[Leaf, TreeNode]]:
        stage = _stage_said(node) or above.stage
        if not node.below:
            if above.note:
                node.said.setdefault("note", above.note)
            yield Leaf(above.chain, stage, "/".join(above.branch), node.name), node
            return
        self._tell_branch(node)
        inside = _Above(above.chain, stage, (*above.branch, node.name), above.note)
        for inner in node.below:
            yield from self._under(inner, inside)

    def _tell_branch(self, node: TreeNode) -> None:
        labels = {"aliases": "别名", "definition": "释义", "industry_codes": "行业代码", "key": "编码", "note": "备注"}
        self._on_branches.update(dict.fromkeys(labels[name] for name in node.said if name in labels))

    def hints(self) -> Iterator[str]:
        """What was read and not kept."""
        if self._on_branches:
            yield f"只有最末一级是环节，上级节点的 {'、'.join(self._on_branches)} 未保留"
        if self._unstaged:
            yield f"第一级“{'”“'.join(self._unstaged[:5])}”不是上中下游或配套，其下环节的位置留空"
        if self._empty:
            yield f"“{'”“'.join(self._empty[:5])}”下没有环节"


def _stage_said(node: TreeNode) -> str:
    said = node.said.get("stage", "")
    return stage_in(said) or said
