"""The sheets that officers keep: projects, leads, corrections."""

from loaders.tables.columns import AS_OF, CHAIN, FIRM, FLAG_CHOICES, LAND, PLANT, SEGMENT, SOURCE, Column, Table, words

PROJECTS = Table(
    "projects",
    "项目",
    ("项目表", "项目清单", "招商项目", "项目库", "project", "四个一批", "重点项目"),
    (
        Column(
            "name",
            "项目名称",
            "name",
            required=True,
            sure=("项目", "项目全称", "工程名称", "建设项目名称", "投资项目名称", "招商项目名称"),
            loose=("名称", "name"),
            example="某某铜箔二期",
        ),
        Column(
            "park",
            "园区",
            "text",
            sure=("所在园区", "所属园区", "落地园区", "落户园区", "入驻园区", "所在开发区"),
            note="空着就是所在地区的项目",
            example="新乡某某产业园",
        ),
        Column(
            "site",
            "建设地点",
            "text",
            sure=words(
                "建设地址 项目地址 项目地点 落地地点 项目所在地 建设位置 选址 所在地 落户地 拟选址 地点 属地 项目选址"
            ),
            loose=("地区", "区县", "所属区县"),
            note="没有园区时，从地点识别地区",
        ),
        Column(
            "enterprise",
            "企业",
            "text",
            sure=(
                *FIRM,
                *words(
                    "投资企业 投资方 项目单位 建设单位 承建单位 投资主体 项目业主 业主单位 实施单位 "
                    "投资单位 项目法人 建设主体 承担单位 申报单位 实施主体"
                ),
            ),
        ),
        CHAIN,
        SEGMENT,
        Column(
            "batch",
            "批次",
            "batch",
            sure=("项目批次", "所属批次"),
            loose=("类别",),
            choices=("建设", "新开", "储备", "谋划"),
            example="建设",
        ),
        Column(
            "status",
            "状态",
            "text",
            sure=words("项目状态 项目进展 当前状态 形象进度 建设进展 进展情况 目前进展 当前进展 进展"),
            example="主体施工",
        ),
        Column(
            "invest_yuan",
            "投资(万元)",
            "money",
            sure=words(
                "投资 总投资 投资额 计划总投资 投资总额 invest_wan invest 总投资额 计划投资 "
                "项目总投资 拟投资 协议投资额 投资规模 预计总投资 固定资产投资"
            ),
            example="80000",
        ),
        LAND,
        PLANT,
        Column(
            "start_on",
            "开工日期",
            "date",
            sure=words("开工时间 开始日期 计划开工 拟开工时间 开工年月 计划开工时间 建设起始时间"),
            example="2026-03",
        ),
        Column(
            "due_on",
            "到期日期",
            "date",
            sure=words(
                "竣工日期 竣工时间 完工日期 计划竣工 投产日期 投产时间 计划投产 完工时间 计划竣工时间 预计投产时间"
            ),
            example="2027-06",
        ),
        Column(
            "progress",
            "进度",
            "share",
            sure=("完成进度", "项目进度", "进度(0-1)"),
            note="0 到 1，或带 %",
            example="0.45",
        ),
        Column("owner", "责任人", "text", sure=("项目责任人", "包联责任人", "项目负责人"), example="张某"),
        Column(
            "supervised",
            "挂牌督办",
            "flag",
            sure=("是否挂牌督办", "督办", "是否督办", "挂牌督办项目"),
            choices=FLAG_CHOICES,
            note="1 是，0 否",
        ),
        SOURCE,
        AS_OF,
    ),
)

LEADS = Table(
    "leads",
    "招商线索",
    ("线索", "线索表", "招商台账", "lead", "招商对象"),
    (
        Column(
            "enterprise",
            "企业",
            "text",
            required=True,
            sure=(*FIRM, "目标企业", "线索企业"),
            example="新乡市某某新能源材料有限公司",
        ),
        Column(
            "place",
            "地点",
            "text",
            required=True,
            sure=("意向地点", "招引地点", "意向园区", "目标地点", "园区或地区"),
            loose=("园区", "地区"),
            example="新乡市",
        ),
        CHAIN,
        SEGMENT,
        Column(
            "stage",
            "阶段",
            "text",
            sure=("线索阶段", "跟进阶段", "洽谈阶段"),
            loose=("状态",),
            choices=("待联系", "对接", "在谈", "签约", "落地", "投产", "放弃"),
            example="待联系",
        ),
        Column("owner", "责任人", "text", sure=("负责人", "跟进人", "招商专员"), example="张某"),
        Column("next_on", "下次跟进", "date", sure=("下次跟进日期", "下次联系", "跟进日期"), example="2026-12-01"),
        Column("note", "备注", "text", sure=("说明", "跟进记录")),
        Column("updated_on", "更新日期", "date", sure=("更新时间", "最近更新"), example="2026-11-20"),
        Column("contact", "联系人", "text", sure=("对方联系人", "企业联系人"), example="王某"),
        Column("phone", "联系电话", "text", sure=("联系方式", "手机", "电话"), note="号码按文本填写"),
        SOURCE,
        AS_OF,
    ),
)

CORRECTIONS = Table(
    "corrections",
    "标注",
    ("标注表", "摸底表", "待摸排企业", "纠正", "correction", "examples", "example", "样例"),
    (
        Column("enterprise", "企业", "text", required=True, sure=(*FIRM,), example="新乡市某某新能源材料有限公司"),
        Column(
            "segment",
            "环节",
            "text",
            required=True,
            sure=("产业链环节", "环节名称", "所属环节"),
            loose=("key", "编码"),
            example="锂电铜箔",
        ),
        CHAIN,
        Column(
            "verdict", "是否", "verdict", sure=("是/否", "判断", "结论", "是否属于"), choices=("是", "否"), example="是"
        ),
        Column("by", "标注人", "text", sure=("标注者", "操作人"), example="张某"),
        Column("on", "标注日期", "date", sure=("标注时间", "日期"), example="2026-11-20"),
    ),
)
