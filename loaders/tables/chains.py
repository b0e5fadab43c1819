"""The sheets of chains and products: segments, their inputs, products, product inputs."""

from loaders.tables.columns import AS_OF, FLAG_CHOICES, SOURCE, Column, Table

CHAINS = Table(
    "chains",
    "产业链",
    ("产业链表", "产业链图谱", "chain", "环节", "环节表", "segments", "产业链环节", "chain_tree"),
    (
        Column(
            "chain",
            "产业链",
            "name",
            required=True,
            sure=("产业链名称", "所属产业链"),
            loose=("链", "名称", "链条"),
            example="动力电池",
        ),
        Column(
            "segment",
            "环节",
            "name",
            required=True,
            sure=("环节名称", "产业链环节", "leaf", "细分环节"),
            loose=("节点", "name"),
            example="锂电铜箔",
        ),
        Column(
            "key",
            "编码",
            "text",
            sure=("环节编码", "环节代码"),
            loose=("代码", "code"),
            note="同一产业链内环节重名时必填；空着就是环节名",
        ),
        Column(
            "stage",
            "上游/中游/下游/配套",
            "stage",
            sure=("位置", "阶段", "上中下游", "所处位置", "链位", "环节位置", "段"),
            choices=("上游", "中游", "下游", "配套"),
            example="上游",
        ),
        Column(
            "branch",
            "分支",
            "text",
            sure=("大类", "所属分支", "所属大类", "分支路径"),
            note="可以是路径：大类/中类",
            example="集流体与结构件",
        ),
        Column(
            "aliases",
            "别名",
            "list",
            sure=("别称", "同义词", "关键词"),
            note="多个用 ； 分隔",
            example="动力铜箔；铜箔",
        ),
        Column(
            "definition",
            "释义",
            "text",
            sure=("定义", "说明", "环节说明", "环节释义"),
            example="电解或压延的负极集流体",
        ),
        Column(
            "industry_codes",
            "行业代码",
            "list",
            sure=("国民经济行业代码",),
            loose=("代码列表", "industry_code", "codes"),
            example="C3985",
        ),
        Column(
            "locality",
            "本地要求",
            "locality",
            sure=("必须本地/宜本地/可外采", "本地化", "本地化要求", "配套要求"),
            choices=("必须本地", "宜本地", "可外采"),
            example="宜本地",
        ),
        Column(
            "critical", "关键", "flag", sure=("是否关键", "关键环节", "关键(0/1)"), choices=FLAG_CHOICES, example="1"
        ),
        Column(
            "chokepoint",
            "卡脖子",
            "flag",
            sure=("是否卡脖子", "卡脖子环节", "卡脖子(0/1)"),
            choices=FLAG_CHOICES,
            example="0",
        ),
        Column("note", "备注", "text", sure=("注",)),
    ),
)

SEGMENT_INPUTS = Table(
    "segment_inputs",
    "环节关系",
    ("环节上下游", "上下游关系", "segment_input", "环节投入"),
    (
        Column("chain", "产业链", "text", required=True, sure=("产业链名称", "所属产业链"), example="动力电池"),
        Column(
            "input",
            "上游环节",
            "text",
            required=True,
            sure=("投入环节", "上游环节名称"),
            loose=("上游", "from", "起点"),
            example="锂电铜箔",
        ),
        Column(
            "output",
            "下游环节",
            "text",
            required=True,
            sure=("产出环节", "下游环节名称"),
            loose=("下游", "to", "终点"),
            example="电芯",
        ),
        Column(
            "cost_share",
            "成本占比",
            "share",
            sure=("占成本比", "成本比重"),
            loose=("占比",),
            note="0 到 1，或带 %",
            example="0.08",
        ),
        Column("required", "必需", "flag", sure=("是否必需", "必需(0/1)"), choices=FLAG_CHOICES, example="1"),
        Column("substitutes", "可替代组", "text", sure=("替代组", "可替代", "替代品组"), note="同组的有一个就够"),
        SOURCE,
        AS_OF,
    ),
)

PRODUCTS = Table(
    "products",
    "产品",
    ("产品目录", "产品表", "product", "产品分类"),
    (
        Column(
            "product",
            "产品",
            "name",
            required=True,
            sure=("产品名称", "product_name"),
            loose=("名称", "name"),
            example="锂电铜箔",
        ),
        Column(
            "parent",
            "上级产品",
            "text",
            sure=("上级", "所属大类产品", "产品大类", "parent_product"),
            loose=("大类", "父级"),
            example="铜箔",
        ),
        SOURCE,
        AS_OF,
    ),
)

PRODUCT_INPUTS = Table(
    "product_inputs",
    "上游材料",
    ("产品投入", "产品上游", "product_input", "原材料"),
    (
        Column(
            "product", "产品", "name", required=True, sure=("产品名称",), loose=("下游产品", "名称"), example="锂电铜箔"
        ),
        Column(
            "input",
            "上游材料",
            "name",
            required=True,
            sure=("原材料", "上游产品", "投入品", "input_product"),
            loose=("材料", "上游"),
            example="阴极铜",
        ),
        SOURCE,
        AS_OF,
    ),
)
