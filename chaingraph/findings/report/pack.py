"""The report pack of a chain in a place: what a leader reads in ten minutes, each figure as the pages show it."""

from dataclasses import dataclass
from enum import StrEnum

from chaingraph.findings.firm.ecosystem import Ecosystem
from chaingraph.findings.move.target import Target
from chaingraph.findings.place.gap import Coverage, Gap, SegmentStatus
from chaingraph.findings.place.marks import Weight
from chaingraph.units import percent

NAMED = 5


class VisitKind(StrEnum):
    """What a visit is for."""

    LEADER = "走访龙头"
    SURVEY = "上门摸排"
    CALL = "外出拜访"


@dataclass(frozen=True, slots=True, kw_only=True)
class GapBrief:
    """A gap with whom it is for and who could close it: names of local buyers, largest first, and of targets."""

    gap: Gap
    buyers: tuple[str, ...]
    buyers_total: int
    candidates: tuple[str, ...]

    @property
    def whom(self) -> str:
        """The local buyers in a few words.

        >>> from chaingraph.findings.report.pack import told_names
        >>> told_names(("甲厂", "乙厂"), 7)
        '甲厂、乙厂等 7 家'
        """
        return told_names(self.buyers, self.buyers_total) or "本地还没有下游企业"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A visit proposed: to whom, what for, and what to ask; ``firm`` is its index in the snapshot."""

    kind: VisitKind
    firm: int
    enterprise: str
    why: str
    ask: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """Everything the pack says.

    Attributes
    ----------
    gaps
        The most severe gaps that are certain or weak, at most five.
    targets
        The head of the list of targets, at most twenty.
    anchor
        The ecosystem of the leading local firm of the chain, None where no firm is local.
    visits
        At most ten, the leading firm first.
    leading
        The largest local firms of the chain, by name.
    """

    coverage: Coverage
    gaps: tuple[GapBrief, ...]
    targets: tuple[Target, ...]
    anchor: Ecosystem | None
    visits: tuple[Visit, ...]
    leading: tuple[str, ...]

    @property
    def title(self) -> str:
        """Of the report."""
        return f"{self.coverage.place.label}{self.coverage.chain}产业链招商图谱报告"

    @property
    def chain_line(self) -> str:
        """一链: how the chain stands here."""
        cover = self.coverage
        counts = "、".join(f"{status.value} {cover.count(status)} 个" for status in SegmentStatus)
        return (
            f"{cover.chain}产业链共 {len(cover.states)} 个环节：{counts}。本地企业 {cover.firms} 家"
            f"{'，骨干为' + '、'.join(self.leading) if self.leading else ''}；产业链完整度 {self.completeness}。"
        )

    @property
    def completeness(self) -> str:
        """What is confirmed, and what is possible where more is."""
        sure, possible = percent(self.coverage.completeness), percent(self.coverage.measures.possible)
        return sure if sure == possible else f"{sure}（连同待摸排的最多 {possible}）"

    @property
    def gap_line(self) -> str:
        """一图: what is lacking."""
        urgent = sum(brief.gap.weight is Weight.URGENT for brief in self.gaps)
        if not self.gaps:
            return "没有把握够大的缺口；待摸排的环节先问清本地企业，再谈招引。"
        names = "、".join(f"{brief.gap.segment}（{brief.gap.status.value}）" for brief in self.gaps)
        return f"最要紧的 {len(self.gaps)} 个缺口：{names}{f'；其中急缺 {urgent} 个' if urgent else ''}。"

    @property
    def target_line(self) -> str:
        """一表: who could come."""
        if not self.targets:
            return "名录里没有能补这些缺口的外地企业；可先导入内置名录或外地企业名单。"
        firms = list(dict.fromkeys(target.enterprise for target in self.targets))
        return f"目标企业 {len(self.targets)} 条、{len(firms)} 家，前列为{'、'.join(firms[:NAMED])}。"

    @property
    def plan_line(self) -> str:
        """一策: what to do, by purpose."""
        parts: dict[str, list[str]] = {}
        for brief in self.gaps:
            parts.setdefault(brief.gap.purpose.value, []).append(brief.gap.segment)
        doubtful = self.coverage.count(SegmentStatus.UNSURVEYED)
        said = [f"{purpose}：{'、'.join(names)}" for purpose, names in parts.items()]
        said += [f"先摸排 {doubtful} 个存疑环节"] if doubtful else []
        said += [f"近期走访 {len(self.visits)} 家"] if self.visits else []
        return "；".join(said) + "。" if said else "现有名录看不出需要补的环节。"

    @property
    def sources(self) -> tuple[str, ...]:
        """Method and sources, in sentences."""
        cover = self.coverage
        return (
            f"数据截至 {cover.as_of or '（各行未注明日期）'}，数据版本 {cover.data_version[:12]}；"
            "由系统按规则计算，供研判参考，不是招引结论。",
            "企业按名称、主营产品、经营范围识别到环节，附依据；"
            "“缺失”是名录内没有本地企业的把握够大，“待摸排”是可能有企业、须先问清。",
            f"{cover.roster.sentence.rstrip('。')}。",
            "紧迫度、推荐值为 0–100 分，口径与权重见系统“说明”页；没有写明营业收入的不出金额；"
            "排序不含补贴、税收返还等优惠因素。",
            "标“内置名录”的企业按公开资料整理，联系前请核实；推断的供需关系须向企业核实。",
        )


def told_names(names: tuple[str, ...], total: int) -> str:
    """Names, and how many there are where not all are named.

    >>> told_names(("甲厂",), 1), told_names((), 0)
    ('甲厂', '')
    """
    return "、".join(names) + (f"等 {total} 家" if total > len(names) and names else "")
