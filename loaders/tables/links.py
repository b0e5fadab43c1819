"""The sheets that join what others name: offerings, supply links, projects, leads, corrections."""

from loaders.tables.columns import AS_OF, CHAIN, FIRM, LAND, PLANT, SEGMENT, SOURCE, Column, Table

SUPPLY_LINKS = Table(
    "supply_links",
    "供应关系",
    ("供应链关系", "供需关系", "supply_link", "供应商关系", "配套关系"),
    (
        Column(
            "supplier",
            "供应商",
            "text",
            required=True,
            sure=("供应商名称", "供应企业", "供方", "供货企业", "供应方"),
            example="新乡市某某新能源材料有限公司",
        ),
        Column(
            "buyer",
            "采购方",
            "text",
            required=True,
            sure=("采购商", "客户", "客户名称", "采购企业", "需方", "购买方", "客户企业", "customer"),
            example="某某电池有限公司",
        ),
        Column("product", "产品", "text", sure=("供应产品", "产品名称", "供货产品"), example="锂电铜箔"),
        Column("year", "年份", "date", sure=("年度", "供应年份"), example="2025"),
        Column(
            "share",
            "占比",
            "share",
            sure=("采购占比", "供应占比", "份额"),
            note="占采购方该产品采购额，0 到 1，或带 %",
            example="0.35",
        ),
        Column(
            "amount_yuan",
            "金额(万元)",
            "money",
            sure=("金额", "采购金额", "供应金额", "交易金额", "amount_wan", "amount"),
            example="1800",
        ),
        SOURCE,
        AS_OF,
    ),
)

OFFERINGS = Table(
    "offerings",
    "主营产品",
    ("企业产品", "产品占比", "offering", "主营构成"),
    (
        Column(
            "enterprise",
            "企业",
            "text",
            required=True,
            sure=(*FIRM, "企业全称", "公司全称", "company_name", "firm", "company"),
            loose=("公司", "单位", "名称", "name"),
            example="新乡市某某新能源材料有限公司",
        ),
        Column(
            "product",
            "产品",
            "name",
            required=True,
            sure=("产品名称", "product_name"),
            loose=("主营产品", "主要产品"),
            example="锂电铜箔",
        ),
        Column(
            "share",
            "占比",
            "soft_share",
            sure=("营收占比", "收入占比", "营业收入占比", "主营占比", "revenue_share", "rel_weight"),
            loose=("比重", "份额"),
            note="占营业收入，0 到 1，或带 %",
            example="0.62",
        ),
        SOURCE,
        AS_OF,
    ),
)

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
            sure=("项目", "项目全称"),
            loose=("名称",),
            example="某某铜箔二期",
        ),
        Column(
            "park", "园区", "text", required=True, sure=("所在园区", "所属园区", "落地园区"), example="新乡某某产业园"
        ),
        Column("enterprise", "企业", "text", sure=(*FIRM, "投资企业", "投资方", "项目单位", "建设单位", "承建单位")),
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
        Column("status", "状态", "text", sure=("项目状态", "项目进展", "当前状态"), example="主体施工"),
        Column(
            "invest_yuan",
            "投资(万元)",
            "money",
            sure=("投资", "总投资", "投资额", "计划总投资", "投资总额", "invest_wan", "invest"),
            example="80000",
        ),
        LAND,
        PLANT,
        Column("start_on", "开工日期", "date", sure=("开工时间", "开始日期"), example="2026-03"),
        Column(
            "due_on",
            "到期日期",
            "date",
            sure=("竣工日期", "竣工时间", "完工日期", "计划竣工", "投产日期"),
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
