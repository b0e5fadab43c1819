"""The tables of the copy: their columns in English, their views in Chinese, and what each column means."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shown:
    """One column: its English name, its Chinese name in the view, its SQL type, and what a reader must know."""

    name: str
    title: str
    sql: str = "TEXT"
    note: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """A table and the view over it."""

    table: str
    title: str
    note: str
    columns: tuple[Shown, ...]


SOURCE = (
    Shown("source", "来源", note="谁说的；空为未注明"),
    Shown("as_of", "数据截至"),
)
NAME = Shown("enterprise", "企业", note="企业全称")
VIEWS = (
    View(
        "enterprises",
        "企业",
        "一行一家企业；联系人、电话等备注列不在其中",
        (
            Shown("enterprise_id", "编号", note="同接口的 enterprise_id"),
            NAME,
            Shown("uscc", "统一社会信用代码", note="GB 32100"),
            Shown("short_name", "简称"),
            Shown("park", "所在园区"),
            Shown("province", "省"),
            Shown("city", "市"),
            Shown("district", "区县"),
            Shown("industry_code", "行业代码", note="GB/T 4754 或名单自带的分类"),
            Shown("industry", "行业"),
            Shown("business_scope", "经营范围"),
            Shown("revenue_yuan", "营业收入_元", "REAL", "空为未知，不是零"),
            Shown("employees", "从业人数", "INTEGER", "空为未知"),
            Shown("registered_capital_yuan", "注册资本_元", "REAL"),
            Shown("founded_on", "成立日期"),
            Shown("listed_as", "上市情况"),
            Shown("qualifications", "资质"),
            Shown("standing", "不计入的原因", note="登记状态、ST 或退市；空为正常计入"),
            Shown("pool", "内置名录", "INTEGER", "1 为随产品附带的候选，不是本地名录"),
            *SOURCE,
        ),
    ),
    View(
        "offerings",
        "主营产品",
        "一行一家企业的一种产品",
        (NAME, Shown("product", "产品"), Shown("share", "占营收", "REAL", "0–1"), *SOURCE),
    ),
    View(
        "supply_links",
        "供应关系",
        "名录或公告写明的供应关系；推断的不在其中",
        (
            Shown("supplier", "供应商"),
            Shown("buyer", "采购方"),
            Shown("product", "产品"),
            Shown("year", "年份", "INTEGER"),
            Shown("share", "占比", "REAL", "占采购方该产品采购额，0–1"),
            Shown("amount_yuan", "金额_元", "REAL"),
            *SOURCE,
        ),
    ),
    View(
        "placements",
        "企业所在环节",
        "系统按企业用词识别，可更正；不是名录所写",
        (
            NAME,
            Shown("chain", "产业链"),
            Shown("segment", "环节"),
            Shown("stage", "位置"),
            Shown("probability", "概率", "REAL", "人会同意的概率，0–1"),
            Shown("share", "计入占比", "REAL", "企业规模计在此环节的部分，0–1"),
            Shown("words", "依据", note="企业自己的用词"),
        ),
    ),
    View(
        "segments",
        "环节",
        "产业链的环节，按链与绘图次序",
        (
            Shown("chain", "产业链"),
            Shown("segment", "环节"),
            Shown("key", "编码"),
            Shown("stage", "位置"),
            Shown("branch", "分支"),
            Shown("industry_codes", "行业代码"),
            Shown("critical", "关键", "INTEGER"),
            Shown("chokepoint", "卡脖子", "INTEGER"),
        ),
    ),
    View(
        "parks",
        "园区",
        "一行一个园区",
        (
            Shown("park", "园区"),
            Shown("province", "省"),
            Shown("city", "市"),
            Shown("district", "区县"),
            Shown("chains", "主导产业链"),
            Shown("land_mu", "可用净地_亩", "REAL"),
            Shown("plant_m2", "可用标准厂房_平方米", "REAL"),
            Shown("fund_yuan", "产业基金_元", "REAL"),
            *SOURCE,
        ),
    ),
)
