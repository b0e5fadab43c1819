"""The sheet of parcels."""

from loaders.tables.columns import AS_OF, FIRM, SOURCE, Column, Table, words
from loaders.tables.park_ledgers.columns import NOTE, PARK_IF

STATES = ("批而未征", "征而未供", "供而未用", "闲置", "已动工", "收回")
STATE_WORDS = (
    ("未征", "批而未征"),
    ("未供", "征而未供"),
    ("未用", "供而未用"),
    ("在建", "已动工"),
    ("动工", "已动工"),
    ("开工", "已动工"),
    ("建成", "已动工"),
    ("投产", "已动工"),
)
CAUSES = ("企业", "政府", "不可抗力")
CAUSE_WORDS = (("自身", "企业"), ("用地单位", "企业"), ("疫情", "不可抗力"), ("灾", "不可抗力"), ("规划", "政府"))

PARCELS = Table(
    "parcels",
    "地块",
    ("地块表", "闲置土地", "闲置土地台账", "土地台账", "宗地", "批而未供", "供而未用", "parcel"),
    (
        PARK_IF,
        Column(
            "name",
            "地块",
            "name",
            required=True,
            sure=words("地块名称 宗地名称 地块位置 宗地位置 地块(项目)名称 土地名称"),
            loose=("项目名称", "位置", "坐落"),
            example="某某路以北地块",
        ),
        Column("number", "地块编号", "text", sure=words("宗地编号 合同编号 电子监管号 宗地号 地块号")),
        Column("enterprise", "受让人", "text", sure=(*FIRM, *words("土地使用权人 用地单位 竞得人 使用权人"))),
        Column("use", "用途", "text", sure=("土地用途",), example="工业"),
        Column(
            "area_mu", "面积(亩)", "land", sure=words("土地面积 地块面积 宗地面积 出让面积 供应面积"), example="85.6"
        ),
        Column(
            "price_yuan",
            "土地价款(万元)",
            "exact",
            sure=words("土地出让价款 出让价款 成交价款 成交价 出让金 土地出让金 划拨价款 成交总价 price_wan price"),
            note="出让或划拨价款，闲置费按它计算",
            example="2568.00",
        ),
        Column("approved_on", "批准日期", "date", sure=words("批准时间 批次批准时间 农转用批准日期")),
        Column(
            "transferred_on",
            "出让日期",
            "date",
            sure=words("出让时间 供地时间 供应日期 供地日期 成交日期 成交时间 合同签订日期 合同签订时间 划拨日期"),
            example="2023-05-10",
        ),
        Column(
            "agreed_start",
            "约定动工日期",
            "date",
            sure=words("约定开工日期 约定动工时间 约定开工时间 合同约定开工时间 合同约定动工时间 合同约定开工日期"),
            note="合同或划拨决定书写的日期，闲置从它起算",
            example="2024-05-10",
        ),
        Column(
            "actual_start",
            "实际动工日期",
            "date",
            sure=words("实际开工日期 实际动工时间 实际开工时间"),
            note="未动工的空着",
        ),
        Column("agreed_finish", "约定竣工日期", "date", sure=words("约定竣工时间 合同约定竣工时间")),
        Column(
            "state",
            "土地状态",
            "choice",
            sure=words("地块状态 利用状态 开发状态 使用状态 土地利用状态"),
            loose=("状态", "类型"),
            choices=STATES,
            spoken=STATE_WORDS,
            example="供而未用",
        ),
        Column(
            "cause",
            "闲置原因",
            "choice",
            sure=words("未动工原因 原因类别 闲置原因类别 未开工原因"),
            loose=("原因",),
            choices=CAUSES,
            spoken=CAUSE_WORDS,
            example="企业",
        ),
        Column(
            "causes",
            "原因期间",
            "causes",
            sure=("政府原因期间", "不可抗力期间", "原因起止"),
            note="原因：起始至截止，多段用 ； 分隔；政府原因和不可抗力期间不计闲置",
            example="政府：2024-06-01至2024-12-31",
        ),
        Column("developed_mu", "已开发面积(亩)", "land", sure=("已动工面积", "已开发建设面积")),
        Column("invested_yuan", "已投资(万元)", "money", sure=("已投资额", "实际投资额")),
        Column("total_invest_yuan", "总投资(万元)", "money", sure=("计划总投资额", "约定总投资")),
        Column("stopped_on", "中止建设日期", "date", sure=("停工日期", "停工时间", "中止建设时间")),
        Column("recovered_on", "收回日期", "date", sure=("收回时间", "无偿收回日期", "收储日期")),
        NOTE,
        SOURCE,
        AS_OF,
    ),
)
