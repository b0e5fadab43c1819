"""An import tells how far it is, stops when it is told to, and then has stored nothing."""

from pathlib import Path

import pytest

from chaingraph.settings import Settings
from chaingraph.store.base.memory import MemoryStore
from chaingraph.store.base.port import Store
from chaingraph.store.sqlite import SqliteStore
from loaders.run import load

ROWS = 3000
AT = "2026-07-01T00:00:00Z"


class Stop(Exception):
    """What a listener raises to end an import."""


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    """A file of many firms."""
    path = tmp_path / "企业.csv"
    path.write_text("企业名称,市\n" + "".join(f"第{n}公司,新乡市\n" for n in range(ROWS)), encoding="utf-8")
    return path


@pytest.mark.parametrize("kind", ["memory", "sqlite"])
@pytest.mark.parametrize("stage", ["解析", "整理", "写入"])
def test_an_import_stopped_at_any_stage_stores_nothing(kind: str, stage: str, roster: Path, tmp_path: Path) -> None:
    store: Store = MemoryStore() if kind == "memory" else SqliteStore(tmp_path / "a.db")
    seen: list[tuple[str, int, int]] = []

    def listen(what: str, done: int, total: int) -> None:
        seen.append((what, done, total))
        if what.startswith(stage) and (stage == "解析" or done >= 1000):
            raise Stop

    with store:
        empty = store.data_version()
        with pytest.raises(Stop):
            load([roster], store, rules=Settings(), at=AT, progress=listen)
        assert store.data_version() == empty
        assert store.imports() == ()
        assert not store.read()[1]["enterprises"]
        report = load([roster], store, rules=Settings(), at=AT)
        assert report.accepted == len(store.read()[1]["enterprises"]) == ROWS


def test_progress_never_goes_back_within_a_stage_and_ends_at_its_total(roster: Path) -> None:
    seen: list[tuple[str, int, int]] = []
    load([roster], MemoryStore(), rules=Settings(), at=AT, progress=lambda *step: seen.append(step))
    for stage in ("整理 企业", "写入"):
        steps = [(done, total) for what, done, total in seen if what == stage]
        assert steps == sorted(steps)
        assert len(steps) > 5
        assert steps[-1] == (ROWS, ROWS)
    assert seen[-1][0] == "写入"
