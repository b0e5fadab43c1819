"""Kinds of lists that officers bring, each with firms of our own: what is there is kept, what is not is not made up."""

import random
from pathlib import Path

import pytest

from chaingraph.errors import Refused
from chaingraph.store.base.memory import MemoryStore
from loaders.run import Terms, load_on
from tests.loaders.files import AT, GOOD_USCC, RULES, csv, enterprises, facts, loaded

MUTATIONS = 120


def test_the_place_that_an_importer_says_holds_for_rows_that_say_none(tmp_path: Path) -> None:
    path = csv(tmp_path, "企业.csv", "企业名称,市\n甲公司,\n乙公司,扬州\n")
    store = MemoryStore()
    report = load_on([path], store, Terms(rules=RULES, at=AT, place="长兴县"))
    regions = {name: one.region for name, one in enterprises(store).items()}
    assert regions == {"甲公司": "浙江省/湖州市/长兴县", "乙公司": "江苏省/扬州市"}
    assert report.unplaced == 0
    assert loaded(path).unplaced == 1


@pytest.mark.parametrize(
    ("said", "status"), [("存续", "存续"), ("已吊销", "吊销"), ("在营（开业）企业", "在业"), ("？", None)]
)
def test_the_register_is_read_in_its_many_words(tmp_path: Path, said: str, status: str | None) -> None:
    store = MemoryStore()
    loaded(csv(tmp_path, "企业.csv", f"企业名称,企业状态\n甲公司,{said}\n"), store=store)
    assert enterprises(store)["甲公司"].status == status


def test_a_second_list_makes_rises_dated_signals(tmp_path: Path) -> None:
    head, store = "企业名称,统一社会信用代码,注册资本(万元),资质,数据截至\n", MemoryStore()
    loaded(csv(tmp_path, "一.csv", head + f"甲轴承有限公司,{GOOD_USCC},1000,高新技术企业,2024-01\n"), store=store)
    more = f"甲轴承有限公司,{GOOD_USCC},3000,高新技术企业；专精特新,2025-02\n甲轴承有限公司长兴分公司,,,,2025-02\n"
    loaded(csv(tmp_path, "二.csv", head + more), store=store)
    signals = {(one.kind, one.on) for one in enterprises(store)["甲轴承有限公司"].signals}
    assert signals == {("增资", "2025-02"), ("新获资质", "2025-02"), ("新设分支", "2025-02")}
    assert set(enterprises(store)) == {"甲轴承有限公司", "甲轴承有限公司长兴分公司"}


def test_own_chain_and_segment_columns_place_a_firm(tmp_path: Path) -> None:
    store = MemoryStore()
    loaded(csv(tmp_path, "企业.csv", "企业名称,产业链,环节\n甲公司,动力电池,锂辉石采选\n"), store=store)
    assert [(one.chain, one.segment) for one in facts(store, "corrections")] == [("动力电池", "锂辉石采选")]


def test_nodes_and_edges_by_number_are_firms_and_links(tmp_path: Path) -> None:
    csv(tmp_path, "nodes.csv", "id,name,type\n1,甲电池有限公司,maker\n2,乙铜箔有限公司,maker\n")
    csv(tmp_path, "edges.csv", "source,target\n2,1\n")
    store = MemoryStore()
    loaded(tmp_path, store=store)
    firms = enterprises(store)
    (link,) = facts(store, "supply_links")
    assert (link.supplier, link.buyer) == (firms["乙铜箔有限公司"].id, firms["甲电池有限公司"].id)


@pytest.mark.parametrize("seed", range(4))
def test_damaged_files_are_read_or_refused_and_nothing_else(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    whole = bytearray(
        "企业名称,统一社会信用代码,市,营业收入(万元),成立日期\n甲公司,1,湖州,约5,2016\n合计,,,5,\n".encode()
    )
    for number in range(MUTATIONS // 4):
        content = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        path = tmp_path / f"{number}.csv"
        path.write_bytes(content)
        try:
            report = loaded(path)
        except Refused:
            continue
        assert report.read == report.accepted + report.merged + report.rejected
