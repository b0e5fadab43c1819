"""The sheets that join firms and products: supply links and offerings."""

from loaders.tables.columns import AS_OF, FIRM, SOURCE, Column, Table, words

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
            sure=words(
                "供应商名称 供应企业 供方 供货企业 供应方 供货方 供货商 卖方 销售方 销方 供货单位 "
                "供应单位 供应企业名称 上游企业 销方名称 销售方名称 vendor seller 供方名称"
            ),
            example="新乡市某某新能源材料有限公司",
        ),
        Column(
            "buyer",
            "采购方",
            "text",
            required=True,
            sure=words(
                "采购商 客户 客户名称 采购企业 需方 购买方 客户企业 customer 采购单位 买方 购方 "
                "采购方名称 购方名称 购买方名称 下游企业 需求方 需方名称 purchaser 采购企业名称"
            ),
            example="某某电池有限公司",
        ),
        Column(
            "product",
            "产品",
            "text",
            sure=words("供应产品 产品名称 供货产品 货物名称 物料 物料名称 商品名称 采购产品 标的 标的物 配套产品 品名"),
            example="锂电铜箔",
        ),
        Column(
            "year",
            "年份",
            "year",
            sure=words("年度 供应年份 日期 交易日期 开票日期 签订日期 合同日期 时间 期间 年"),
            example="2025",
        ),
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
            "signed",
            sure=words(
                "金额 采购金额 供应金额 交易金额 amount_wan amount 合同金额 开票金额 交易额 供货金额 "
                "采购额 销售额 销售金额 供应额 含税金额 合同额 年采购额 年供应额"
            ),
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
