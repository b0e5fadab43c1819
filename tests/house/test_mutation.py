"""The mutation tool changes what it says it changes, one thing at a time, and its table names files that are there."""

import ast

import pytest

from tools.mutants import mutants
from tools.mutation import HERE, ROOT, function_at, known_equivalents, rooms


@pytest.mark.parametrize(
    ("line", "faults"),
    [
        ("x = a < b", {"x = a <= b", "x = a >= b"}),
        ("x = a and b", {"x = a or b"}),
        ("x = not a", {"x = a"}),
        ("x = 0.5", {"x = 1.0", "x = 0.45"}),
        ("x = 3", {"x = 4", "x = 2", "x = 6"}),
        ("x = True", {"x = False"}),
        ("x = a == 'ab'", {"x = a != 'ab'", "x = a == 'a'"}),
        ("x = a in ('b', 'c')", {"x = a not in ('b', 'c')", "x = a in ('b',)", "x = a in ('c',)"}),
        ("x = sorted(a, key=b)", {"x = list(a)", "x = sorted(a)"}),
        ("a.sort()", {"pass"}),
        ("x = frozenset('ab')", {"x = frozenset('a')"}),
        ("x: Literal[1] = a", set()),
        ("raise Refused(f'{a:4}')", set()),
    ],
)
def test_each_kind_of_line_has_these_faults_and_no_others(line: str, faults: set[str]) -> None:
    found = list(mutants(line, "x.py"))
    assert {one.after for one in found} == faults
    assert {one.before for one in found} <= {ast.unparse(ast.parse(line))}


def test_every_room_of_the_table_and_every_test_named_for_it_exists() -> None:
    assert [path for room, tests in rooms().items() for path in (room, *tests) if not (ROOT / path).exists()] == []


def test_the_function_of_a_line_is_the_innermost_from_its_first_decorator_on() -> None:
    tree = ast.parse("A = 1\n\n@cache\ndef f(n=2):\n    def g():\n        return 3\n    return g\n")
    assert [function_at(tree, line) for line in (1, 4, 6, 7)] == [None, None, 5, 3]


def test_every_equivalent_mutant_is_one_the_module_still_has() -> None:
    known = known_equivalents((HERE / "mutation_equivalent.txt").read_text(encoding="utf-8"))
    for path in sorted({path for path, _, _ in known}):
        names = {one.name for one in mutants((ROOT / path).read_text(encoding="utf-8"), path)}
        assert {name for name in known if name[0] == path} <= names
    assert all(len(why) > 20 for why in known.values())
