"""The sheets of a park's standing, factors, checklists and yearly targets."""

from loaders.tables.columns import AS_OF, SOURCE, Column, Table, words
from loaders.tables.park_ledgers.columns import PARK, PLACE

STATUSES = ("专业园区", "预备园区", "培育园区", "摘牌")
STATUS_WORDS = (
    ("专业", "专业园区"),
    ("预备", "预备园区"),
    ("观察", "预备园区"),
    ("培育", "培育园区"),
    ("退出", "摘牌"),
)
FACTORS = ("净地收储", "标准厂房", "创新平台", "开放平台", "投融资平台", "产业基金")
FACTOR_WORDS = (
    ("土地收储", "净地收储"),
    ("收储", "净地收储"),
    ("净地", "净地收储"),
    ("厂房", "标准厂房"),
    ("融资", "投融资平台"),
    ("开放", "开放平台"),
    ("创新", "创新平台"),
    ("基金", "产业基金"),
)

PARK_STATUSES = Table(
    "park_statuses",
    "园区动态",
    ("园区状态", "园区类别变动", "园区动态管理", "park_status"),
    (
        PARK,
        Column(
            "on",
            "生效日期",
            "date",
            required=True,
            sure=words("变动日期 调整日期 认定日期 命名日期 批准日期 变动时间 调整时间 认定时间"),
            loose=("日期", "时间"),
            example="2020-03-01",
        ),
        Column(
            "status",
            "类别",
            "choice",
            required=True,
            sure=words("园区类别 园区状态 调整后类别 变动后类别 现类别"),
            loose=("状态",),
            choices=STATUSES,
            spoken=STATUS_WORDS,
            example="专业园区",
        ),
        Column("reason", "原因", "text", sure=words("变动原因 调整原因 认定依据 文件依据 依据"), example="首批命名"),
        SOURCE,
        AS_OF,
    ),
)
PARK_FACTORS = Table(
    "park_factors",
    "园区要素",
    ("六大要素", "要素保障", "要素台账", "六大要素台账", "六大要素进展", "park_factor", "factors"),
    (
        PARK,
        Column(
            "factor",
            "要素",
            "choice",
            required=True,
            sure=("要素名称", "要素类别"),
            choices=FACTORS,
            spoken=FACTOR_WORDS,
            note="也可以一个要素一列，下分 目标、完成 两列",
            example="净地收储",
        ),
        Column("year", "年份", "year", sure=("年度", "所属年度"), note="空着取标题里的年份", example="2026"),
        Column(
            "quarter",
            "季度",
            "quarter",
            sure=("截至季度", "统计期", "报告期", "截至月份"),
            note="完成数从年初累计到这个季度末；空着是全年",
            example="3",
        ),
        Column("target", "目标", "figure", sure=words("年度目标 目标任务 年度任务 目标值 任务数"), example="500"),
        Column(
            "achieved", "完成", "figure", sure=words("完成数 累计完成 实际完成 完成值 已完成 完成情况"), example="320"
        ),
        Column(
            "unit",
            "单位",
            "text",
            sure=("计量单位",),
            note="空着是：净地 亩，厂房 ㎡，平台 个，基金 万元",
            example="亩",
        ),
        SOURCE,
        AS_OF,
    ),
)
PARK_CHECKS = Table(
    "park_checks",
    "园区清单",
    ("五个一", "三制", "五个一三制", "五个一、三制", "五个一清单", "三制清单", "park_check"),
    (
        PARK,
        Column("checklist", "清单", "choice", sure=("清单名称",), choices=("五个一", "三制"), example="五个一"),
        Column(
            "entry",
            "事项",
            "text",
            required=True,
            sure=words("清单事项 工作事项 具体事项 任务事项"),
            loose=("内容",),
            example="一个工作专班",
        ),
        Column("done_on", "完成日期", "date", sure=words("完成时间 落实日期 落实时间 建立日期"), example="2026-03-15"),
        Column(
            "proof", "佐证", "text", sure=words("佐证材料 证明材料 依据材料 落实依据 文号"), example="某某〔2026〕3 号"
        ),
        SOURCE,
        AS_OF,
    ),
)
YEARLY_TARGETS = Table(
    "yearly_targets",
    "年度目标",
    ("年度目标任务", "目标任务", "年度任务", "yearly_target"),
    (
        PLACE,
        Column("year", "年份", "year", sure=("年度", "目标年度"), note="空着取标题里的年份", example="2026"),
        Column(
            "indicator",
            "目标名称",
            "name",
            required=True,
            sure=words("目标指标 任务名称 目标项 任务指标"),
            loose=("指标", "指标名称"),
            note="如 亿元以上项目数：系统据项目表自动计数",
            example="亿元以上项目数",
        ),
        Column("target", "目标", "figure", sure=words("目标值 年度目标 任务数 目标数"), example="6"),
        Column("achieved", "完成", "figure", sure=words("完成数 完成值 累计完成 实际完成"), example="4"),
        Column("unit", "单位", "text", sure=("计量单位",), example="个"),
        SOURCE,
        AS_OF,
    ),
)
