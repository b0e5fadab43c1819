"""Whose export a list looks like, told by its headers; a guess for people, which nothing else rests on."""

from collections.abc import Iterable
from dataclasses import dataclass

from loaders.tables.headers import normal

LEAST = 5
"""So many headers of an export must be there."""


@dataclass(frozen=True, slots=True)
class Preset:
    """Headers that exports of one service carry; the ``telling`` ones stand in no other's."""

    name: str
    telling: frozenset[str]
    usual: frozenset[str]


def _preset(name: str, telling: str, usual: str) -> Preset:
    return Preset(name, frozenset(map(normal, telling.split())), frozenset(map(normal, usual.split())))


COMMON = (
    "法定代表人 注册资本 实缴资本 成立日期 核准日期 营业期限 统一社会信用代码 纳税人识别号 "
    "注册号 组织机构代码 参保人数 曾用名 英文名 经营范围 "
)
PRESETS = (
    _preset(
        "企查查",
        "更多电话 更多邮箱 国标行业门类 国标行业大类 国标行业中类 国标行业小类 企查查行业门类 "
        "企查查行业大类 企业(机构)类型",
        COMMON + "企业名称 登记状态 企业规模 所属省份 所属城市 所属区县 企业类型 所属行业 "
        "企业地址 注册地址 电话 邮箱 网址 官网",
    ),
    _preset(
        "天眼查",
        "其他电话 最新年报地址 可能联系方式 天眼评分",
        COMMON + "公司名称 公司类型 企业名称 经营状态 登记状态 所属省份 所属城市 所属区县 企业类型 所属行业 "
        "注册地址 联系电话 邮箱 其他邮箱 网址",
    ),
    _preset(
        "爱企查",
        "开业状态 工商注册号 爱企查链接",
        COMMON + "企业名称 经营状态 行政区划 所属地区 企业类型 所属行业 注册地址 电话 邮箱 官网 登记机关",
    ),
    _preset(
        "国家企业信用信息公示系统",
        "登记机关 营业期限自 营业期限至 统一社会信用代码/注册号",
        "名称 类型 住所 企业名称 统一社会信用代码 注册号 法定代表人 负责人 注册资本 成立日期 "
        "核准日期 登记机关 登记状态 经营范围",
    ),
)


def looks_like(headers: Iterable[str]) -> str:
    """The one service whose export the headers look like; empty where none or several do.

    >>> looks_like(["公司名称", "经营状态", "法定代表人", "注册资本", "成立日期", "最新年报地址", "其他电话"])
    '天眼查'
    >>> looks_like(["企业名称", "法定代表人", "注册资本", "成立日期", "经营范围", "曾用名"])
    ''
    """
    found = {normal(header) for header in headers if header}
    scores = [
        (len(found & one.telling), one.name)
        for one in PRESETS
        if found & one.telling and len(found & (one.telling | one.usual)) >= LEAST
    ]
    best = max(scores, default=(0, ""))
    return best[1] if [score for score, _ in scores].count(best[0]) == 1 else ""
