"""The mutation tool changes what it says it changes, one thing at a time, and its table names files that are there."""

import ast
import tomllib

import pytest

from tools.mutants import mutants
from tools.mutation import HERE, ROOT, known_equivalents

TABLE: dict[str, list[str]] = tomllib.loads((HERE / "mutation.toml").read_text(encoding="utf-8"))["tests"]


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


def test_every_module_of_the_table_and_every_test_named_for_it_exists() -> None:
    named = [*TABLE, *(path for paths in TABLE.values() for path in paths)]
    assert [path for path in named if not (ROOT / path).is_file()] == []


def test_every_equivalent_mutant_is_one_the_module_still_has() -> None:
    known = known_equivalents((HERE / "mutation_equivalent.txt").read_text(encoding="utf-8"))
    for path in sorted({path for path, _, _ in known}):
        names = {one.name for one in mutants((ROOT / path).read_text(encoding="utf-8"), path)}
        assert {name for name in known if name[0] == path} <= names
    assert all(len(why) > 20 for why in known.values())
