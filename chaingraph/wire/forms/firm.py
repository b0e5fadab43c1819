"""Forms of what is found about one firm: its ecosystem, its relations, what falls without it, its doubts."""

from collections.abc import Iterable
from operator import attrgetter
from typing import Any

from chaingraph.findings.firm.doubt import Candidate, Doubt, LikelyChain
from chaingraph.findings.firm.drill import Drill, Loss, OwnSegment, Remedy, SecondSource
from chaingraph.findings.firm.ecosystem import Ecosystem, EcosystemEdge, EcosystemNode, FirmPurchases
from chaingraph.findings.firm.ranked import RankedTag, TagAnswer
from chaingraph.findings.firm.relation import Leg, Partner, Relation, Route, Surroundings
from chaingraph.findings.firm.worth import Worth
from chaingraph.wire.forms.form import Form, Told, Word


def _above(found: Iterable[tuple[str, str, float]], level: str) -> list[dict[str, Any]]:
    """Branches or stages with their chain and score."""
    return [{"chain": chain, level: name, "score": score} for chain, name, score in found]


SENTENCE = Told(str, attrgetter("sentence"))

FORMS = (
    Form(
        of=TagAnswer,
        name="RankedAnswerRow",
        flat=("doubt",),
        told={
            "branches": Told(tuple[dict[str, Any], ...], lambda found: _above(found.branches, "branch")),
            "stages": Told(tuple[dict[str, Any], ...], lambda found: _above(found.stages, "stage")),
        },
    ),
    Form(of=RankedTag, without=("tag",)),
    Form(of=Doubt, without=("likely",), told={"likely_chain": Told(LikelyChain | None, attrgetter("likely"))}),
    Form(of=Ecosystem, name="EcosystemAnswer", without=("firm",), first=("data_version",)),
    Form(of=EcosystemNode, name="NodeRow", without=("firm",), first=("id", "tier", "enterprise_id")),
    Form(of=EcosystemEdge, name="EdgeRow"),
    Form(
        of=FirmPurchases,
        words={
            "local_supply_rate": Word("本地配套率，占已知采购额"),
            "spend_known": Word("已知采购额约占其估算采购的多少"),
        },
    ),
    Form(
        of=Relation,
        name="RelationAnswer",
        first=("data_version",),
        words={
            "forward": Word("从 first 到 second：有来源的在前，短的在前"),
            "truncated": Word("同样短的路径还有更多"),
        },
    ),
    Form(
        of=Route,
        first=("legs", "observed"),
        told={"observed": Told(bool, attrgetter("observed"))},
        words={
            "chain": Word("推断路径所沿的产业链；有来源的路径没有"),
        },
    ),
    Form(
        of=Leg,
        words={
            "giver": Word("供出方：企业，或推断路径中间的环节", "外地隔膜厂"),
            "taker": Word("接收方", "本地电芯厂"),
            "observed": Word("有来源的供应关系（真）或按环节推断（假）"),
            "basis": Word("来源，或推断所依的环节关系", "公司公告 · 截至 2026-06-30"),
            "certainty": Word(example="已注明来源"),
        },
    ),
    Form(
        of=Surroundings,
        name="NeighboursAnswer",
        without=("drawn",),
        first=("data_version", "enterprise", "enterprise_id"),
    ),
    Form(of=Partner, words={"tier": Word("几级：负数是供应商，正数是客户", -1)}),
    Form(
        of=Drill,
        name="DrillAnswer",
        without=("firm",),
        told={"summary": Told(str, attrgetter("summary"))},
        first=("data_version", "enterprise", "enterprise_id", "place", "chain", "chains", "summary"),
    ),
    Form(
        of=Loss,
        without=("firm",),
        words={
            "wave": Word("第几轮；0 为退出企业自身", 1),
            "kind": Word(example="失去唯一来源"),
            "depth": Word("难以替代、可转外地或最坏情形", "可转外地"),
            "observed": Word("依据供应关系（真）或环节推断（假）"),
        },
    ),
    Form(of=OwnSegment, words={"stays": Word("还剩几家本地企业")}),
    Form(of=SecondSource, without=("firm",)),
    Form(of=Remedy, words={"hit": Word("直接依赖它的企业数"), "saves": Word("单补这一项，最坏情形下少倒下几家")}),
    Form(
        of=Worth,
        told={"sentence": SENTENCE},
        words={
            "completeness": Word("完整度（按环节）的变化，0–1 的差"),
            "weighted": Word("完整度（加权）的变化"),
            "severity": Word("各缺口紧迫度之和的变化，按落地前的重要性计"),
            "improved": Word("环节、之前的状态、之后的状态"),
            "sentence": Word(example="落地后：完整度 +1.6 个百分点（加权 +2.0），缺口 −1（隔膜），紧迫度合计 −70.0"),
        },
    ),
    Form(
        of=Candidate,
        words={
            "chain": Word(example="动力电池"),
            "chains": Word("共用这个环节的全部产业链"),
            "segment": Word(example="锂电铜箔"),
            "score": Word(example=0.45),
            "probability": Word("用词只是相近时为空"),
            "lost": Word("为什么没有采用", "只在经营范围里提到"),
        },
    ),
    Form(of=LikelyChain, told={"sentence": SENTENCE}, words={"chain": Word(example="光伏")}),
)
