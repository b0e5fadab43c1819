"""Words of the field in Chinese and English, with what they mean here."""

WORDS: tuple[tuple[str, str, str], ...] = (
    ("产业链 / 环节", "industrial chain / segment", "链由环节组成，货从上游环节流向下游环节"),
    ("上游 中游 下游 配套", "upstream, midstream, downstream, supporting", "环节在链上的位置"),
    ("优势 潜力 薄弱 待摸排 缺失", "strong, potential, weak, to be surveyed, missing", "一地在一个环节上的状态"),
    ("待摸排", "to be surveyed", "可能有本地企业会做而名录没有写明；不是缺失"),
    ("缺失", "missing", "没有本地企业会做的把握达到“缺失把握”"),
    ("把握（absence）", "absence", "本地没有企业会做这个环节的概率，0–1"),
    ("缺口 / 紧迫度", "gap / severity", "紧迫度 = 重要性 × 缺口大小 × 折减，0–1；页面上乘以 100"),
    ("建链 补链 强链 延链", "build, fill, strengthen, extend", "补上缺口叫什么"),
    ("完整度", "completeness", "有本地企业的环节占比；另有加权与按路径两种"),
    ("本地配套率", "local supply rate", "min(1, 本地产能 ÷ 本地需求)，按金额；只知家数时另称“按家数”"),
    ("需求 / 产能", "demand / capability", "元/年；营收多未知时为空，不估"),
    ("目标 / 线索", "target / lead", "目标是算出的建议，线索是有人在跟进的"),
    ("匹配度", "score", "0–1，各分项加权平均；页面上乘以 100"),
    ("撞车", "conflict", "别的地方已在跟进同一家企业"),
    ("龙头 / 链主", "leading firm / chain anchor", "带动一条链的企业"),
    ("有来源 / 推断", "observed / inferred", "名录或公告写明的 / 按环节上下游得出的"),
    ("待核实", "to verify", "没有足够来源，不得当作已知"),
    ("卡脖子 / 单一来源", "chokepoint / single source", "受制于外 / 只有一家供应"),
    ("必须本地 宜本地 可外采", "must be local, better local, may be remote", "供应商应离多近"),
    ("内置名录", "built-in pool", "随产品附带的候选企业，不是本地名录"),
    ("名录口径", "roster", "一地的名录收了哪些企业：全部、规上、上市、制造业、未知"),
    ("亩", "mu", "1/15 公顷"),
    ("统一社会信用代码", "unified social credit code (GB 32100)", "企业的十八位代码"),
    ("行业代码", "industry code (GB/T 4754)", "国民经济行业分类"),
)


def glossary() -> str:
    """The words as a Markdown table."""
    lines = ["# 术语 / Glossary", "", "| 中文 | English | 含义 |", "| --- | --- | --- |"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in WORDS)]) + "\n"
