"""The workspace reads once a version, and a decision costs no tagging."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from chaingraph.errors import StoreUnavailable
from chaingraph.ids import ChainId, DataVersion, EnterpriseId, ImportId, SegmentKey
from chaingraph.model.promotion import Correction, Lead
from chaingraph.service.workspace import Workspace
from chaingraph.settings import Settings
from chaingraph.store.base.memory import MemoryStore
from chaingraph.store.base.port import Facts, ImportBatch
from chaingraph.tagging.search.likely import relevance_index
from tests.builders import HERE, firm, makes

pytestmark = pytest.mark.slow


def filled(url: str) -> Workspace:
    workspace = Workspace.open(url)
    facts = {"enterprises": [firm("子市隔膜厂", **HERE)], "offerings": makes("子市隔膜厂", "锂电池隔膜")}
    workspace.import_batch(ImportBatch(id=ImportId("a"), title="a", facts=facts))
    return workspace


def correction(verdict: bool) -> Correction:
    return Correction(
        enterprise=EnterpriseId("子市隔膜厂"),
        chain=ChainId("动力电池"),
        segment=SegmentKey("锂电池隔膜"),
        verdict=verdict,
    )


def test_a_snapshot_is_made_once_a_version() -> None:
    with filled("memory:") as workspace:
        first = workspace.snapshot()
        assert workspace.snapshot() is first
        workspace.decide(correction(False), by="张三", title="更正")
        assert workspace.snapshot() is not first


def test_the_index_of_the_firms_words_outlives_a_decision_and_not_an_import() -> None:
    with filled("memory:") as workspace:
        index = relevance_index(workspace.snapshot())
        workspace.decide(correction(False), by="张三", title="更正")
        assert relevance_index(workspace.snapshot()) is index
        more = {"enterprises": [firm("子市电芯厂", **HERE)], "offerings": makes("子市电芯厂", "电芯")}
        workspace.import_batch(ImportBatch(id=ImportId("b"), title="b", facts=more))
        assert relevance_index(workspace.snapshot()) is not index


def test_a_decision_changes_the_panorama_at_once_and_survives_the_next_process(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/w.db"
    with filled(url) as workspace:
        assert workspace.study("子市", "动力电池").coverage.firms == 1
        workspace.decide(correction(False), by="张三", title="更正")
        assert workspace.study("子市", "动力电池").coverage.firms == 0
    with Workspace.open(url) as again:
        assert again.study("子市", "动力电池").coverage.firms == 0
        again.decide(correction(True), by="李四", title="更正")
        assert again.study("子市", "动力电池").coverage.firms == 1
        assert [record.by for record in again.store.imports()] == ["", "张三", "李四"]


def test_computed_tags_are_kept_across_decisions(tmp_path: Path) -> None:
    with filled(f"sqlite:///{tmp_path}/w.db") as workspace:
        workspace.snapshot()
        kept = "SELECT count(*) FROM kept"
        before = workspace.store._db.execute(kept).fetchone()  # type: ignore[attr-defined]
        workspace.decide(correction(False), by="张三", title="更正")
        workspace.snapshot()
        assert workspace.store._db.execute(kept).fetchone() == before  # type: ignore[attr-defined]


def test_what_is_present_is_what_coverage_says() -> None:
    with filled("memory:") as workspace:
        for chain, here in workspace.presence("子市").items():
            cover = workspace.study("子市", chain).coverage
            assert (here.firms, here.completeness) == (cover.firms, cover.completeness)


def test_a_chain_counts_as_its_own_only_firms_on_segments_it_does_not_borrow() -> None:
    with filled("memory:") as workspace:
        facts = {"enterprises": [firm("子市泵厂", **HERE)], "offerings": makes("子市泵厂", "离心泵")}
        before = workspace.presence("子市")
        workspace.import_batch(ImportBatch(id=ImportId("b"), title="b", facts=facts))
        after = workspace.presence("子市")
        grown = {name for name in after if after[name].firms > before[name].firms}
        owned = {name for name in after if after[name].own > before[name].own}
        assert owned == {"通用机械与基础零部件"} < grown
        assert all(here.own <= here.firms for here in after.values())


def test_a_word_on_a_shared_segment_holds_in_every_chain_that_shares_it() -> None:
    with filled("memory:") as workspace:
        facts = {"enterprises": [firm("子市电池厂", **HERE)], "offerings": makes("子市电池厂", "锂离子电池")}
        workspace.import_batch(ImportBatch(id=ImportId("b"), title="b", facts=facts))
        number = workspace.firm("子市电池厂")
        assert {"动力电池", "储能"} <= {tag.chain for tag in workspace.snapshot().tags.of_firm(number)}
        no = Correction(
            enterprise=EnterpriseId("子市电池厂"),
            chain=ChainId("动力电池"),
            segment=SegmentKey("方形电芯"),
            verdict=False,
        )
        workspace.decide(no, by="张三", title="更正")
        assert "方形电芯" not in {tag.key for tag in workspace.snapshot().tags.of_firm(number)}
        workspace.decide(replace(no, chain=ChainId("储能"), verdict=True), by="李四", title="更正")
        found = {(tag.chain, tag.score) for tag in workspace.snapshot().tags.of_firm(number)}
        assert ("储能", 1.0) in found


def test_an_earlier_moment_shows_what_was_known_then() -> None:
    with filled("memory:") as workspace:
        (first,) = workspace.store.imports()
        workspace.decide(correction(False), by="张三", title="更正")
        then = workspace.snapshot_at(first.sequence)
        assert then.version != workspace.snapshot().version
        assert [tag.key for tag in then.tags.of_firm(0) if tag.chain == "动力电池"] == ["锂电池隔膜"]
        assert workspace.snapshot_at(first.sequence) is then


class SlowStore(MemoryStore):
    """A store that takes its time to be read once it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.go = threading.Event()
        self.go.set()

    def read(self, until: int | None = None) -> tuple[DataVersion, Facts]:
        self.go.wait(10)
        return super().read(until)


def test_the_impatient_get_the_last_version_that_is_ready_and_the_new_one_once_it_is() -> None:
    store = SlowStore()
    patient = Workspace(store, Settings())
    patient.serve_stale_after(0.05)
    before = patient.snapshot()
    store.go.clear()
    patient.decide(Lead(enterprise=EnterpriseId("a"), place="甲园"), by="王工", title="x")
    assert patient.snapshot() is before
    assert patient.snapshot() is before
    store.go.set()
    patient.serve_stale_after(10)
    after = patient.snapshot()
    assert after.version == store.data_version() != before.version
    assert [lead.enterprise for lead in after.leads] == ["a"]


def test_a_version_that_cannot_be_read_is_told_to_whoever_waits_and_tried_again() -> None:
    class Failing(MemoryStore):
        failing = False

        def read(self, until: int | None = None) -> tuple[DataVersion, Facts]:
            if self.failing:
                raise StoreUnavailable("数据库没有应答")
            return super().read(until)

    store = Failing()
    workspace = Workspace(store, Settings())
    workspace.serve_stale_after(5)
    workspace.snapshot()
    workspace.decide(Lead(enterprise=EnterpriseId("a"), place="甲园"), by="王工", title="x")
    store.failing = True
    with pytest.raises(StoreUnavailable):
        workspace.snapshot()
    store.failing = False
    assert len(workspace.snapshot().leads) == 1
