"""A list says whose export it looks like; capital keeps its currency and insured persons are read."""

from pathlib import Path

import pytest

from chaingraph.store.base.memory import MemoryStore
from loaders.run import preview
from loaders.tables.presets import looks_like
from tests.loaders.files import RULES, csv, enterprises, loaded

EXPORT = (
    "企业名称,登记状态,法定代表人,注册资本,成立日期,统一社会信用代码,企业地址,更多电话,国标行业小类,参保人数,曾用名\n"
    "甲阀门有限公司,存续,某某,500万美元,2010-03-05,,浙江省湖州市长兴县某路1号,13800001234,,88,乙阀门厂\n"
)


@pytest.mark.parametrize(
    ("headers", "name"),
    [
        ("企业名称 登记状态 法定代表人 注册资本 成立日期 更多邮箱", "企查查"),
        ("公司名称 经营状态 法定代表人 注册资本 成立日期 最新年报地址", "天眼查"),
        ("企业名称 经营状态 法定代表人 注册资本 成立日期 工商注册号", "爱企查"),
        ("名称 统一社会信用代码 类型 法定代表人 住所 登记机关 核准日期", "国家企业信用信息公示系统"),
        ("公司名称 法定代表人 注册资本 成立日期 住所 企业规模 参保人数", ""),
        ("企业名称 更多邮箱 最新年报地址 注册资本 成立日期 曾用名", ""),
    ],
)
def test_a_list_looks_like_the_export_whose_own_headers_it_has(headers: str, name: str) -> None:
    assert looks_like(headers.split()) == name


def test_preview_and_report_say_whose_export_it_looks_like(tmp_path: Path) -> None:
    path = csv(tmp_path, "名单.csv", EXPORT)
    assert "像是企查查导出的名单" in preview(path, rules=RULES)[0].problems
    assert "像是企查查导出的名单" in loaded(path).issues[0].message


def test_insured_persons_and_former_names_of_an_export_are_read_and_foreign_capital_is_no_yuan(tmp_path: Path) -> None:
    store = MemoryStore()
    loaded(csv(tmp_path, "名单.csv", EXPORT), store=store)
    (firm,) = enterprises(store).values()
    assert (firm.insured_staff, firm.former_names, firm.city) == (88, ("乙阀门厂",), "湖州市")
    assert firm.registered_capital_yuan is None
    assert ("注册资本", "500万美元") in firm.notes
