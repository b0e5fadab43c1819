"""Mutated files are read or refused in words: nothing else is raised, nothing hangs, and the report adds up."""

import random
from pathlib import Path

from benchmarks.fuzz import KINDS, fuzz, written


def test_no_mutated_file_raises_or_hangs(tmp_path: Path) -> None:
    found = fuzz(60, 20, tmp_path)
    assert [(one.name, one.error) for one in found if one.error] == []
    assert {one.word for one in found} == {"read", "refused"}
    assert len(found) == 60


def test_the_same_seed_makes_the_same_tables(tmp_path: Path) -> None:
    number = KINDS.index("csv")
    first, again = (written(tmp_path, number, random.Random(5)).read_bytes() for _ in range(2))
    assert first == again
