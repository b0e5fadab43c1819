"""How many one-line faults the tests of a room notice: mutants tried one by one, killed or survived.

    python -m tools.mutation [ROOM_OR_MODULE ...] [--sample 80] [--seed 1] [--least 0.85] [--all-told] [--only LOG]

A room's tests are those of the room of the same name under ``tests``, and what ``mutation.toml`` adds; its doctests
count too. A mutant that cannot be told from the module by any answer is explained in ``mutation_equivalent.txt`` and
not counted. Exit status 1 when a room is below ``--least``. ``--only`` tries those mutants again that survived in the
printed log of an earlier run, after tests were added.
"""

import argparse
import ast
import os
import random
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import networkx as nx

from tools.house_numbers import WINGS, imports, modules
from tools.mutants import Mutant, mutants
from tools.mutation_run import CPU_FACTOR, CPU_ROOM, ROOT, Finder, Outcome, faulty_run, import_all, plain_run

HERE = Path(__file__).parent


def known_equivalents(text: str) -> Mapping[tuple[str, str, str], str]:
    """(path, line before, line after) -> why no answer tells the two apart; paragraphs of four lines."""
    found = {}
    for paragraph in text.strip().split("\n\n"):
        lines = [line for line in paragraph.splitlines() if not line.startswith("#")]
        if lines:
            path, before, after, why = lines
            found[path, before.removeprefix("- "), after.removeprefix("+ ")] = why
    return found


def rooms() -> Mapping[str, Sequence[str]]:
    """Each room that is measured, with its tests: of its mirror room, and those named for it."""
    named = tomllib.loads((HERE / "mutation.toml").read_text(encoding="utf-8"))["rooms"]
    return {room: [f"tests/{room.removeprefix('chaingraph/')}", *also] for room, also in named.items()}


def files_of(room: str, asked: Sequence[str]) -> list[str]:
    """A room's modules, or those asked for, sorted."""
    every = sorted(str(path.relative_to(ROOT)) for path in (ROOT / room).glob("*.py") if path.name != "__init__.py")
    return [path for path in every if not asked or any(path == one or room.startswith(one) for one in asked)]


def every_mutant(paths: Sequence[str]) -> list[Mutant]:
    """All mutants of these modules, by module and line."""
    return [one for path in paths for one in mutants((ROOT / path).read_text(encoding="utf-8"), path)]


def survivors(log: str) -> set[tuple[str, str, str]]:
    """(path, line before, line after) of what a printed log calls survived.

    >>> survivors("survived a/b.py:3\\n- x = 1\\n+ x = 2\\na: 1 killed")
    {('a/b.py', 'x = 1', 'x = 2')}
    """
    found = re.findall(r"^survived (\S+):\d+\n- (.*)\n\+ (.*)$", log, re.MULTILINE)
    return {(path, before, after) for path, before, after in found}


def drawn(paths: Sequence[str], sample: int, seed: int) -> list[Mutant]:
    """So many mutants of these modules, the same for the same seed, by module and line."""
    every = every_mutant(paths)
    chance = random.Random(f"{seed}:{os.path.commonpath(paths)}")  # noqa: S311
    picked = chance.sample(range(len(every)), min(sample, len(every)))
    return [every[number] for number in sorted(picked)]


def standing_on(path: str) -> set[str]:
    """Modules and tests that import a module, directly or not, by dotted name; itself too."""
    known = modules(ROOT, (*WINGS, "tests"))
    edges = [(target, one.name) for one in known.values() for target, _ in imports(one, known)]
    name = path.removesuffix(".py").replace("/", ".")
    graph = nx.DiGraph(edges)
    graph.add_node(name)
    return {name, *nx.descendants(graph, name)}


def function_at(tree: ast.Module, line: int) -> int | None:
    """The first line of the innermost function around a line, decorators counted; None outside of all."""
    around = [
        min([node.lineno, *(one.lineno for one in node.decorator_list)])
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.body[0].lineno <= line <= (node.end_lineno or 0)
    ]
    return max(around, default=None)


@dataclass(frozen=True, slots=True)
class Trial:
    """What is known of a room before its mutants are tried."""

    tests: Sequence[str]
    plain: Outcome
    equivalent: Mapping[tuple[str, str, str], str]
    all_told: bool

    def outcome(self, mutant: Mutant) -> Outcome:
        """What the tests say of a mutant."""
        path = ROOT / mutant.path
        name = mutant.path.removesuffix(".py").replace("/", ".")
        finder = Finder(name, path, compile(mutant.tree, str(path), "exec"))
        start = function_at(ast.parse(path.read_text(encoding="utf-8")), mutant.line)
        reach = [test for test, calls in self.plain.reached.items() if start is None or f"{path}:{start}" in calls]
        cpu = CPU_ROOM + round(CPU_FACTOR * sum(self.plain.seconds.values()))
        return faulty_run(self.tests, finder, {test: self.plain.seconds[test] for test in reach}, cpu)


def try_room(room: str, asked: Sequence[str], trial: Trial, chosen: Sequence[Mutant]) -> Counter[str]:
    """Killed, survived and equivalent mutants of a room; each module's are tried in a process of its own."""
    tally: Counter[str] = Counter()
    for path in files_of(room, asked):
        of_path = [mutant for mutant in chosen if mutant.path == path]
        if of_path:
            tally += _try_module(path, of_path, trial)
    return tally


def _try_module(path: str, chosen: Sequence[Mutant], trial: Trial) -> Counter[str]:
    came, goes = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            stale = standing_on(path)
            import_all([name for name in trial.plain.imported if name not in stale and _is_worth_it(name)])
            os.write(goes, "".join(_fate(mutant, trial)[0] for mutant in chosen).encode())
        finally:
            os._exit(0)
    os.close(goes)
    with os.fdopen(came) as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    if len(said) != len(chosen):
        raise SystemExit(f"{path}: its mutants could not be tried")
    return Counter({fate: said.count(fate[0]) for fate in ("killed", "survived", "equivalent")})


def _is_worth_it(name: str) -> bool:
    """Modules of pytest stay as they are; tests are imported by pytest itself."""
    return name.partition(".")[0] not in ("pytest", "_pytest") and not name.rpartition(".")[2].startswith("test_")


def _fate(mutant: Mutant, trial: Trial) -> str:
    if mutant.name in trial.equivalent:
        return "equivalent"
    outcome = trial.outcome(mutant)
    fate = "killed" if outcome.failed else "survived"
    if trial.all_told or fate == "survived":
        by = f"   by {outcome.failed}" if outcome.failed else ""
        print(f"{fate} {mutant.path}:{mutant.line}{by}\n- {mutant.before}\n+ {mutant.after}", flush=True)
    return fate


def score(tally: Mapping[str, int]) -> float:
    """The part of mutants killed, of those that can be; 1 where there is none."""
    killed, survived = tally.get("killed", 0), tally.get("survived", 0)
    return killed / (killed + survived) if killed + survived else 1.0


def main(words: Sequence[str] | None = None) -> int:
    """Try the rooms or modules asked for, all when none is."""
    args = _asked(words)
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    equivalent = known_equivalents((HERE / "mutation_equivalent.txt").read_text(encoding="utf-8"))
    told: dict[str, Counter[str]] = {}
    for room, tests in rooms().items():
        paths = files_of(room, args.asked)
        if paths:
            asked = [*tests, *(path for path in files_of(room, ()))]
            plain = plain_run(asked, room)
            if plain.failed:
                raise SystemExit(f"{room}: its tests fail without a fault: {plain.failed}")
            trial = Trial(asked, plain, equivalent, args.all_told)
            told[room] = try_room(room, args.asked, trial, _chosen(paths, args))
            print(_line(room, told[room]), flush=True)
    print(
        "\n| room | killed | survived | equivalent | score |\n|---|---|---|---|---|",
        *map(_row, told, told.values()),
        sep="\n",
    )
    return int(any(score(tally) < args.least for tally in told.values()))


def _chosen(paths: Sequence[str], args: argparse.Namespace) -> list[Mutant]:
    if not args.only:
        return drawn(paths, args.sample, args.seed)
    names = survivors(Path(args.only).read_text(encoding="utf-8"))
    return [one for one in every_mutant(paths) if one.name in names]


def _asked(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("asked", nargs="*", help="a room (api/access) or a module (api/access/tries.py)")
    parser.add_argument("--sample", type=int, default=80, help="mutants a room")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--all-told", action="store_true", help="also print the killed, and by which test")
    parser.add_argument("--least", type=float, default=0.0, help="the score below which a room fails")
    parser.add_argument("--only", default="", help="the printed log of an earlier run: its survivors alone")
    return parser.parse_args(words)


def _line(room: str, tally: Mapping[str, int]) -> str:
    return f"{room}: {tally['killed']} killed, {tally['survived']} survived, score {score(tally):.2f}"


def _row(room: str, tally: Mapping[str, int]) -> str:
    return f"| {room} | {tally['killed']} | {tally['survived']} | {tally['equivalent']} | {score(tally):.2f} |"


if __name__ == "__main__":
    sys.exit(main())
