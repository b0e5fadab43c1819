"""A store without revenues tells no yuan of demand on any page, in any export, in any answer."""

import io
import re
import zipfile
from typing import Any

import pytest

from chaingraph.ids import ChainId, ImportId
from chaingraph.model.enterprise import Role
from chaingraph.service.workspace import Workspace
from chaingraph.settings import Settings
from chaingraph.store.base.memory import MemoryStore
from chaingraph.store.base.port import ImportBatch
from tests.api.web import Web
from tests.api.world import CHAIN, client, facts, firm

PAIR = f"/places/子市/chains/{CHAIN}"
DEMAND = re.compile(r"(?:需求|缺口|产能|采购额|每年缺|富余|自用之外)[^<，。；\n]{0,12}?[1-9][\d,.]*\s*(?:万元|亿元)")
PAGES = ("gaps", "targets", "panorama", "portfolio", "flow", "explorer", "ecosystem", "drill", "compare")
"""Pages of a pair of place and chain."""


def penniless() -> Web:
    """The city with every revenue taken out."""
    known: dict[str, Any] = facts()
    here = {"province": "甲省", "city": "子市"}
    there = {"province": "乙省", "city": "丑市"}
    known["enterprises"] = [
        firm("本地电芯厂", employees=900, roles=(Role(kind="龙头", chain=ChainId(CHAIN)),), **here),
        firm("本地小厂", registered_capital_yuan=3e7, **here),
        firm("外地隔膜厂", listed_as="创业板 300000", **there),
        firm("外地电解液厂", **there),
    ]
    store = MemoryStore()
    store.write(ImportBatch(id=ImportId("i"), at="2026-07-01T00:00:00Z", by="测试", title="测试", facts=known))
    return client(Workspace(store, Settings()))


WEB = penniless()


@pytest.mark.parametrize("page", PAGES)
def test_no_page_tells_yuan_of_demand(page: str) -> None:
    found = WEB.get(f"{PAIR}/{page}")
    assert found.status_code in (200, 303)
    assert DEMAND.findall(found.text) == []


def test_no_export_tells_yuan_of_demand() -> None:
    found = WEB.get(f"{PAIR}/gaps?format=xlsx").content
    with zipfile.ZipFile(io.BytesIO(found)) as book:
        text = "\n".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    assert DEMAND.findall(text) == []
    assert "家下游" in text


def test_the_answer_says_null_and_counts_firms() -> None:
    rows = WEB.get(f"/api/v1{PAIR}/gaps").json()["results"]
    wanted = next(row for row in rows if row["key"] == "隔膜")
    assert (wanted["demand_yuan"], wanted["demand_firms"]) == (None, 1)
