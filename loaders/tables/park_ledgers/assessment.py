"""The sheets of assessment: scheme, grades, rewards, values and results."""

from loaders.tables.columns import AS_OF, SOURCE, Column, Table, words
from loaders.tables.park_ledgers.columns import PARK
from loaders.tables.park_ledgers.standing import STATUS_WORDS, STATUSES

SCHEME = Column(
    "scheme", "考评办法", "text", sure=("考核办法", "评价办法", "方案"), note="空着是“年度考评”", example="年度考评"
)
INDICATOR = Column(
    "name",
    "指标",
    "name",
    required=True,
    sure=words("指标名称 考评指标 考核指标 评价指标 三级指标"),
    loose=("名称",),
    example="规上工业增加值增速",
)
PERIOD = Column(
    "period",
    "考评期",
    "period",
    sure=words("考核期 评价期 考评年度 考核年度 期间"),
    loose=("年度", "年份", "季度"),
    note="2026、2026年上半年、2026年三季度；空着取标题里的",
    example="2026年上半年",
)

INDICATORS = Table(
    "indicators",
    "考评指标",
    ("考评指标体系", "考核指标", "考核指标体系", "评价指标", "指标体系", "考评办法", "indicator"),
    (
        INDICATOR,
        Column("weight", "权重", "number", required=True, sure=("分值", "满分", "权重(分)"), example="15"),
        SCHEME,
        Column("group", "指标类别", "text", sure=("一级指标", "类别指标"), example="发展质量"),
        Column(
            "direction",
            "方向",
            "choice",
            sure=("指标方向", "指标性质"),
            choices=("正向", "逆向"),
            spoken=(("负", "逆向"), ("反", "逆向"), ("越低", "逆向"), ("越高", "正向")),
            example="正向",
        ),
        Column(
            "origin",
            "数据方式",
            "choice",
            sure=("取数方式", "数据来源方式"),
            choices=("填报", "计算"),
            spoken=(("导入", "填报"), ("系统", "计算"), ("自动", "计算")),
            note="计算：由系统据图谱算出，“算法”列写明是哪一个",
            example="填报",
        ),
        Column("formula", "算法", "text", sure=("计算公式", "算法名称"), example=""),
        Column("unit", "单位", "text", sure=("计量单位",), example="%"),
        Column("full", "满分值", "number", sure=("满分标准", "满分线"), note="达到它得满分；空着取各园区最好的"),
        Column("zero", "零分值", "number", sure=("零分标准", "零分线"), note="到它为止不得分；空着取各园区最差的"),
        SOURCE,
        AS_OF,
    ),
)
GRADES = Table(
    "grades",
    "考评等次",
    ("等次", "等次标准", "考核等次", "grade"),
    (
        Column("grade", "等次", "name", required=True, sure=("等次名称", "考核等次", "档次"), example="良好"),
        Column("from_score", "起评分", "number", required=True, sure=("最低分", "分数线", "起分"), example="80"),
        SCHEME,
        SOURCE,
        AS_OF,
    ),
)
REWARDS = Table(
    "rewards",
    "考评奖励",
    ("奖励标准", "奖励", "名次奖励", "reward"),
    (
        Column("rank", "名次", "whole", required=True, sure=("奖励名次", "排名名次"), example="1"),
        Column(
            "kind",
            "奖励类别",
            "choice",
            required=True,
            sure=("奖励内容", "奖励方式"),
            choices=("资金", "用地指标", "环境容量"),
            spoken=(
                ("万元", "资金"),
                ("奖金", "资金"),
                ("用地", "用地指标"),
                ("土地", "用地指标"),
                ("环境", "环境容量"),
            ),
            example="资金",
        ),
        Column(
            "amount",
            "奖励数量",
            "number",
            required=True,
            sure=("奖励额度", "奖励标准"),
            note="万元、亩、吨",
            example="300",
        ),
        SCHEME,
        SOURCE,
        AS_OF,
    ),
)
ASSESSMENTS = Table(
    "assessments",
    "考评数据",
    ("考评", "考核数据", "评价数据", "考评数据表", "指标数据", "assessment"),
    (
        PARK,
        Column(
            "indicator",
            "指标",
            "name",
            required=True,
            sure=words("指标名称 考评指标 考核指标 评价指标"),
            note="也可以一个指标一列",
            example="规上工业增加值增速",
        ),
        Column("value", "数值", "number", sure=words("指标值 完成值 实际值 得数"), loose=("完成",), example="9.6"),
        PERIOD,
        SCHEME,
        Column("unit", "单位", "text", sure=("计量单位",), example="%"),
        SOURCE,
        AS_OF,
    ),
)
RESULTS = Table(
    "assessment_results",
    "考评结果",
    ("考核结果", "评价结果", "考评排名", "考核排名", "assessment_result"),
    (
        PARK,
        PERIOD,
        Column("score", "得分", "number", sure=words("总分 综合得分 考评得分 考核得分"), example="86.5"),
        Column("grade", "等次", "text", sure=("考评等次", "考核等次", "评价等次"), example="良好"),
        Column("rank", "名次", "whole", sure=("排名", "位次"), example="2"),
        Column("parks", "参评园区数", "whole", sure=("园区数", "参评数"), example="8"),
        Column(
            "status",
            "考评后类别",
            "choice",
            sure=("调整后类别", "考评后状态"),
            choices=STATUSES,
            spoken=STATUS_WORDS,
            example="专业园区",
        ),
        SCHEME,
        Column("published_on", "公布日期", "date", sure=("公布时间", "印发日期"), example="2026-08-10"),
        SOURCE,
        AS_OF,
    ),
)
