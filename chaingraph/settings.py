"""Every threshold and weight, in one frozen place, with the name it has on screen."""

from functools import lru_cache
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from chaingraph.units import wan

SETTINGS_FILE = "chaingraph.toml"
UNITS = {
    "_km": " 公里", "_mu": " 亩", "_m2": " ㎡", "_years": " 年", "_seconds": " 秒", "_hours": " 小时",
    "_minutes": " 分钟", "_bytes": " 字节", "_firms": " 家", "_rows": " 行", "_tiers": " 层",
}  # fmt: skip
"""What the end of a setting's name says of its unit."""

IN_PERCENT = frozenset(
    {
        "weak_local_supply",
        "outflow_share",
        "small_cost_share",
        "default_cost_share",
        "default_material_ratio",
        "fund_share",
    }
)


class Settings(BaseSettings):
    """Read from CHAINGRAPH_… environment variables, then ``chaingraph.toml`` in the working folder, then defaults."""

    model_config = SettingsConfigDict(frozen=True, env_prefix="CHAINGRAPH_", toml_file=SETTINGS_FILE, extra="forbid")

    # tagging
    tag_threshold: float = Field(
        0.5, ge=0, le=1, title="识别阈值", description="得分低于它的环节不采用，企业记为未识别"
    )
    tag_max_segments: int = Field(
        6, ge=1, le=50, title="单企最多环节数", description="一家企业在一条链上最多落到几个环节"
    )

    # status of a segment in a place
    strong_firms: int = Field(3, ge=1, title="优势环节企业数", description="本地企业不少于此数、且有骨干企业，判为优势")
    backbone_revenue_yuan: float = Field(
        2e8,
        ge=0,
        title="骨干企业营收",
        description="营业收入不低于此数（元），或有国家级资质、上市、龙头身份，算骨干企业",
    )
    weak_local_supply: float = Field(0.4, ge=0, le=1, title="薄弱线", description="本地配套率低于它判为薄弱")
    concentrated_hhi: float = Field(
        0.25, ge=0, le=1, title="集中度警戒", description="供应商集中度（HHI）达到它判为高度集中"
    )

    # absence
    certain_absence: float = Field(
        0.9,
        gt=0,
        le=1,
        title="缺失把握",
        description="本地没有企业的把握不低于它才判为缺失，否则判为待摸排：可能有企业，只是名录写得不全",
    )

    # money
    default_cost_share: float = Field(
        0.1,
        gt=0,
        le=1,
        title="缺省成本占比",
        description="环节关系未注明投入占材料成本的份额时按此数排先后；按它算出的不作为金额",
    )
    default_material_ratio: float = Field(
        0.65,
        gt=0,
        le=1,
        title="缺省材料率",
        description="环节没有材料成本率、行业代码也查不到时，按此数（材料成本 ÷ 收入）排先后；按它算出的不作为金额",
    )

    # gaps
    demand_tiers: int = Field(2, ge=1, le=4, title="需求层数", description="需求沿上游传递几层")
    importance_critical: float = Field(0.3, ge=0, title="关键权重", description="环节标为关键时，重要性加此数")
    importance_chokepoint: float = Field(0.2, ge=0, title="卡脖子权重", description="环节标为卡脖子时，重要性加此数")
    importance_demand: float = Field(
        0.5, ge=0, title="需求权重", description="本地需求占全链需求的相对大小，最多加此数"
    )
    importance_anchor: float = Field(
        0.1, ge=0, title="龙头需求权重", description="本地龙头直接采购该环节时，重要性加此数；隔一层减半"
    )
    importance_path: float = Field(
        0.1, ge=0, title="路径权重", description="按从原料到终端的路径经过该环节的比例，最多加此数"
    )
    outflow_share: float = Field(
        0.5, ge=0, le=1, title="外流线", description="有来源的本地采购中外地所占达到它，判为需求外流"
    )
    lag_size: float = Field(
        0.25, ge=0, title="规模落后线", description="最大的本地企业营收不到同环节外地企业中位数的此倍，算规模落后"
    )
    small_cost_share: float = Field(
        0.03, ge=0, le=1, title="小占比线", description="占各下游环节成本都不超过它，算占比小"
    )
    local_radius_km: float = Field(
        150, gt=0, title="就近半径", description="两地市中心直线距离不超过它算就近可得（公里）"
    )
    filled_factor: float = Field(0.5, ge=0, le=1, title="在补折减", description="已有项目在补的缺口，紧迫度乘以此数")
    not_worth_factor: float = Field(
        0.3, ge=0, le=1, title="不必强求折减", description="可外采、占比小、就近可得的缺口，紧迫度乘以此数"
    )

    urgent_severity: float = Field(
        0.25, ge=0, le=1, title="急缺线", description="确定缺失的环节，紧迫度达到它列为急缺，全景图上最醒目"
    )
    let_be_severity: float = Field(
        0.03, ge=0, le=1, title="不必强求线", description="确定缺失的环节，紧迫度低于它列为不必强求"
    )

    # what-if
    landing_yuan: float = Field(
        5e8,
        gt=0,
        title="落地规模上限",
        description="假设落地的企业按不超过此数的规模计入（元/年）：落地的通常是一个项目，不是整个集团",
    )
    worth_most: int = Field(20, ge=0, le=500, title="逐个推演数", description="目标清单前几家逐个推演“落地后”的变化")

    # portfolio
    fund_share: float = Field(
        0.2, gt=0, le=1, title="基金出资占比", description="一个项目占用的产业基金 = 投资额 × 此数"
    )
    need_land_mu: float = Field(50, ge=0, title="缺省用地", description="环节没有典型项目数据时的用地（亩）")
    need_plant_m2: float = Field(15_000, ge=0, title="缺省厂房", description="环节没有典型项目数据时的厂房（平方米）")
    need_invest_yuan: float = Field(2e8, ge=0, title="缺省投资", description="环节没有典型项目数据时的投资（元）")
    exact_candidates: int = Field(
        200,
        ge=1,
        le=400,
        title="精确求解家数",
        description="候选企业不超过此数时求得可证明的最优组合，更多时只在前这么多家内精确求解",
    )

    # comparison
    specialised_lq: float = Field(
        1.2, gt=0, title="特色线", description="区位商不低于它、且本地至少两家企业的环节，列为该地特色"
    )

    # extension
    backoff_places: float = Field(
        5,
        ge=0,
        title="关联度回退",
        description="一项活动只在少数几地有时，它的关联度按此数（地）与上一级门类的关联度合成；0 为不回退",
    )
    complexity_places: int = Field(
        30,
        ge=3,
        title="复杂度参照地",
        description="参照的地方不少于此数才计算复杂度；地方太少时复杂度只是噪声",
    )

    # targets: the weight of each named part
    weight_fit: float = Field(0.60, ge=0, title="匹配", description="主营与环节相符的程度")
    weight_scale: float = Field(0.10, ge=0, title="规模", description="企业体量与缺口的比")
    weight_ties: float = Field(0.10, ge=0, title="渊源", description="与本地企业已有的供需关系")
    weight_qualification: float = Field(0.08, ge=0, title="资质", description="国家级资质与上市情况")
    weight_signal: float = Field(0.07, ge=0, title="扩张迹象", description="有日期、可核实的扩张迹象")
    weight_reach: float = Field(0.05, ge=0, title="距离", description="同省、500 公里内、更远")
    source_regions: str = Field(
        "",
        max_length=500,
        title="重点来源地",
        description="重点招引的省或市，用顿号、逗号或分号分开；位于其中的目标，距离分不低于 0.8",
    )
    conflict_factor: float = Field(
        0.7, ge=0, le=1, title="撞车折减", description="兄弟园区或其他地方已在跟进、已有项目的目标，匹配度乘以此数"
    )
    signal_years: float = Field(3, gt=0, title="迹象有效年数", description="早于数据截至日期此年数的扩张迹象，按半数计")
    near_km: float = Field(500, gt=0, title="近距离", description="两地市中心直线距离不超过它算近（公里）")
    fit_relevance: float = Field(
        0.6,
        ge=0,
        le=1,
        title="相关度占匹配的比重",
        description="指定环节时，匹配由企业自己的用词（识别得分）与用词、行业的相关度合成；其余占比归识别得分",
    )
    likely_firms: int = Field(
        50,
        ge=0,
        le=1000,
        title="推断企业数",
        description="指定环节时，清单在已识别企业之后再列几家按用词与行业推断相关、待核实的企业；0 为不列",
    )
    relevance_firms: int = Field(
        10_000,
        ge=100,
        title="相关度粗选数",
        description="名录超过此数（家）时，先按用词粗选这么多家，再细排相关度；环节上已识别的都在内",
    )
    proposal_support: int = Field(
        2,
        ge=0,
        title="环节建议的最少佐证",
        description="建议企业还可能在的环节时，至少几家与其同处某环节的企业也在该环节才给人看；排名原样输出时不受限",
    )
    proposal_witnesses: int = Field(
        1, ge=0, title="材料建议的最少佐证", description="建议产品的上游材料时，至少几种相近产品用到它才给人看"
    )

    # assessment of parks
    assess_good: str = Field(
        "良好", max_length=20, title="考评合格等次", description="低于它且在末几位才降级，达到它才晋升或得奖励"
    )
    assess_last: int = Field(3, ge=1, title="考评末位数", description="名次最后几位算末位")
    assess_running: int = Field(
        2,
        ge=1,
        title="考评连续次数",
        description="专业园区连续几次低于合格等次且在末位即转预备；预备园区连续几次合格即晋升",
    )
    observation_years: int = Field(1, ge=1, title="观察期", description="转为预备园区后观察几年，期满仍不合格即摘牌")
    assess_lenient: bool = Field(
        True, title="并列从宽", description="与未进末位的园区并列的不算末位；否则并列的都算末位"
    )
    reward_budget_yuan: float = Field(
        0, ge=0, title="考评奖励预算", description="资金奖励合计不超过此数（元），超出时同比例核减；0 为不限"
    )
    improvement_costs: str = Field(
        "",
        max_length=2000,
        title="指标单位代价",
        description="各指标每提高一个单位的代价（元），如“标准厂房=1500；净地收储=80000”；未写的按代价未知排后",
    )

    # limits
    upload_bytes: int = Field(50_000_000, gt=0, title="上传上限", description="单个上传文件的字节数")
    inflated_bytes: int = Field(200_000_000, gt=0, title="解压上限", description="压缩文件解开后的总字节数")
    max_rows: int = Field(200_000, gt=0, title="行数上限", description="单个表的行数")
    max_columns: int = Field(200, gt=0, title="列数上限", description="单个表的列数")
    max_cell: int = Field(2_000, gt=0, title="单元格上限", description="单个单元格的字数")
    parser_memory_bytes: int = Field(512_000_000, gt=0, title="解析内存上限", description="解析子进程的内存")
    parser_cpu_seconds: int = Field(20, gt=0, title="解析时间上限", description="解析子进程的处理器时间（秒）")
    parser_wall_seconds: int = Field(30, gt=0, title="解析等待上限", description="解析子进程的总时间（秒）")
    body_bytes: int = Field(1_000_000, gt=0, title="请求体上限", description="JSON 请求体的字节数")
    receipt_seconds: float = Field(
        15, gt=0, title="接收时限", description="收完一个请求头或请求体的时间，也是上传中途最长的停顿（秒）"
    )
    warm_after_seconds: float = Field(
        6,
        ge=0,
        title="后台准备等待",
        description="启动或导入之后过这么久，在后台准备相关度索引与首页各链的布局（秒）",
    )
    concurrency: int = Field(100, gt=0, title="并发上限", description="同时处理的请求数；空闲的连接不算")
    connections: int = Field(
        2_000, ge=10, title="连接上限", description="同时保持的连接数；到了上限，空闲最久的一个让位"
    )
    page_size: int = Field(50, gt=0, le=500, title="每页条数", description="列表每页的条数")
    page_size_max: int = Field(500, gt=0, title="每页上限", description="每页最多的条数")
    max_depth: int = Field(4, ge=1, title="层数上限", description="上下游展开的层数")
    portfolio_at_once: int = Field(
        200, ge=0, title="当场计算", description="名录企业不多于它时组合方案当场算出，否则作为任务，看得到进度"
    )
    audit_years: int = Field(0, ge=0, title="审计保留", description="审计保留几年，更早的每天清理一次；0 为全部保留")
    session_hours: float = Field(12, gt=0, title="登录时限", description="登录后最多几小时须重新登录")
    idle_minutes: float = Field(120, gt=0, title="闲置时限", description="多少分钟没有操作须重新登录")
    sign_in_tries: int = Field(
        5, ge=1, title="登录次数", description="从一个地址 1 分钟内最多输错一个账号几次口令；所有账号合计为其四倍"
    )
    export_rows: int = Field(100_000, gt=0, title="导出上限", description="一个导出文件的行数")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Keyword arguments first, then the environment, then the file; no dotenv, no secrets folder."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, Path(SETTINGS_FILE))

    def described(self) -> tuple[tuple[str, str, str, str], ...]:
        """(name, title, value, description) of every setting, in order, for the screen that explains the rules."""
        return tuple(
            (name, info.title or name, _shown(name, getattr(self, name)), info.description or "")
            for name, info in type(self).model_fields.items()
        )


def _shown(name: str, value: float | str | bool) -> str:
    """A value for a screen, with the unit that its name ends in; parts of one that people say in percent, so.

    >>> _shown("landing_yuan", 5e8), _shown("near_km", 500), _shown("weak_local_supply", 0.4), _shown("strong_firms", 3)
    ('5 亿元', '500 公里', '40 %', '3 家')
    """
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, str):
        return value or "未设"
    if name.endswith("_yuan"):
        return wan(value).replace(".0 ", " ")
    if name in IN_PERCENT:
        return f"{value * 100:g} %"
    unit = next((unit for ending, unit in UNITS.items() if name.endswith(ending)), "")
    return f"{value:,g}{unit}" if value < 1_000_000 else f"{value:,.0f}{unit}"


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process, read once."""
    return Settings()
