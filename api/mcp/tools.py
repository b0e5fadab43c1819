"""The tools, each a route under another name: which paths, whether it writes, and words in two languages."""

from dataclasses import dataclass

API = "/api/v1"
PAIR = "/places/{place}/chains/{chain}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """A tool and the routes that answer it.

    Attributes
    ----------
    paths
        Routes from the most to the least particular; the first whose names are all given answers.
    zh, en
        What it answers, in Chinese and in English.
    method
        GET for what reads, POST for what writes.
    caveat
        What the answer cannot say, in both languages; empty where it is said in the answer.
    """

    name: str
    title: str
    paths: tuple[str, ...]
    zh: str
    en: str
    method: str = "GET"
    caveat: str = ""

    @property
    def writes(self) -> bool:
        """Whether it changes anything."""
        return self.method != "GET"

    @property
    def description(self) -> str:
        """Both languages, and the caveat."""
        return "\n".join(part for part in (self.zh, self.en, self.caveat) if part)


LISTED_ONLY = (
    "名录里没有的企业谁也不知道；“待摸排”不等于“缺失”。"
    " / Only listed firms are known; 待摸排 (to be surveyed) is not 缺失 (missing)."
)
CANDIDATES = "候选只来自库中企业，扩张意愿须核实。 / Candidates come from the store only; willingness must be verified."
INFERRED = "observed=false 为按环节推断，不是事实。 / observed=false is inferred from segments, not a fact."
MODEL = "按同一套算法推演，不是预测。 / Computed by the same rules on supposed facts; not a forecast."

READING = (
    Tool(
        name="places",
        title="地点",
        paths=("/places/{place}", "/places"),
        zh="园区与地区；给出 place 时，是这一处与它各条链的完整度。",
        en="Parks and regions; with `place`, that one and how complete each chain is there.",
    ),
    Tool(
        name="chains",
        title="产业链",
        paths=("/chains/{chain}", "/chains"),
        zh="产业链库；给出 chain 时，是它的全部环节与上下游。",
        en="The chain library; with `chain`, all its segments and inputs.",
    ),
    Tool(
        name="panorama",
        title="全景图",
        paths=(f"{PAIR}/panorama",),
        zh="一地一链的每个环节：优势、潜力、薄弱、待摸排、缺失，与判定依据和完整度。",
        en="How a place stands on every segment of a chain, with the rule that says so, and completeness.",
        caveat=LISTED_ONLY,
    ),
    Tool(
        name="gaps",
        title="缺口",
        paths=(f"{PAIR}/gaps",),
        zh="一地一链缺什么：缺口清单，最急的在前，附类型、紧迫度、理由与把握。",
        en="What the place lacks on the chain, most urgent first, with kind, severity, reasons and how sure it is.",
        caveat=LISTED_ONLY,
    ),
    Tool(
        name="targets",
        title="目标企业",
        paths=(f"{PAIR}/targets",),
        zh="谁能来补：外地目标企业，附匹配度分项、理由、证据与撞车提示；可用 segment 指定环节。",
        en="Who could fill the gaps: firms elsewhere with score, reasons, evidence, conflicts; `segment` narrows.",
        caveat=CANDIDATES,
    ),
    Tool(
        name="enterprise",
        title="企业",
        paths=("/enterprises/{enterprise}",),
        zh="一家企业的全部已知：产品、环节与依据、供应关系、线索、项目。",
        en="All that is known of one enterprise: products, segments with evidence, supply links, leads, projects.",
    ),
    Tool(
        name="ecosystem",
        title="龙头生态",
        paths=("/enterprises/{enterprise}/ecosystem",),
        zh="一家企业的上下游各级企业，本地与外地、有来源与推断分开。",
        en="Suppliers and customers of an enterprise by tier; local or not, observed or inferred.",
        caveat=INFERRED,
    ),
    Tool(
        name="drill",
        title="外迁演练",
        paths=("/enterprises/{enterprise}/drill",),
        zh="假设这家企业离开：谁失去唯一来源或销路，谁能替补。",
        en="If this enterprise left: who loses the only source or outlet, and who could stand in.",
        caveat=MODEL,
    ),
    Tool(
        name="scenario",
        title="假设推演",
        paths=(f"{PAIR}/scenario",),
        zh="假设企业落地（land）或离开（leave）：完整度、缺口前后对比。",
        en="Suppose enterprises land or leave: completeness and gaps before and after.",
        caveat=MODEL,
    ),
    Tool(
        name="portfolio",
        title="组合方案",
        paths=(f"{PAIR}/portfolio",),
        zh="用地、厂房、基金预算之内补链最多的一组目标企业，附上界。",
        en="The set of targets that closes most under budgets of land, plant and fund, with its bound.",
        caveat=MODEL,
    ),
    Tool(
        name="compare",
        title="对比",
        paths=("/chains/{chain}/compare",),
        zh="几个地点在一条链上并排：互补、撞车、共同缺口。",
        en="Places side by side on one chain: complements, clashes, shared gaps.",
        caveat=LISTED_ONLY,
    ),
    Tool(
        name="paths",
        title="关系路径",
        paths=("/paths",),
        zh="两家企业之间的供应路径：有来源的与按环节推断的。",
        en="Supply routes between two enterprises, observed and inferred.",
        caveat=INFERRED,
    ),
    Tool(
        name="search",
        title="搜索",
        paths=("/search",),
        zh="按名称、代码、产品、拼音或首字母找企业、环节、地点、产业链、产品；不确定名称时先用它。",
        en="Find firms, segments, places, chains and products by any words; use it first when unsure of a name.",
    ),
    Tool(
        name="worklist",
        title="摸底名单",
        paths=(f"{PAIR}/worklist", "/places/{place}/worklist"),
        zh="还没认出环节的本地企业，问清后变化最大的在前。",
        en="Local firms on no segment yet, what knowing them would change first.",
    ),
    Tool(
        name="explain",
        title="追问出处",
        paths=(f"{PAIR}/explain",),
        zh="一个环节的数字从哪里来：算式、本地企业与其用词和来源、下游与成本占比、未知项。",
        en="Where a segment's figures come from: rules, firms with words and sources, buyers, and what is unknown.",
    ),
)

WRITING = (
    Tool(
        name="correction",
        title="更正环节",
        paths=("/enterprises/{enterprise}/corrections",),
        method="POST",
        zh="写入：企业是否在某环节（人的判断）。需要有“更正环节”权限的接口密钥，记入审计。",
        en="Writes: whether an enterprise is on a segment, as a person judged. Needs a key that may; audited.",
    ),
    Tool(
        name="lead",
        title="新建线索",
        paths=("/leads",),
        method="POST",
        zh="写入：新建一条招商线索。需要有“跟进线索”权限的接口密钥，记入审计。",
        en="Writes: a new lead to follow up. Needs a key that may; audited.",
    ),
)
TOOLS = {tool.name: tool for tool in (*READING, *WRITING)}
