"""The sheets of platforms and funds."""

from loaders.tables.columns import AS_OF, CHAIN, SOURCE, Column, Table, words
from loaders.tables.park_ledgers.columns import PARK_IF, SEGMENTS

KINDS = ("创新平台", "孵化器", "加速器", "开放平台", "投融资平台", "研究院所", "人才团队")
KIND_WORDS = (
    ("众创空间", "孵化器"),
    ("孵化", "孵化器"),
    ("加速", "加速器"),
    ("研究院", "研究院所"),
    ("研究所", "研究院所"),
    ("院所", "研究院所"),
    ("团队", "人才团队"),
    ("实验室", "创新平台"),
    ("技术中心", "创新平台"),
    ("研发", "创新平台"),
    ("创新", "创新平台"),
    ("开放", "开放平台"),
    ("保税", "开放平台"),
    ("口岸", "开放平台"),
    ("融资", "投融资平台"),
    ("担保", "投融资平台"),
)
FUND_STAGES = ("筹备", "募集", "投资", "退出")
FUND_WORDS = (
    ("设立", "筹备"),
    ("谋划", "筹备"),
    ("备案", "募集"),
    ("运作", "投资"),
    ("运营", "投资"),
    ("清算", "退出"),
)

PLATFORMS = Table(
    "platforms",
    "平台",
    ("平台表", "创新平台", "一台两器", "平台载体", "研究院所", "人才团队", "平台台账", "platform"),
    (
        Column(
            "name",
            "平台名称",
            "name",
            required=True,
            sure=words("平台全称 机构名称 载体名称 研究院名称 团队名称 平台(团队)名称"),
            loose=("名称", "平台"),
            example="某某研究院",
        ),
        PARK_IF,
        Column(
            "kind",
            "平台类型",
            "choice",
            required=True,
            sure=words("平台类别 平台种类 载体类型"),
            loose=("类型", "类别"),
            choices=KINDS,
            spoken=KIND_WORDS,
            example="创新平台",
        ),
        Column("level", "级别", "text", sure=("平台级别", "认定级别"), example="省级"),
        Column("host", "依托单位", "text", sure=("建设单位", "运营单位", "承建单位", "运营主体")),
        Column(
            "state",
            "建设状态",
            "choice",
            sure=words("平台状态 建设进展 运行状态 建设情况"),
            loose=("状态",),
            choices=("谋划", "在建", "运营"),
            spoken=(
                ("规划", "谋划"),
                ("筹", "谋划"),
                ("建设", "在建"),
                ("运行", "运营"),
                ("建成", "运营"),
                ("投用", "运营"),
            ),
            example="运营",
        ),
        Column("planned_on", "谋划日期", "date", sure=("谋划时间",)),
        Column("started_on", "开工日期", "date", sure=("开工时间", "开建日期", "开建时间")),
        Column("opened_on", "运营日期", "date", sure=words("投用日期 投用时间 运营时间 揭牌日期 揭牌时间 建成时间")),
        Column("area_m2", "面积(㎡)", "plant", sure=("场地面积", "载体面积", "建筑面积"), example="12000"),
        Column(
            "incubated", "在孵企业数", "count", sure=words("在孵企业 入驻企业数 孵化企业数 入孵企业数"), example="18"
        ),
        Column(
            "works_on",
            "研究方向",
            "list",
            sure=words("研发方向 技术领域 主攻方向 研究领域 服务领域 主要方向"),
            note="产品和技术的词，多个用 ； 分隔；据此识别服务的环节",
            example="三元正极材料；固态电池",
        ),
        SEGMENTS,
        Column(
            "results", "可转化成果", "list", sure=words("科技成果 拟转化成果 待转化成果 成果"), note="多个用 ； 分隔"
        ),
        Column("talents", "人才需求", "list", sure=words("急需人才 紧缺人才 人才需求岗位"), example="电化学博士 2 名"),
        SOURCE,
        AS_OF,
    ),
)
FUNDS = Table(
    "funds",
    "基金",
    ("产业基金", "基金台账", "基金表", "资金平台", "fund"),
    (
        Column(
            "name",
            "基金名称",
            "name",
            required=True,
            sure=("基金全称", "资金平台名称", "资金名称"),
            loose=("名称", "基金"),
            example="某某产业投资基金",
        ),
        Column("place", "园区或地区", "name", sure=("投向地区", "所在园区", "所属园区", "服务园区"), example="新乡市"),
        Column("kind", "基金类型", "text", sure=("基金类别", "资金类型"), example="政府引导基金"),
        Column("manager", "管理机构", "text", sure=("管理人", "基金管理人", "运营机构")),
        Column(
            "stage",
            "基金阶段",
            "choice",
            sure=("所处阶段", "基金状态"),
            loose=("阶段", "状态"),
            choices=FUND_STAGES,
            spoken=FUND_WORDS,
            example="投资",
        ),
        Column(
            "size_yuan",
            "规模(万元)",
            "money",
            sure=words("总规模 认缴规模 募集规模 资金规模 size_wan"),
            loose=("基金规模",),
            example="50000",
        ),
        Column(
            "committed_yuan",
            "已承诺(万元)",
            "money",
            sure=words("已投 已投金额 已投资金额 已投放 已投放金额 已承诺金额 committed_wan"),
            example="12000",
        ),
        Column("chains", "产业链", "list", sure=(*CHAIN.sure, "投向产业链", "投资领域"), example="动力电池"),
        SEGMENTS,
        Column("founded_on", "设立日期", "date", sure=("设立时间", "成立日期", "备案日期")),
        SOURCE,
        AS_OF,
    ),
)
