"""Forms of what is found about a place: its segments, gaps, growth, and places side by side."""

from operator import attrgetter

from chaingraph.findings.place.compare import Clash, Comparison, Complement
from chaingraph.findings.place.explanation import Buyer, Explanation, Figure, Maker, SourceCount
from chaingraph.findings.place.extension import Extension
from chaingraph.findings.place.gap import Coverage, Gap, SegmentState
from chaingraph.findings.place.supply import Completeness, SupplyRate
from chaingraph.findings.place.survey import Cell
from chaingraph.findings.place.suspect import Suspect
from chaingraph.findings.place.worklist import Option, Unheard
from chaingraph.findings.report.bulletin import LeadMove, ProjectMove
from chaingraph.findings.report.difference import Difference, GapMove, MovedGap, MovedLead, MovedProject
from chaingraph.wire.forms.form import Form, Told, Word

SURE = {
    "absence": Word("本地没有企业的把握，0–1"),
    "certain": Word("把握是否达到“缺失把握”；不到则判为待摸排"),
}
DEMAND = {
    "demand_yuan": Word("本地需求，元/年；下游营收多未知时为空"),
    "capability_yuan": Word("本地产能，元/年；营收多未知时为空"),
    "demand_firms": Word("本地下游企业家数"),
    "demand_low_yuan": Word("直接需求下限，元/年；没有依据时为空"),
    "demand_high_yuan": Word("直接需求上限，元/年；没有依据时为空"),
}
SHARE_NAMED = {
    "plain": Word("有本地企业的环节占比"),
    "possible": Word("加上待摸排的环节，至多是多少"),
    "weighted": Word("Σ w·min(1, 产能/需求) ÷ Σ w，w 由链上需求与关键标记给出"),
    "path": Word("从原料到终端、每一环都有本地企业的路径占比"),
    "along": Word("各路径上有本地企业的环节占比的平均"),
}

FORMS = (
    Form(
        of=Coverage,
        name="PanoramaAnswer",
        listed="segments",
        without=("states",),
        told={
            "completeness": Told(Completeness, attrgetter("measures")),
            "segments": Told(tuple[SegmentState, ...], attrgetter("states")),
            "roster": Told(str, attrgetter("roster.sentence")),
        },
        first=("data_version", "place", "chain", "firms", "completeness", "measures", "supply", "as_of"),
        words={"completeness": Word("完整度，按环节、加权与按路径"), "measures": Word("同 completeness")},
    ),
    Form(
        of=SegmentState,
        name="StateRow",
        without=("index", "local", "made", "wanted", "direct"),
        told={
            "key": Told(str, attrgetter("segment.key")),
            "segment": Told(str, attrgetter("segment.name")),
            "branch": Told(str | None, attrgetter("segment.branch")),
            "local_firms": Told(int, lambda state: len(state.local)),
            "known_firms": Told(int, attrgetter("known")),
        },
        words={"known": Word("同 known_firms"), **SURE, **DEMAND},
        first=("key", "segment", "stage", "tier", "branch", "status", "local_firms", "known_firms"),
    ),
    Form(
        of=Suspect,
        without=("firm",),
        words={
            "enterprise": Word(example="甲厂"),
            "words": Word("它自己的用词", ["液压机械"]),
            "probability": Word("它在此环节的概率，0–1", 0.3),
            "lost": Word("为什么没有直接识别到此环节"),
        },
    ),
    Form(of=Completeness, words=SHARE_NAMED),
    Form(
        of=SupplyRate,
        words={
            "spend_known": Word("有金额的采购占全部直接采购的比例，0–1"),
            "local_supplier_share": Word("供应商家数中本地所占比例，0–1"),
        },
    ),
    Form(
        of=Gap,
        told={"elsewhere": Told(tuple[str, ...], lambda gap: [found.sentence for found in gap.elsewhere])},
        words={
            "key": Word(example="湿法隔膜"),
            "segment": Word(example="湿法隔膜"),
            "stage": Word(example="中游"),
            "status": Word(example="缺失"),
            "kind": Word(example="缺失"),
            "purpose": Word(example="补链"),
            "severity": Word("紧迫度，0–1", 0.82),
            "kinds": Word("同时成立的各种类型，第一个即 kind", ["缺失", "项目在补"]),
            **DEMAND,
            "estimated_demand_yuan": Word("估算的直接需求（营收 × 主营占比 × 材料成本率 × 投入占比），元/年"),
            "observed_purchases_yuan": Word("有记录的采购金额，元/年"),
            "local_supplier_share": Word("按家数，0–1"),
            "elsewhere": Word(example=["兄弟园区乙园有 2 家（甲公司、乙公司）"]),
            **SURE,
        },
    ),
    Form(
        of=Extension,
        told={
            "industry": Told(str, lambda found: None if found.chain else found.name, sparse=True),
            "segment": Told(str, lambda found: found.name if found.chain else None, sparse=True),
        },
        first=("place", "name", "key", "chain", "score", "density", "local_fit", "tail_wind", "size", "complexity"),
        words={
            "place": Word(example="新乡市"),
            "name": Word("行业或环节", "锂电专用设备"),
            "industry": Word("按行业时，同 name"),
            "segment": Word("按环节时，同 name"),
            "chain": Word("按环节时所属的产业链"),
            "score": Word("0–1，各地可比，不是概率", 0.82),
            "density": Word("关联密度：与本地已有活动的接近度之和", 1.2),
            "complexity": Word("复杂度：全部活动中的标准分，不计入得分；参照地方太少时不算", 0.8),
        },
    ),
    Form(
        of=Comparison,
        name="ComparisonAnswer",
        without=("survey",),
        told={"matrix": Told(tuple[Cell, ...], lambda found: found.survey.cells())},
        first=("data_version", "chain", "as_of", "standings", "matrix"),
    ),
    Form(of=Cell, words={"status": Word(example="薄弱"), "location_quotient": Word("区位商；没有可比对象时为空")}),
    Form(
        of=Complement,
        told={
            "firms": Told(tuple[str, ...], lambda found: [name for name, _ in found.firms]),
            "firm_ids": Told(tuple[str, ...], lambda found: [firm for _, firm in found.firms]),
        },
    ),
    Form(of=Clash, words={"kind": Word(example="同一企业")}),
    Form(
        of=Difference,
        name="ChangesAnswer",
        told={
            "data_version": Told(str, attrgetter("version_after")),
            "gaps": Told(tuple[MovedGap, ...], attrgetter("gaps")),
            "leads": Told(tuple[MovedLead, ...], attrgetter("leads")),
            "projects": Told(tuple[MovedProject, ...], attrgetter("projects")),
        },
        first=("data_version", "place", "chain", "since", "version_before"),
    ),
    Form(of=MovedGap, name="GapMoveRow"),
    Form(of=MovedLead, name="LeadMoveRow"),
    Form(of=MovedProject, name="ProjectMoveRow"),
    Form(of=GapMove, name="SeverityMoveRow"),
    Form(of=LeadMove, name="LeadChangeRow"),
    Form(of=ProjectMove, name="ProjectChangeRow"),
    Form(
        of=Explanation,
        name="ExplanationAnswer",
        first=("data_version", "place", "chain"),
        words={
            "state": Word("环节的状态，同全景图"),
            "gap": Word("环节的缺口，同缺口清单；不是缺口时为空"),
            "makers": Word("计在此环节的本地企业：凭哪些词、计多少、谁说的"),
            "buyers": Word("采购此环节的下游环节与其成本占比"),
            "unknown": Word("没有人告诉我们的", ["3 家本地企业中 2 家营收未知，产能按此只能估计"]),
        },
    ),
    Form(of=Figure, words={"name": Word(example="severity"), "rule": Word("怎样算出", "重要性 × 缺口大小 × 折减")}),
    Form(of=Maker, words={"share": Word("企业规模计在此环节的部分，0–1"), "words": Word("企业自己的用词")}),
    Form(of=Buyer, words={"basis": Word("成本占比依据什么"), "names": Word("其中规模较大的本地企业")}),
    Form(of=SourceCount, words={"certainty": Word(example="已注明来源"), "firms": Word("家数", 46)}),
    Form(of=Unheard, without=("firm",), words={"gain": Word("问清的价值，无单位，只用于排序")}),
    Form(of=Option, words={"open": Word("该环节还没有本地企业")}),
)
