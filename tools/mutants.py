"""One-line faults a module could have: each a copy of its syntax tree in which one comparison or number differs."""

import ast
import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest

COMPARED: Mapping[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
REACHED: Mapping[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
}
CALLED = {"sorted": "list", "min": "max", "max": "min", "any": "all", "all": "any"}
TOLD_APART = {
    "startswith",
    "endswith",
    "removeprefix",
    "removesuffix",
    "partition",
    "split",
    "strip",
    "lstrip",
    "rstrip",
}
TOLD_APART |= {"frozenset", "set", "get"}
"""Calls whose text decides something, as a compared text does."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A module's tree with one fault; ``before`` and ``after`` are the line that differs, as Python prints it."""

    path: str
    line: int
    before: str
    after: str
    tree: ast.Module

    @property
    def name(self) -> tuple[str, str, str]:
        """What stays the same when lines above are added."""
        return self.path, self.before, self.after


def mutants(source: str, path: str) -> Iterator[Mutant]:
    """Every fault of a module, from its first line down. O(size²): each is printed to say which line differs.

    >>> [one.after for one in mutants("def f(n):\\n    return n > 3", "")][:3]
    ['return n >= 3', 'return n <= 3', 'return None']
    """
    tree = ast.parse(source)
    plain = ast.unparse(tree).splitlines()
    seen = set()
    places = [(node, change) for node in _looked_at(tree) for change in _changes(node)]
    for node, change in sorted(places, key=lambda one: one[0].lineno):
        faulty = ast.fix_missing_locations(_swapped(tree, node, ast.copy_location(change, node)))
        text = ast.unparse(faulty)
        before, after = _difference(plain, text.splitlines())
        if text not in seen and before != after:
            seen.add(text)
            yield Mutant(path, node.lineno, before, after, faulty)


def _difference(before: list[str], after: list[str]) -> tuple[str, str]:
    for old, new in zip_longest(before, after, fillvalue=""):
        if old != new:
            return old.strip(), new.strip()
    return "", ""


def _looked_at(node: ast.AST) -> Iterator[ast.expr | ast.stmt]:
    """Nodes in which a fault is a fault: neither annotations nor decorators nor the words of a raise."""
    if isinstance(node, ast.expr | ast.stmt):
        yield node
    if isinstance(node, ast.Raise | ast.Import | ast.ImportFrom | ast.JoinedStr):
        return
    for field, value in ast.iter_fields(node):
        if field not in ("annotation", "returns", "decorator_list", "bases"):
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    yield from _looked_at(child)


def _changes(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Compare():
            yield from _compared(node)
        case ast.Constant() if isinstance(node.value, int | float):
            yield from (ast.Constant(value) for value in _numbers(node.value))
        case ast.Call():
            yield from _called(node)
        case ast.expr():
            yield from _joined(node)
        case ast.stmt():
            yield from _stated(node)


def _joined(node: ast.expr) -> Iterator[ast.expr]:
    match node:
        case ast.BoolOp():
            yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
        case ast.UnaryOp(op=ast.Not()):
            yield node.operand
        case ast.BinOp() if type(node.op) in REACHED:
            yield ast.BinOp(node.left, REACHED[type(node.op)](), node.right)


def _stated(node: ast.stmt) -> Iterator[ast.stmt]:
    match node:
        case ast.Return(value=ast.expr()):
            yield ast.Return(ast.Constant(None))
        case ast.Expr(value=ast.Call(func=ast.Attribute(attr="sort"))):
            yield ast.Pass()
        case ast.If(test=ast.Name() | ast.Attribute() | ast.Call()):
            yield ast.If(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse)


def _numbers(value: bool | int | float) -> Iterator[bool | int | float]:
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield from (value + 1, value - 1, value * 2)
    else:
        yield from (value * 2, round(value * 0.9, 9))


def _compared(node: ast.Compare) -> Iterator[ast.Compare]:
    for at, op in enumerate(node.ops):
        for other in COMPARED[type(op)]:
            yield ast.Compare(node.left, [*node.ops[:at], other(), *node.ops[at + 1 :]], node.comparators)
    for at, part in enumerate(node.comparators):
        for text in _texts(part):
            yield ast.Compare(node.left, node.ops, [*node.comparators[:at], text, *node.comparators[at + 1 :]])


def _texts(node: ast.expr) -> Iterator[ast.expr]:
    """A text that decides, one letter short or one too long; of a tuple or set, each text left out in turn."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield ast.Constant(node.value[:-1] if node.value else "x")
    elif isinstance(node, ast.Tuple | ast.Set | ast.List) and len(node.elts) > 1:
        for out in node.elts:
            fewer = copy.copy(node)
            fewer.elts = [one for one in node.elts if one is not out]
            yield fewer


def _called(node: ast.Call) -> Iterator[ast.Call]:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if isinstance(node.func, ast.Name) and name in CALLED:
        kept = [] if name == "sorted" else node.keywords
        yield ast.Call(ast.Name(CALLED[name], ast.Load()), node.args, kept)
    if name == "sorted" and node.keywords:
        yield ast.Call(node.func, node.args, [])
    if name in TOLD_APART and node.args:
        yield from (ast.Call(node.func, [text, *node.args[1:]], node.keywords) for text in _texts(node.args[0]))


def _swapped(tree: ast.Module, old: ast.AST, new: ast.AST) -> ast.Module:
    """A copy of the tree in which one node is another."""
    return copy.deepcopy(tree, {id(old): copy.deepcopy(new)})
