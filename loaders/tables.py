"""The one table of tables: every sheet we read, its columns, what they are called and what they hold."""

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the fact's field, Chinese label, kind of value, and the headers it answers to.

    ``sure`` headers may tell which table a sheet is; ``loose`` ones count only once the table is known.
    """

    field: str
    label: str
    kind: str = "text"
    required: bool = False
    sure: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    note: str = ""
    example: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """One table: its English name, sheet name, other names of file or sheet, and columns in the template's order."""

    name: str
    sheet: str
    also: tuple[str, ...]
    columns: tuple[Column, ...]

    @cached_property
    def by_field(self) -> dict[str, Column]:
        """Columns by field."""
        return {column.field: column for column in self.columns}


PROVINCE = Column("province", "省", "text", sure=("省份", "所在省", "所属省份", "所在省份", "所属省"), example="河南省")
CITY = Column("city", "市", "text", sure=("城市", "地市", "所在市", "所属城市", "所在城市", "地级市"), example="新乡市")
DISTRICT = Column(
    "district", "区县", "text", sure=("区/县", "县区", "所在区县", "所属区县", "县(区)", "县市区"), loose=("区", "县"),
    example="牧野区",
)
SOURCE = Column(
    "source", "来源", "text", sure=("数据来源", "信息来源", "资料来源"), note="谁说的：年报、公示、走访……", example="企业年报"
)
AS_OF = Column(
    "as_of", "数据截至", "date", sure=("截至日期", "数据时间", "数据截至日期", "截止日期"), note="年、年-月 或 年-月-日",
    example="2025-12-31",
)
CHAIN = Column("chain", "产业链", "text", sure=("所属产业链", "产业链名称", "链条"), loose=("链",), example="动力电池")
SEGMENT = Column(
    "segment", "环节", "text", sure=("产业链环节", "所属环节", "环节名称", "链条环节"), loose=("节点", "leaf", "细分环节"),
    note="环节名称或编码，须是产业链库或“产业链”表中已有的", example="锂电铜箔",
)
LAND = Column("land_mu", "用地(亩)", "land", sure=("用地面积", "占地面积", "占地"), example="120")
PLANT = Column("plant_m2", "厂房(㎡)", "plant", sure=("厂房面积", "建筑面积"), example="30000")
FIRM = ("企业名称", "公司名称", "单位名称")
FLAG_CHOICES = ("1", "0")

PARKS = Table(
    "parks",
    "园区",
    ("园区名单", "园区表", "开发区", "产业园区", "park"),
    (
        Column("name", "园区名称", "name", required=True, sure=("园区全称", "开发区名称", "产业园名称"),
               loose=("名称", "园区"), example="新乡某某产业园"),
        PROVINCE, CITY, DISTRICT,
        Column("status", "类别", "text", sure=("园区类别", "园区类型", "园区级别"), loose=("类型", "级别"),
               note="专业园区、预备园区、培育园区……", example="专业园区"),
        Column("chains", "主导产业链", "list", sure=("主导产业", "主导链条", "重点产业链"), loose=("产业链",),
               note="多个用 ； 分隔", example="动力电池；新能源汽车"),
        Column("land_mu", "可用净地(亩)", "land", sure=("净地", "可用净地", "可用土地", "可供地", "净地面积"),
               note="空着是不知道，0 是没有", example="350"),
        Column("plant_m2", "可用标准厂房(㎡)", "plant", sure=("标准厂房", "可用厂房", "可用标准厂房", "闲置厂房"),
               example="42000"),
        Column("fund_yuan", "产业基金(万元)", "money", sure=("产业基金", "基金规模", "引导基金", "fund_wan"), example="50000"),
        SOURCE, AS_OF,
    ),
)

ENTERPRISES = Table(
    "enterprises",
    "企业",
    ("企业名单", "企业名录", "企业表", "企业清单", "企业信息", "enterprise", "company", "companies", "firms", "公司"),
    (
        Column("name", "企业名称", "name", required=True,
               sure=("公司名称", "单位名称", "企业全称", "公司全称", "单位详细名称", "企业名", "公司名", "纳税人名称",
                     "enterprise", "company", "company_name", "fullname"),
               loose=("名称", "企业", "公司", "单位", "全称"), note="营业执照上的全称",
               example="新乡市某某新能源材料有限公司"),
        Column("uscc", "统一社会信用代码", "uscc",
               sure=("信用代码", "社会信用代码", "统一信用代码", "社会统一信用代码", "统一社会信用码", "credit_code",
                     "uscc代码", "企业信用代码"),
               note="18 位文本；单元格须设为“文本”，存成数字会丢位数"),
        Column("short_name", "简称", "text", sure=("企业简称", "公司简称", "证券简称", "股票简称"), example="某某新材"),
        Column("park", "所在园区", "text", sure=("园区", "所属园区", "入驻园区", "所在开发区"),
               note="须是“园区”表或已导入的园区；不在园区的空着"),
        PROVINCE, CITY, DISTRICT,
        Column("industry_code", "行业代码", "text", sure=("国民经济行业代码", "行业小类代码", "gb代码", "class_code"),
               note="GB/T 4754 或其他分类", example="C3985"),
        Column("industry", "行业", "text",
               sure=("所属行业", "行业名称", "行业类别", "国民经济行业", "行业分类", "行业小类"), example="电子专用材料制造"),
        Column("products", "主营产品", "products",
               sure=("主要产品", "主营业务", "主要产品名称", "产品名称", "主导产品", "主要产品及服务", "main_products"),
               loose=("产品",), note="多个用 ； 分隔，可写占比：锂电铜箔:0.62；铜箔基材:20%", example="锂电铜箔:0.62；电子铜箔"),
        Column("business_scope", "经营范围", "text", sure=("营业范围", "经营业务范围"), example="电池材料研发、制造、销售"),
        Column("revenue_yuan", "营业收入(万元)", "money",
               sure=("营业收入", "营收", "年营业收入", "主营业务收入", "销售收入", "年销售收入", "营业总收入", "年产值",
                     "产值", "revenue_wan", "revenue"),
               note="表头或单元格写明单位：万元、亿元、元", example="52000"),
        Column("employees", "从业人数", "count",
               sure=("从业人员", "职工人数", "员工人数", "员工数", "人数", "从业人员数", "参保人数", "用工人数"),
               example="380"),
        Column("registered_capital_yuan", "注册资本(万元)", "money",
               sure=("注册资本", "注册资金", "注册资本金", "registered_capital_wan", "registered_capital"), example="10000"),
        Column("founded_on", "成立日期", "date", sure=("成立时间", "注册日期", "注册时间", "设立日期", "成立年份", "established"),
               example="2016-05-18"),
        Column("listed_as", "上市情况", "text", sure=("上市状态", "上市板块", "是否上市"), example="创业板 300000"),
        Column("qualifications", "资质", "list",
               sure=("企业资质", "荣誉资质", "资质荣誉", "企业荣誉", "认定情况"), note="多个用 ； 分隔",
               example="专精特新小巨人；高新技术企业"),
        Column("roles", "角色", "roles", sure=("企业角色", "是否龙头", "是否链主", "龙头企业", "链主企业"),
               note="龙头/产业链 或 链主/产业链，多个用 ； 分隔", example="龙头/动力电池"),
        Column("signals", "扩张迹象", "signals", sure=("扩张信号", "投资动向", "扩产动向"),
               note="类别@日期: 内容，多个用 ； 分隔", example="扩产@2025-06: 公告扩建二期"),
        SOURCE, AS_OF,
    ),
)

CHAINS = Table(
    "chains",
    "产业链",
    ("产业链表", "产业链图谱", "chain", "环节", "环节表", "segments", "产业链环节", "chain_tree"),
    (
        Column("chain", "产业链", "name", required=True, sure=("产业链名称", "所属产业链"), loose=("链", "名称", "链条"),
               example="动力电池"),
        Column("segment", "环节", "name", required=True, sure=("环节名称", "产业链环节", "leaf", "细分环节"),
               loose=("节点", "name"), example="锂电铜箔"),
        Column("key", "编码", "text", sure=("环节编码", "环节代码"), loose=("代码", "code"),
               note="同一产业链内环节重名时必填；空着就是环节名"),
        Column("stage", "上游/中游/下游/配套", "stage", sure=("位置", "阶段", "上中下游", "所处位置", "链位", "环节位置", "段"),
               choices=("上游", "中游", "下游", "配套"), example="上游"),
        Column("branch", "分支", "text", sure=("大类", "所属分支", "所属大类", "分支路径"), note="可以是路径：大类/中类",
               example="集流体与结构件"),
        Column("aliases", "别名", "list", sure=("别称", "同义词", "关键词"), note="多个用 ； 分隔", example="动力铜箔；铜箔"),
        Column("definition", "释义", "text", sure=("定义", "说明", "环节说明", "环节释义"), example="电解或压延的负极集流体"),
        Column("industry_codes", "行业代码", "list", sure=("国民经济行业代码",), loose=("代码列表", "industry_code", "codes"),
               example="C3985"),
        Column("locality", "本地要求", "locality", sure=("必须本地/宜本地/可外采", "本地化", "本地化要求", "配套要求"),
               choices=("必须本地", "宜本地", "可外采"), example="宜本地"),
        Column("critical", "关键", "flag", sure=("是否关键", "关键环节", "关键(0/1)"), choices=FLAG_CHOICES, example="1"),
        Column("chokepoint", "卡脖子", "flag", sure=("是否卡脖子", "卡脖子环节", "卡脖子(0/1)"), choices=FLAG_CHOICES,
               example="0"),
        Column("note", "备注", "text", sure=("注",)),
    ),
)

SEGMENT_INPUTS = Table(
    "segment_inputs",
    "环节关系",
    ("环节上下游", "上下游关系", "segment_input", "环节投入"),
    (
        Column("chain", "产业链", "text", required=True, sure=("产业链名称", "所属产业链"), example="动力电池"),
        Column("input", "上游环节", "text", required=True, sure=("投入环节", "上游环节名称"), loose=("上游", "from", "起点"),
               example="锂电铜箔"),
        Column("output", "下游环节", "text", required=True, sure=("产出环节", "下游环节名称"), loose=("下游", "to", "终点"),
               example="电芯"),
        Column("cost_share", "成本占比", "share", sure=("占成本比", "成本比重"), loose=("占比",), note="0 到 1，或带 %",
               example="0.08"),
        Column("required", "必需", "flag", sure=("是否必需", "必需(0/1)"), choices=FLAG_CHOICES, example="1"),
        Column("substitutes", "可替代组", "text", sure=("替代组", "可替代", "替代品组"), note="同组的有一个就够"),
        SOURCE, AS_OF,
    ),
)

SUPPLY_LINKS = Table(
    "supply_links",
    "供应关系",
    ("供应链关系", "供需关系", "supply_link", "供应商关系", "配套关系"),
    (
        Column("supplier", "供应商", "text", required=True, sure=("供应商名称", "供应企业", "供方", "供货企业", "供应方"),
               example="新乡市某某新能源材料有限公司"),
        Column("buyer", "采购方", "text", required=True,
               sure=("采购商", "客户", "客户名称", "采购企业", "需方", "购买方", "客户企业", "customer"), example="某某电池有限公司"),
        Column("product", "产品", "text", sure=("供应产品", "产品名称", "供货产品"), example="锂电铜箔"),
        Column("year", "年份", "date", sure=("年度", "供应年份"), example="2025"),
        Column("share", "占比", "share", sure=("采购占比", "供应占比", "份额"), note="占采购方该产品采购额，0 到 1，或带 %",
               example="0.35"),
        Column("amount_yuan", "金额(万元)", "money", sure=("金额", "采购金额", "供应金额", "交易金额", "amount_wan", "amount"),
               example="1800"),
        SOURCE, AS_OF,
    ),
)

OFFERINGS = Table(
    "offerings",
    "主营产品",
    ("企业产品", "产品占比", "offering", "主营构成"),
    (
        Column("enterprise", "企业", "text", required=True,
               sure=(*FIRM, "企业全称", "公司全称", "company_name", "firm", "company"), loose=("公司", "单位", "名称", "name"),
               example="新乡市某某新能源材料有限公司"),
        Column("product", "产品", "name", required=True, sure=("产品名称", "product_name"),
               loose=("主营产品", "主要产品"), example="锂电铜箔"),
        Column("share", "占比", "soft_share",
               sure=("营收占比", "收入占比", "营业收入占比", "主营占比", "revenue_share", "rel_weight"), loose=("比重", "份额"),
               note="占营业收入，0 到 1，或带 %", example="0.62"),
        SOURCE, AS_OF,
    ),
)

PRODUCTS = Table(
    "products",
    "产品",
    ("产品目录", "产品表", "product", "产品分类"),
    (
        Column("product", "产品", "name", required=True, sure=("产品名称", "product_name"), loose=("名称", "name"),
               example="锂电铜箔"),
        Column("parent", "上级产品", "text", sure=("上级", "所属大类产品", "产品大类", "parent_product"), loose=("大类", "父级"),
               example="铜箔"),
        SOURCE, AS_OF,
    ),
)

PRODUCT_INPUTS = Table(
    "product_inputs",
    "上游材料",
    ("产品投入", "产品上游", "product_input", "原材料"),
    (
        Column("product", "产品", "name", required=True, sure=("产品名称",), loose=("下游产品", "名称"), example="锂电铜箔"),
        Column("input", "上游材料", "name", required=True, sure=("原材料", "上游产品", "投入品", "input_product"),
               loose=("材料", "上游"), example="阴极铜"),
        SOURCE, AS_OF,
    ),
)

PROJECTS = Table(
    "projects",
    "项目",
    ("项目表", "项目清单", "招商项目", "项目库", "project", "四个一批", "重点项目"),
    (
        Column("name", "项目名称", "name", required=True, sure=("项目", "项目全称"), loose=("名称",), example="某某铜箔二期"),
        Column("park", "园区", "text", required=True, sure=("所在园区", "所属园区", "落地园区"), example="新乡某某产业园"),
        Column("enterprise", "企业", "text", sure=(*FIRM, "投资企业", "投资方", "项目单位", "建设单位", "承建单位")),
        CHAIN, SEGMENT,
        Column("batch", "批次", "batch", sure=("项目批次", "所属批次"), loose=("类别",), choices=("建设", "新开", "储备", "谋划"),
               example="建设"),
        Column("status", "状态", "text", sure=("项目状态", "项目进展", "当前状态"), example="主体施工"),
        Column("invest_yuan", "投资(万元)", "money",
               sure=("投资", "总投资", "投资额", "计划总投资", "投资总额", "invest_wan", "invest"), example="80000"),
        LAND, PLANT,
        Column("start_on", "开工日期", "date", sure=("开工时间", "开始日期"), example="2026-03"),
        Column("due_on", "到期日期", "date", sure=("竣工日期", "竣工时间", "完工日期", "计划竣工", "投产日期"), example="2027-06"),
        Column("progress", "进度", "share", sure=("完成进度", "项目进度", "进度(0-1)"), note="0 到 1，或带 %", example="0.45"),
        SOURCE, AS_OF,
    ),
)

LEADS = Table(
    "leads",
    "招商线索",
    ("线索", "线索表", "招商台账", "lead", "招商对象"),
    (
        Column("enterprise", "企业", "text", required=True, sure=(*FIRM, "目标企业", "线索企业"),
               example="新乡市某某新能源材料有限公司"),
        Column("place", "地点", "text", required=True, sure=("意向地点", "招引地点", "意向园区", "目标地点", "园区或地区"),
               loose=("园区", "地区"), example="新乡市"),
        CHAIN, SEGMENT,
        Column("stage", "阶段", "text", sure=("线索阶段", "跟进阶段", "洽谈阶段"), loose=("状态",),
               choices=("待联系", "对接", "在谈", "签约", "落地", "投产", "放弃"), example="待联系"),
        Column("owner", "责任人", "text", sure=("负责人", "跟进人", "招商专员"), example="张某"),
        Column("next_on", "下次跟进", "date", sure=("下次跟进日期", "下次联系", "跟进日期"), example="2026-12-01"),
        Column("note", "备注", "text", sure=("说明", "跟进记录")),
        Column("updated_on", "更新日期", "date", sure=("更新时间", "最近更新"), example="2026-11-20"),
        SOURCE, AS_OF,
    ),
)

CORRECTIONS = Table(
    "corrections",
    "标注",
    ("标注表", "纠正", "correction", "examples", "example", "样例"),
    (
        Column("enterprise", "企业", "text", required=True, sure=(*FIRM,), example="新乡市某某新能源材料有限公司"),
        Column("segment", "环节", "text", required=True, sure=("产业链环节", "环节名称", "所属环节"), loose=("key", "编码"),
               example="锂电铜箔"),
        CHAIN,
        Column("verdict", "是否", "verdict", sure=("是/否", "判断", "结论", "是否属于"), choices=("是", "否"), example="是"),
        Column("by", "标注人", "text", sure=("标注者", "操作人"), example="张某"),
        Column("on", "标注日期", "date", sure=("标注时间", "日期"), example="2026-11-20"),
    ),
)

TABLES: tuple[Table, ...] = (
    PARKS, CHAINS, SEGMENT_INPUTS, ENTERPRISES, PRODUCTS, PRODUCT_INPUTS,
    OFFERINGS, SUPPLY_LINKS, PROJECTS, LEADS, CORRECTIONS,
)  # fmt: skip
"""In the order they are read: what others refer to comes first."""

TABLE_BY_NAME: dict[str, Table] = {table.name: table for table in TABLES}
IGNORED_SHEETS = ("说明", "填写说明", "使用说明", "readme", "notes", "选项")
IGNORED_HEADERS = ("序号", "编号", "no", "no.", "#", "id", "行号")
