"""The workbook that an office sends comes out as its firms and projects: none lost, none made up, all in place."""

from pathlib import Path

import pytest

from benchmarks.realdata import shared_data
from chaingraph.store.base.memory import MemoryStore
from tests.loaders.files import enterprises, facts, loaded
from tests.loaders.messy import gaoming_workbook, office_workbook

FIRMS = [(f"长兴示例{n}号材料有限公司", "新材料", float(n), 10 * n) for n in range(1, 21)]
PROJECTS = [(f"示例{n}号项目", "新材料", float(n), "在建") for n in range(1, 8)]


def test_an_invented_office_workbook_loads_whole(tmp_path: Path) -> None:
    store = MemoryStore()
    report = loaded(office_workbook(tmp_path / "名单.xlsx", "长兴县", FIRMS, PROJECTS), store=store)
    firms = enterprises(store)
    assert sorted(firms) == sorted(name for name, *_ in FIRMS)
    assert {one.region for one in firms.values()} == {"浙江省/湖州市/长兴县"}
    assert (firms["长兴示例3号材料有限公司"].revenue_yuan, firms["长兴示例6号材料有限公司"].revenue_yuan) == (3e8, 6e8)
    assert (firms["长兴示例7号材料有限公司"].revenue_yuan, firms["长兴示例5号材料有限公司"].employees) == (None, 50)
    assert {one.evidence.as_of for one in firms.values()} == {"2025-06"}
    assert {(one.name, one.park, one.invest_yuan) for one in facts(store, "projects")} == {
        (name, "长兴县", amount * 1e8) for name, _, amount, _ in PROJECTS
    }
    assert {issue.rule for issue in report.issues if issue.severity == "拒绝"} == {"合计行"}


@pytest.mark.realdata
@pytest.mark.skipif(not (shared_data() / "gaoming").is_dir(), reason="the shared data folder is not here")
def test_a_real_district_made_messy_keeps_its_93_firms_and_42_projects(tmp_path: Path) -> None:
    store = MemoryStore()
    loaded(gaoming_workbook(tmp_path / "高明.xlsx"), store=store)
    found = enterprises(store)
    assert len(found) == 93
    assert {one.region for one in found.values()} == {"广东省/佛山市/高明区"}
    assert len(facts(store, "projects")) == 42
