"""Tests run in child processes in which one module is faulty: only those that reach the fault, the quickest first."""

import importlib
import json
import os
import resource
import signal
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType, FrameType, ModuleType
from typing import Any

import hypothesis
import pytest

ROOT = Path(__file__).resolve().parent.parent
OWN = ("chaingraph", "loaders", "api", "visual", "tests", "benchmarks", "tools")
WORTH = ("not browser", "not neo4j", "not realdata")
LONGEST_SECONDS, CPU_ROOM, CPU_FACTOR = 600, 10, 3
"""A mutant that runs on is killed after so many seconds, or this much CPU: 10 s and three times the tests' own."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the tests in a child.

    Attributes
    ----------
    failed
        The first test that failed; empty when all passed.
    seconds
        Of each test.
    reached
        By each test: ``path:line`` of the first lines of the room's functions that it called.
    imported
        Modules that stand imported after the tests, in the order of their import.
    """

    failed: str
    seconds: Mapping[str, float] = field(default_factory=dict)
    reached: Mapping[str, Sequence[str]] = field(default_factory=dict)
    imported: Sequence[str] = ()


class _Faulty(SourceFileLoader):
    """Loads a module from another code than its file's."""

    def __init__(self, name: str, path: str, code: CodeType) -> None:
        super().__init__(name, path)
        self._code = code

    def get_code(self, fullname: str) -> CodeType:  # noqa: ARG002
        """The faulty code, whatever the file says."""
        return self._code


class Finder(MetaPathFinder):
    """Finds one module only: the faulty one."""

    def __init__(self, name: str, path: Path, code: CodeType) -> None:
        self._name, self._path, self._code = name, str(path), code

    def find_spec(self, name: str, path: Any, target: ModuleType | None = None) -> ModuleSpec | None:  # noqa: ARG002
        """The module's spec with our loader, for its name alone."""
        if name != self._name:
            return None
        return spec_from_file_location(name, self._path, loader=_Faulty(name, self._path, self._code))


@dataclass(slots=True, eq=False)
class _Listener:
    """A pytest plugin: Hypothesis neither shrinks nor draws by chance; tests are ordered; what happens is noted."""

    first: Mapping[str, float]
    room: str = ""
    failed: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    reached: dict[str, list[str]] = field(default_factory=dict)
    _now: set[str] = field(default_factory=set)

    def pytest_configure(self) -> None:
        """Set the profile after the house's own."""
        phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
        hypothesis.settings.register_profile("mutation", deadline=None, derandomize=True, database=None, phases=phases)
        hypothesis.settings.load_profile("mutation")

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Only tests that reach the fault, the quickest first; without a fault all."""
        if not self.room:
            items[:] = sorted((item for item in items if item.nodeid in self.first), key=lambda i: self.first[i.nodeid])

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Any:
        """Note which functions of the room a test calls."""
        self._now = set()
        if self.room:
            threading.setprofile(self._called)
            sys.setprofile(self._called)
        try:
            return (yield)
        finally:
            sys.setprofile(None)
            self.reached[item.nodeid] = sorted(self._now)

    def _called(self, frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code.co_filename.startswith(self.room):
            self._now.add(f"{frame.f_code.co_filename}:{frame.f_code.co_firstlineno}")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note what failed and how long it took."""
        self.seconds[report.nodeid] = self.seconds.get(report.nodeid, 0.0) + report.duration
        if report.failed:
            self.failed.append(report.nodeid)


def plain_run(tests: Sequence[str], room: str) -> Outcome:
    """The tests without a fault, and which functions of a room each calls."""
    return _in_child(tests, None, _Listener({}, str(ROOT / room) + os.sep), LONGEST_SECONDS)


def faulty_run(tests: Sequence[str], finder: Finder, first: Mapping[str, float], cpu: int) -> Outcome:
    """The tests named with the finder's faulty module, until one fails."""
    return _in_child(tests, finder, _Listener(first), cpu)


def _in_child(tests: Sequence[str], finder: Finder | None, listener: _Listener, cpu: int) -> Outcome:
    came, goes = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(came)
        try:
            _child(tests, finder, listener, cpu, goes)
        finally:
            os._exit(1)
    os.close(goes)
    with os.fdopen(came) as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return Outcome(**json.loads(said)) if said else Outcome("(ran on, or died)")


def _child(tests: Sequence[str], finder: Finder | None, listener: _Listener, cpu: int, pipe: int) -> None:
    used = round(time.process_time())
    resource.setrlimit(resource.RLIMIT_CPU, (used + cpu, used + cpu))
    signal.alarm(LONGEST_SECONDS)
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    if finder:
        sys.meta_path.insert(0, finder)
    chosen = ["-x", "-q", "--assert=plain", "-p", "no:xdist", "-p", "no:cov", "-m", " and ".join(WORTH)]
    status = pytest.main([*chosen, *tests], plugins=[listener])
    failed = listener.failed[0] if listener.failed else "" if status in (0, 5) else "(could not be collected)"
    imported = [] if finder else [name for name in sys.modules if name != "__main__"]
    told = json.dumps(asdict(Outcome(failed, listener.seconds, listener.reached, imported))).encode()
    with os.fdopen(pipe, "wb") as answer:
        answer.write(told)
    os._exit(0)


def import_all(names: Sequence[str]) -> None:
    """Import what the tests will need, once for all children; what cannot be imported alone is left to them."""
    for name in names:
        try:
            importlib.import_module(name)
        except ImportError:
            continue
