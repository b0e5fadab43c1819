"""How many one-line faults the tests of a module notice: mutants tried one by one, killed or survived, room by room.

    python -m tools.mutation [ROOM_OR_MODULE ...] [--per-module 12] [--seed 1] [--all-told]

Which tests a module has stands in ``mutation.toml``; its own doctests count too. A mutant that cannot be told from the
module by any answer is explained in ``mutation_equivalent.txt`` and not counted. Exit status 1 when a room is below
``--least``.
"""

import argparse
import ast
import importlib
import json
import os
import random
import resource
import signal
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

import hypothesis
import pytest

from tools.mutants import Mutant, mutants

HERE = Path(__file__).parent
ROOT = HERE.parent
OWN = ("chaingraph", "loaders", "api", "visual", "tests", "benchmarks", "tools")
WORTH = ("not browser", "not neo4j", "not realdata")
LONGEST_SECONDS, CPU_ROOM, CPU_FACTOR = 600, 20, 5
"""A mutant that runs on is killed after so many seconds, or after this much CPU: 20 s and five times the tests' own."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the tests in a child: the first that failed, and what the child had imported."""

    failed: str
    seconds: float
    imported: Sequence[str] = ()


class _Faulty(SourceFileLoader):
    """Loads a module from another code than its file's."""

    def __init__(self, name: str, path: str, code: CodeType) -> None:
        super().__init__(name, path)
        self._code = code

    def get_code(self, fullname: str) -> CodeType:  # noqa: ARG002
        """The faulty code, whatever the file says."""
        return self._code


class _Finder(MetaPathFinder):
    """Finds one module only: the faulty one."""

    def __init__(self, name: str, path: Path, tree: ast.Module) -> None:
        self._name, self._path = name, str(path)
        self._code = compile(tree, self._path, "exec")

    def find_spec(self, name: str, path: Any, target: ModuleType | None = None) -> ModuleSpec | None:  # noqa: ARG002
        """The module's spec with our loader, for its name alone."""
        if name != self._name:
            return None
        return spec_from_file_location(name, self._path, loader=_Faulty(name, self._path, self._code))


@dataclass(slots=True, eq=False)
class _Listener:
    """A pytest plugin: remembers the first failure, and has Hypothesis neither shrink nor draw by chance."""

    failed: list[str] = field(default_factory=list)

    def pytest_configure(self) -> None:
        """Set the profile after the house's own."""
        phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
        hypothesis.settings.register_profile("mutation", deadline=None, derandomize=True, database=None, phases=phases)
        hypothesis.settings.load_profile("mutation")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note what failed."""
        if report.failed:
            self.failed.append(report.nodeid)


def run_tests(tests: Sequence[str], finder: MetaPathFinder | None, cpu: int) -> Outcome:
    """Run the tests in a child process in which the finder's module is faulty."""
    came, goes = os.pipe()
    begun = time.monotonic()
    child = os.fork()
    if child == 0:
        os.close(came)
        try:
            _in_child(tests, finder, cpu, goes)
        finally:
            os._exit(1)
    os.close(goes)
    with os.fdopen(came) as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    told: Mapping[str, Any] = json.loads(said) if said else {"failed": "(ran on, or died)", "imported": []}
    return Outcome(told["failed"], time.monotonic() - begun, told["imported"])


def _in_child(tests: Sequence[str], finder: MetaPathFinder | None, cpu: int, pipe: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu))
    signal.alarm(LONGEST_SECONDS)
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    if finder:
        sys.meta_path.insert(0, finder)
    listener = _Listener()
    status = pytest.main(["-x", "-q", "--assert=plain", "-m", " and ".join(WORTH), *tests], plugins=[listener])
    failed = listener.failed[0] if listener.failed else "" if status == 0 else "(could not be collected)"
    os.write(pipe, json.dumps({"failed": failed, "imported": [] if finder else _third_party()}).encode())
    os._exit(0)


def _third_party() -> list[str]:
    return sorted(name for name in sys.modules if name.partition(".")[0] not in (*OWN, "__main__", "pytest", "_pytest"))


def prepare(module: str, imported: Sequence[str]) -> None:
    """Import what the tests will need besides the module itself and what stands on it, once for all children."""
    for name in imported:
        try:
            importlib.import_module(name)
        except ImportError:
            continue
    importlib.import_module(module)
    del sys.modules[module]


def known_equivalents(text: str) -> Mapping[tuple[str, str, str], str]:
    """(path, line before, line after) -> why no answer tells the two apart; paragraphs of four lines."""
    found = {}
    for paragraph in text.strip().split("\n\n"):
        lines = [line for line in paragraph.splitlines() if not line.startswith("#")]
        if lines:
            path, before, after, why = lines
            found[path, before.removeprefix("- "), after.removeprefix("+ ")] = why
    return found


@dataclass(frozen=True, slots=True)
class Trial:
    """How mutants are drawn and told."""

    per_module: int
    seed: int
    all_told: bool
    equivalent: Mapping[tuple[str, str, str], str]


def try_module(path: str, tests: Sequence[str], trial: Trial) -> Counter[str]:
    """Killed, survived and equivalent mutants of one module. Raises SystemExit when its tests fail without a fault."""
    asked = [*tests, path]
    plain = run_tests(asked, None, LONGEST_SECONDS)
    if plain.failed:
        raise SystemExit(f"{path}: its tests fail without a fault: {plain.failed}")
    module = path.removesuffix(".py").replace("/", ".")
    prepare(module, plain.imported)
    tally: Counter[str] = Counter()
    for mutant in drawn(path, trial):
        finder = _Finder(module, ROOT / path, mutant.tree)
        outcome = run_tests(asked, finder, CPU_ROOM + round(CPU_FACTOR * plain.seconds))
        fate = "killed" if outcome.failed else "equivalent" if mutant.name in trial.equivalent else "survived"
        tally[fate] += 1
        if trial.all_told or fate == "survived":
            print(_told(mutant, fate, outcome), flush=True)
    print(f"{path}: {_score(tally)} (tests {plain.seconds:.1f} s)", flush=True)
    return tally


def drawn(path: str, trial: Trial) -> list[Mutant]:
    """So many mutants of a module, the same for the same seed, in the order of its lines."""
    every = list(mutants((ROOT / path).read_text(encoding="utf-8"), path))
    chance = random.Random(f"{trial.seed}:{path}")  # noqa: S311
    picked = chance.sample(range(len(every)), min(trial.per_module, len(every)))
    return [every[number] for number in sorted(picked)]


def _told(mutant: Mutant, fate: str, outcome: Outcome) -> str:
    by = f"   by {outcome.failed}" if outcome.failed else ""
    return f"{fate} {mutant.path}:{mutant.line}{by}\n- {mutant.before}\n+ {mutant.after}"


def _score(tally: Mapping[str, int]) -> str:
    killed, survived = tally.get("killed", 0), tally.get("survived", 0)
    part = killed / (killed + survived) if killed + survived else 1.0
    return f"{killed} killed, {survived} survived, {tally.get('equivalent', 0)} equivalent, score {part:.2f}"


def main(words: Sequence[str] | None = None) -> int:
    """Try the rooms or modules asked for, all when none is."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("asked", nargs="*", help="a room (api/access) or a module (api/access/tries.py)")
    parser.add_argument("--per-module", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--all-told", action="store_true", help="also print the killed, and by which test")
    parser.add_argument("--least", type=float, default=0.0, help="the score below which a room fails")
    args = parser.parse_args(words)
    os.chdir(ROOT)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    equivalent = known_equivalents((HERE / "mutation_equivalent.txt").read_text(encoding="utf-8"))
    trial = Trial(args.per_module, args.seed, args.all_told, equivalent)
    table = tomllib.loads((HERE / "mutation.toml").read_text(encoding="utf-8"))["tests"]
    rooms: dict[str, Counter[str]] = {}
    for path, tests in table.items():
        if not args.asked or any(path.startswith(one.removesuffix("/")) for one in args.asked):
            rooms.setdefault(str(Path(path).parent), Counter()).update(try_module(path, tests, trial))
    for room, tally in rooms.items():
        print(f"{room}: {_score(tally)}")
    return int(any(tally["killed"] < args.least * (tally["killed"] + tally["survived"]) for tally in rooms.values()))


if __name__ == "__main__":
    sys.exit(main())
