"""Forms of what is found about the next step: targets, portfolios, scenarios, proposals, back-tests."""

from operator import attrgetter

from chaingraph.findings.move.backtest import Backtest, MethodResult
from chaingraph.findings.move.completion import ProposedInput, ProposedSegment
from chaingraph.findings.move.portfolio import Pick, Portfolio, Selection
from chaingraph.findings.move.scenario import Measures, Scenario
from chaingraph.findings.move.target import Excluded, Target, TargetEvidence
from chaingraph.wire.forms.form import Form, Told, Word

ASKED = {"for": Told(str, attrgetter("asked")), "status": Told(str, lambda _: "待确认")}
"""The name the question gave, under the name of the contract; and that nothing of it counts yet."""

FORMS = (
    Form(
        of=Target,
        without=("firm", "told"),
        told={
            "reasons": Told(tuple[str, ...], attrgetter("reasons")),
            "evidence": Told(tuple[TargetEvidence, ...], attrgetter("evidence")),
            "likely": Told(bool, attrgetter("unverified")),
        },
        first=(
            "enterprise",
            "enterprise_id",
            "uscc",
            "key",
            "segment",
            "stage",
            "status",
            "score",
            "priority",
            "parts",
            "reasons",
            "evidence",
        ),
        words={
            "score": Word("匹配度，0–1；各分项的加权平均，撞车的乘以折减系数", 0.74),
            "priority": Word("推荐值，清单按它排：匹配度 ×（0.2 + 紧迫度）× 0.85^同环节排在前面的家数", 0.53),
            "parts": Word(example={"fit": 0.9, "scale": 0.6, "ties": 0.0}),
            "sentence": Word("可以念给人听的一句话：是谁、做什么、本地谁需要、谁可引荐、为何是现在"),
            "likely": Word("仅按用词与行业推断（--with-likely 才列出）"),
            "unverified": Word("仅按用词与行业推断，待核实"),
            "conflicts": Word(example=["兄弟园区 乙园已在跟进（对接）"]),
            "followed": Word("本地自己已在跟进的线索与项目"),
            "flags": Word(example=["撞车", "无扩张迹象"]),
            "worth": Word("只对前若干条逐个推演，其余为 null"),
        },
    ),
    Form(of=Excluded, without=("firm",), words={"reason": Word("不作目标的理由", "贸易")}),
    Form(
        of=Portfolio,
        name="PortfolioAnswer",
        told={"shortfall": Told(float, lambda found: round(found.shortfall, 6))},
        first=(
            "data_version",
            "place",
            "chain",
            "budget",
            "complete",
            "candidates",
            "considered",
            "greedy",
            "exact",
            "proven",
            "upper",
            "guarantee",
            "ceiling",
            "shortfall",
        ),
        words={
            "proven": Word("精确解是否已证明为全部候选中的最优"),
            "upper": Word("任何组合的价值都不超过它"),
            "guarantee": Word("贪心在最坏情形下不低于最优值的比例；没有保证时为 null"),
            "shortfall": Word("贪心比较好的一组少多少，0–1"),
        },
    ),
    Form(
        of=Pick,
        without=("firm",),
        words={"also": Word("该企业还在哪些缺口环节上，未计值"), "gain": Word("加入时增加的价值，无单位")},
    ),
    Form(of=Selection, words={"completed": Word("必需投入由此全部到位的环节；只在 complete 时有")}),
    Form(
        of=Scenario,
        name="ScenarioAnswer",
        listed="segments",
        first=("data_version", "place", "chain", "landed", "left", "before", "after", "closed", "opened", "segments"),
        words={"closed": Word("不再是缺口的环节", ["湿法隔膜"]), "opened": Word("新成为缺口的环节", [])},
    ),
    Form(of=Measures, words={"severity": Word("各缺口紧迫度之和，无单位")}),
    Form(
        of=ProposedInput,
        first=("for", "asked"),
        told=ASKED,
        words={
            "for": Word("所问的产品", "锂电池隔膜"),
            "asked": Word("同 for", "锂电池隔膜"),
            "product": Word(example="聚乙烯"),
            "support": Word("用到它的相近产品数"),
        },
    ),
    Form(
        of=ProposedSegment,
        first=("for", "asked", "chain", "chains"),
        told=ASKED,
        words={
            "for": Word("所问的企业"),
            "asked": Word("同 for"),
            "chains": Word("共用此环节的全部产业链"),
            "support": Word("在此环节、又与该企业同处某环节的企业数"),
        },
    ),
    Form(of=Backtest, name="BacktestAnswer", first=("data_version",)),
    Form(of=MethodResult, name="MethodRow"),
)
