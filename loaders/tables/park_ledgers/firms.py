"""The sheets of firms looked after, visits, tasks and project milestones."""

from loaders.tables.columns import AS_OF, FIRM, SOURCE, Column, Table, words
from loaders.tables.park_ledgers.columns import NOTE, OWNER, PARK_IF, PLACE

NEEDS = ("用地", "用能", "用工", "融资", "配套", "环境容量", "其他")
NEED_WORDS = (
    ("土地", "用地"),
    ("厂房", "用地"),
    ("用电", "用能"),
    ("电力", "用能"),
    ("供电", "用能"),
    ("用气", "用能"),
    ("用水", "用能"),
    ("蒸汽", "用能"),
    ("能耗", "用能"),
    ("能源", "用能"),
    ("招工", "用工"),
    ("人才", "用工"),
    ("劳动", "用工"),
    ("资金", "融资"),
    ("贷款", "融资"),
    ("供应链", "配套"),
    ("供应", "配套"),
    ("环评", "环境容量"),
    ("环保", "环境容量"),
    ("排污", "环境容量"),
)
STATES = ("待办", "办理中", "已办结")
STATE_WORDS = (
    ("未办结", "办理中"),
    ("未解决", "待办"),
    ("办结", "已办结"),
    ("解决", "已办结"),
    ("完成", "已办结"),
    ("推进", "办理中"),
    ("协调", "办理中"),
    ("未", "待办"),
)
ENTERPRISE = Column("enterprise", "企业", "text", required=True, sure=FIRM, example="新乡市某某新能源材料有限公司")

FIRM_SERVICES = Table(
    "firm_services",
    "一企一策",
    ("一企一策台账", "企业诉求", "诉求台账", "问题台账", "专人专责", "包联企业", "firm_service"),
    (
        ENTERPRISE,
        Column(
            "kind",
            "需求类别",
            "choice",
            sure=words("诉求类别 问题类别 需求类型 诉求类型 问题类型"),
            choices=NEEDS,
            spoken=NEED_WORDS,
            example="用地",
        ),
        Column(
            "need",
            "需求内容",
            "text",
            sure=words("诉求内容 具体诉求 企业诉求 存在问题 问题描述 诉求 具体需求 问题和诉求"),
            example="二期用地 60 亩",
        ),
        OWNER,
        Column("leader", "包联领导", "text", sure=words("分包领导 联系领导 包联县级领导 首席服务官 挂包领导")),
        Column(
            "state",
            "办理状态",
            "choice",
            sure=words("办理情况 解决情况 办理进展 办结情况"),
            loose=("状态",),
            choices=STATES,
            spoken=STATE_WORDS,
            example="办理中",
        ),
        Column("due_on", "办结期限", "date", sure=words("办理时限 完成时限 解决时限 办结时限"), example="2026-12-31"),
        Column("done_on", "办结日期", "date", sure=("办结时间", "解决日期")),
        SOURCE,
        AS_OF,
    ),
)
VISITS = Table(
    "visits",
    "走访",
    ("走访记录", "走访台账", "企业走访", "拜访记录", "visit"),
    (
        ENTERPRISE,
        Column("on", "走访日期", "date", required=True, sure=words("走访时间 拜访日期 拜访时间"), example="2026-11-10"),
        Column("by", "走访人", "text", sure=("走访人员", "拜访人", "带队领导"), example="张某"),
        Column("place", "为哪个园区或地区", "name", sure=("服务园区",), note="走访外地企业时填写"),
        Column("minutes", "走访纪要", "text", sure=words("纪要 走访情况 走访内容 座谈纪要 会谈纪要")),
        Column("next_on", "下次走访", "date", sure=("下次走访日期", "下次走访时间", "下次拜访"), example="2027-01-10"),
        SOURCE,
        AS_OF,
    ),
)
TASKS = Table(
    "tasks",
    "任务",
    ("任务清单", "任务台账", "待办事项", "task"),
    (
        Column(
            "title",
            "任务",
            "name",
            required=True,
            sure=("任务内容", "待办任务", "工作任务"),
            loose=("事项", "内容"),
            example="报送二期用地方案",
        ),
        PLACE,
        Column("enterprise", "企业", "text", sure=FIRM),
        OWNER,
        Column("due_on", "期限", "date", sure=words("完成期限 任务期限 截止时间 到期日"), example="2026-12-20"),
        Column("done_on", "完成日期", "date", sure=("完成时间",)),
        NOTE,
        SOURCE,
        AS_OF,
    ),
)
MILESTONES = Table(
    "milestones",
    "项目节点",
    ("节点", "项目节点计划", "节点台账", "里程碑", "milestone"),
    (
        Column(
            "project",
            "项目名称",
            "name",
            required=True,
            sure=("所属项目",),
            loose=("项目", "名称"),
            example="某某铜箔二期",
        ),
        PARK_IF,
        Column(
            "name",
            "节点",
            "text",
            required=True,
            sure=words("节点名称 里程碑 关键节点 节点事项 节点内容"),
            example="主体封顶",
        ),
        Column(
            "due_on",
            "节点期限",
            "date",
            sure=words("计划完成日期 计划完成时间 节点时限 计划时间"),
            example="2026-12-31",
        ),
        Column("done_on", "完成日期", "date", sure=("实际完成日期", "实际完成时间", "完成时间")),
        NOTE,
        SOURCE,
        AS_OF,
    ),
)
