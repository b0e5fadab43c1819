"""The sheet of enterprises."""

from loaders.tables.columns import ADDRESS, AS_OF, CITY, DISTRICT, PROVINCE, SOURCE, Column, Table, words

ENTERPRISES = Table(
    "enterprises",
    "企业",
    ("企业名单", "企业名录", "企业表", "企业清单", "企业信息", "enterprise", "company", "companies", "firms", "公司"),
    (
        Column(
            "name",
            "企业名称",
            "firm_name",
            required=True,
            sure=words(
                "公司名称 单位名称 企业全称 公司全称 单位详细名称 企业名 公司名 纳税人名称 "
                "企业(机构)名称 企业(单位)名称 企业/机构名称 市场主体名称 法人名称 机构名称 "
                "企业中文名称 公司中文名称 企业名称(全称) 申报单位 申报企业 申报企业名称 认定企业 "
                "规上企业名称 enterprise company company_name companyname fullname"
            ),
            loose=words(
                "名称 企业 公司 单位 全称 name title label facility facility_name factory_name "
                "supplier_name supplier firm"
            ),
            note="营业执照上的全称",
            example="新乡市某某新能源材料有限公司",
        ),
        Column(
            "uscc",
            "统一社会信用代码",
            "uscc",
            sure=words(
                "信用代码 社会信用代码 统一信用代码 社会统一信用代码 统一社会信用码 credit_code "
                "uscc代码 企业信用代码 统一社会信用代码/注册号 注册号/统一社会信用代码 "
                "统一社会信用代码(注册号) 统一代码 社会信用代码(注册号) 纳税人识别号 机构代码"
            ),
            note="18 位文本；单元格须设为“文本”，存成数字会丢位数",
        ),
        Column("short_name", "简称", "text", sure=("企业简称", "公司简称", "证券简称", "股票简称"), example="某某新材"),
        Column(
            "park",
            "所在园区",
            "text",
            sure=words(
                "园区 所属园区 入驻园区 所在开发区 所属开发区 园区名称 所在产业园 所属产业园 所在工业园区 所属功能区"
            ),
            note="未登记的园区会新建并标为待核实；不在园区的空着",
        ),
        PROVINCE,
        CITY,
        DISTRICT,
        ADDRESS,
        Column(
            "status",
            "登记状态",
            "status",
            sure=words(
                "经营状态 企业状态 登记状态(经营状态) 公司状态 市场主体状态 存续状态 注册状态 "
                "主体状态 企业登记状态 营业状态"
            ),
            loose=("状态", "status", "state"),
            choices=("存续", "在业", "迁出", "停业", "清算", "吊销", "注销"),
            note="注销、吊销、停业、清算、迁出的不计入",
            example="存续",
        ),
        Column(
            "former_names",
            "曾用名",
            "list",
            sure=words("企业曾用名 公司曾用名 曾用名称 历史名称 原名称 原企业名称 变更前名称 原名 former_name"),
            note="多个用 ； 分隔",
        ),
        Column(
            "industry_code",
            "行业代码",
            "text",
            sure=("国民经济行业代码", "行业小类代码", "gb代码", "class_code"),
            note="GB/T 4754 或其他分类",
            example="C3985",
        ),
        Column(
            "industry",
            "行业",
            "text",
            sure=words(
                "所属行业 行业名称 行业类别 国民经济行业 行业分类 行业小类 国标行业小类 国标行业中类 "
                "国标行业大类 国民经济行业分类 所属国民经济行业 sector 所属行业小类 行业代码名称"
            ),
            example="电子专用材料制造",
        ),
        Column(
            "products",
            "主营产品",
            "products",
            sure=words(
                "主要产品 主营业务 主要产品名称 产品名称 主导产品 主要产品及服务 main_products "
                "主导产品名称 主要经营产品 企业主要产品 产品/服务 主营产品或业务 主要业务 "
                "主营业务及产品 主营 经营产品 主要产品(服务)"
            ),
            loose=("产品", "product", "业务"),
            note="多个用 ； 分隔，可写占比：锂电铜箔:0.62；铜箔基材:20%",
            example="锂电铜箔:0.62；电子铜箔",
        ),
        Column(
            "business_scope", "经营范围", "text", sure=("营业范围", "经营业务范围"), example="电池材料研发、制造、销售"
        ),
        Column(
            "revenue_yuan",
            "营业收入(万元)",
            "money",
            sure=words(
                "营业收入 营收 年营业收入 主营业务收入 销售收入 年销售收入 营业总收入 年产值 产值 "
                "工业总产值 总产值 规上工业总产值 年营收 年销售额 销售额 年收入 主营收入 营业额 "
                "revenue_wan revenue"
            ),
            note="表头或单元格写明单位：万元、亿元、元",
            example="52000",
        ),
        Column(
            "employees",
            "从业人数",
            "count",
            sure=words(
                "从业人员 职工人数 员工人数 员工数 人数 从业人员数 用工人数 职工数 从业人员人数 "
                "期末从业人员 从业人员期末人数 平均用工人数 员工总数 人员规模 企业人数"
            ),
            example="380",
        ),
        Column(
            "insured_staff",
            "参保人数",
            "count",
            sure=("社保人数", "参保人员", "参保员工数", "社保缴纳人数", "缴纳社保人数", "insured"),
            note="登记或年报里的社保缴纳人数",
            example="320",
        ),
        Column(
            "registered_capital_yuan",
            "注册资本(万元)",
            "money",
            sure=words(
                "注册资本 注册资金 注册资本金 注册资本(金) registered_capital_wan registered_capital "
                "认缴资本 认缴注册资本"
            ),
            example="10000",
        ),
        Column(
            "founded_on",
            "成立日期",
            "past_date",
            sure=words(
                "成立时间 注册日期 注册时间 设立日期 成立年份 established 设立时间 注册年份 成立年月 "
                "建厂时间 开业日期 开业时间"
            ),
            example="2016-05-18",
        ),
        Column("listed_as", "上市情况", "text", sure=("上市状态", "上市板块", "是否上市"), example="创业板 300000"),
        Column(
            "qualifications",
            "资质",
            "list",
            sure=words(
                "企业资质 荣誉资质 资质荣誉 企业荣誉 认定情况 企业标签 标签 科技型企业 科技资质 荣誉 "
                "认定类型 认定类别 企业荣誉资质 资质/荣誉 资质类型 企业认定 专精特新 专精特新认定 "
                "高新技术企业 小巨人 专精特新小巨人 单项冠军 认定等级"
            ),
            note="多个用 ； 分隔",
            example="专精特新小巨人；高新技术企业",
        ),
        Column(
            "roles",
            "角色",
            "roles",
            sure=words("企业角色 是否龙头 是否链主 龙头企业 链主企业 龙头/链主 企业地位"),
            note="龙头/产业链 或 链主/产业链，多个用 ； 分隔",
            example="龙头/动力电池",
        ),
        Column(
            "chain",
            "产业链",
            "text",
            sure=words(
                "所属产业链 产业链名称 所属链条 产业链条 所在产业链 主导产业链 重点产业链 归属产业链 产业链归属"
            ),
            note="自己认定的产业链；前面可写 龙头/ 或 链主/",
            example="动力电池",
        ),
        Column(
            "segment",
            "环节",
            "text",
            sure=words("产业链环节 所属环节 环节名称 所处环节 链条环节 所在环节 产业链节点 细分环节"),
            note="自己认定的环节，多个用 ； 分隔，视为标注",
            example="锂电铜箔",
        ),
        Column(
            "signals",
            "扩张迹象",
            "signals",
            sure=("扩张信号", "投资动向", "扩产动向"),
            note="类别@日期: 内容，多个用 ； 分隔",
            example="扩产@2025-06: 公告扩建二期",
        ),
        SOURCE,
        AS_OF,
    ),
    more=(
        Column(
            "ref",
            "编号",
            "text",
            sure=words("id node_id nodeid 节点编号 节点id 企业id 企业编号 company_id 公司id"),
        ),
    ),
)
