"""A small city for the web face: two parks, a chain of four segments, firms here and elsewhere."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from api.address.hosts import Hosts
from api.app import create_app
from chaingraph.ids import ChainId, EnterpriseId, ImportId
from chaingraph.model.chain import Chain, Stage
from chaingraph.model.enterprise import Enterprise, Role
from chaingraph.model.place import Park
from chaingraph.model.provenance import Evidence
from chaingraph.service.workspace import Workspace
from chaingraph.settings import Settings
from chaingraph.store.base.memory import MemoryStore
from chaingraph.store.base.port import ImportBatch
from tests.api.web import Web
from tests.builders import edge, link, makes, segment

PARK, CHAIN, CITY = "甲园", "电池", "甲省/子市"
SEGMENTS = ("隔膜", "电解液", "电芯", "电池包")


def firm(name: str, **known: Any) -> Enterprise:
    """A firm with a stated source."""
    source = Evidence(source="园区名录", as_of="2026-06-30", origin="企业.csv/2")
    return Enterprise(id=EnterpriseId(name), name=name, evidence=source, **known)


def facts() -> dict[str, Sequence[Any]]:
    """Everything the city is made of."""
    here = {"province": "甲省", "city": "子市", "district": "东区"}
    there = {"province": "乙省", "city": "丑市", "district": "东区"}
    stages = (Stage.UPSTREAM, Stage.UPSTREAM, Stage.MIDSTREAM, Stage.DOWNSTREAM)
    return {
        "parks": [Park(name=PARK, chains=(ChainId(CHAIN),), land_mu=None, **here), Park(name="乙园", **here)],
        "chains": [Chain(name=ChainId(CHAIN))],
        "segments": [segment(name, order=n, stage=stages[n], critical=n == 0) for n, name in enumerate(SEGMENTS)],
        "segment_inputs": [edge("隔膜", "电芯"), edge("电解液", "电芯"), edge("电芯", "电池包")],
        "enterprises": [
            firm("本地电芯厂", park=PARK, revenue_yuan=3e8, roles=(Role(kind="龙头", chain=ChainId(CHAIN)),), **here),
            firm("本地小厂", park=PARK, **here),
            firm("外地隔膜厂", revenue_yuan=9e8, founded_on="2009-04", listed_as="创业板 300000", **there),
            firm("外地电解液厂", uscc="91110108551385082Q", **there),
        ],
        "offerings": [
            *makes("本地电芯厂", "电芯", share=0.8),
            *makes("本地小厂", "电池包"),
            *makes("外地隔膜厂", "隔膜", share=0.9),
            *makes("外地电解液厂", "电解液"),
        ],
        "supply_links": [link("外地隔膜厂", "本地电芯厂")],
    }


def workspace(rules: Settings | None = None) -> Workspace:
    """The city in memory."""
    store = MemoryStore()
    store.write(
        ImportBatch(id=ImportId("first"), title="名录.xlsx", facts=facts(), by="测试", at="2026-07-01T00:00:00Z")
    )
    return Workspace(store, rules or Settings())


@lru_cache(maxsize=1)
def reading() -> Web:
    """A caller of one city that nobody changes."""
    return client()


def client(source: Workspace | None = None, rules: Settings | None = None, hosts: Hosts | None = None) -> Web:
    """A browser-like client on the loopback address that does not follow redirects."""
    app = create_app(source or workspace(rules), rules, hosts)
    return Web(app)
