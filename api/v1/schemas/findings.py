"""What analyses found, as the JSON routes show it; every amount names its unit."""

from typing import Annotated

from pydantic import Field

from api.wire.base import Answer, Paged, Record


class NodeRow(Record):
    """A firm, or a segment nobody local supplies, in a column of an ecosystem."""

    id: str
    tier: int
    enterprise_id: str | None
    name: str
    segment: str | None
    nearness: str
    size_yuan: float | None
    observed: bool


class EdgeRow(Record):
    """Goods run from source to target."""

    source: str
    target: str
    observed: bool
    basis: str


class FirmPurchasesRow(Record):
    """What observed links say of the firm's purchases; shares 0–1, yuan a year."""

    suppliers: int
    local_suppliers: int
    known_yuan: float
    local_yuan: float
    local_supply_rate: Annotated[float | None, Field(description="本地配套率，占已知采购额")]
    spend_known: Annotated[float | None, Field(description="已知采购额约占其估算采购的多少")]


class EcosystemAnswer(Answer):
    """Suppliers and customers by tier; ``total`` counts all firms of a tier, ``nodes`` those shown."""

    enterprise: str
    enterprise_id: str
    nodes: list[NodeRow]
    edges: list[EdgeRow]
    total: dict[str, int]
    local_supplier_share: float | None
    purchases: FirmPurchasesRow
    truncated: bool
    as_of: str | None


class SuspectRow(Record):
    """A local firm that may make a segment the place seems to lack."""

    enterprise: Annotated[str, Field(examples=["甲厂"])]
    words: Annotated[list[str], Field(description="它自己的用词", examples=[["液压机械"]])]
    probability: Annotated[float, Field(description="它在此环节的概率，0–1", examples=[0.3])]
    lost: Annotated[str, Field(description="为什么没有直接识别到此环节")]


class StateRow(Record):
    """How a place stands on one segment."""

    key: str
    segment: str
    stage: str
    tier: int
    branch: str | None
    status: str
    local_firms: int
    known_firms: int
    backbone: int
    anchors: int
    capability_yuan: float
    demand_yuan: float
    local_supply_rate: float | None
    hhi: float | None
    why: str
    absence: Annotated[float, Field(description="本地没有企业的把握，0–1")]
    certain: Annotated[bool, Field(description="把握是否达到“缺失把握”；不到则判为待摸排")]
    suspects: list[SuspectRow]


class CompletenessRow(Record):
    """How complete a chain is in a place, each 0 to 1; ``path`` and ``along`` are null for a chain without edges."""

    plain: Annotated[float, Field(description="有本地企业的环节占比")]
    possible: Annotated[float, Field(description="加上待摸排的环节，至多是多少")]
    weighted: Annotated[float, Field(description="Σ w·min(1, 产能/需求) ÷ Σ w，w 由链上需求与关键标记给出")]
    path: Annotated[float | None, Field(description="从原料到终端、每一环都有本地企业的路径占比")]
    along: Annotated[float | None, Field(description="各路径上有本地企业的环节占比的平均")]
    paths: int
    covered_paths: int


class SupplyRateRow(Record):
    """Local supply of a whole chain: a share of spend, estimated and observed; and a share of supplier firms."""

    estimated: float | None
    observed: float | None
    spend_known: Annotated[float | None, Field(description="有金额的采购占全部直接采购的比例，0–1")]
    local_supplier_share: Annotated[float | None, Field(description="供应商家数中本地所占比例，0–1")]
    links: int
    priced: int
    purchases_yuan: float


class PanoramaAnswer(Answer):
    """A chain in a place, segment by segment."""

    place: str
    chain: str
    firms: int
    completeness: float
    measures: CompletenessRow
    supply: SupplyRateRow
    as_of: str | None
    results: list[StateRow]


class GapRow(Record):
    """A segment a place lacks or is short of; money in yuan a year."""

    key: Annotated[str, Field(examples=["湿法隔膜"])]
    segment: Annotated[str, Field(examples=["湿法隔膜"])]
    stage: Annotated[str, Field(examples=["中游"])]
    branch: str | None
    status: Annotated[str, Field(examples=["缺失"])]
    kind: Annotated[str, Field(examples=["缺失"])]
    purpose: Annotated[str, Field(examples=["补链"])]
    severity: Annotated[float, Field(description="紧迫度，0–1", examples=[0.82])]
    importance: float
    deficit: float
    demand_yuan: float
    capability_yuan: float
    local_supply_rate: float | None
    confidence: str
    local_firms: int
    known_firms: int
    reasons: list[str]
    kinds: Annotated[list[str], Field(description="同时成立的各种类型，第一个即 kind", examples=[["缺失", "项目在补"]])]
    anchor_need: float
    path_share: float
    estimated_demand_yuan: Annotated[float, Field(description="按成本占比估算的直接需求，元/年")]
    observed_purchases_yuan: Annotated[float | None, Field(description="有记录的采购金额，元/年")]
    observed_local_rate: float | None
    local_supplier_share: Annotated[float | None, Field(description="按家数，0–1")]
    elsewhere: Annotated[list[str], Field(examples=[["兄弟园区乙园有 2 家（甲公司、乙公司）"]])]
    filled_by: list[str]
    not_worth: str | None
    absence: Annotated[float, Field(description="本地没有企业的把握，0–1")]
    certain: Annotated[bool, Field(description="把握是否达到“缺失把握”；不到则判为待摸排")]
    suspects: list[SuspectRow]


class GapsAnswer(Paged):
    """Gaps, most urgent first."""

    place: str
    chain: str
    results: list[GapRow]


class TargetEvidenceRow(Record):
    """What one reason rests on."""

    reason: str
    statement: str
    source: str


class WorthRow(Record):
    """What one landing would change."""

    completeness: Annotated[float, Field(description="完整度（按环节）的变化，0–1 的差")]
    weighted: Annotated[float, Field(description="完整度（加权）的变化")]
    severity: Annotated[float, Field(description="各缺口紧迫度之和的变化，按落地前的重要性计")]
    closed: list[str]
    opened: list[str]
    improved: Annotated[list[tuple[str, str, str]], Field(description="环节、之前的状态、之后的状态")]
    sentence: Annotated[
        str, Field(examples=["落地后：完整度 +1.6 个百分点（加权 +2.0），缺口 −1（隔膜），紧迫度合计 −70.0"])
    ]


class TargetRow(Record):
    """An enterprise outside the place that could fill a segment."""

    enterprise: str
    enterprise_id: str
    uscc: str | None
    key: str
    segment: str
    stage: str
    status: str
    score: Annotated[float, Field(description="匹配度，0–1；各分项的加权平均，撞车的乘以折减系数", examples=[0.74])]
    parts: Annotated[dict[str, float], Field(examples=[{"fit": 0.9, "scale": 0.6, "ties": 0.0}])]
    reasons: list[str]
    evidence: list[TargetEvidenceRow]
    relation: str
    mode: str
    confidence: str
    unverified: Annotated[bool, Field(description="仅按用词与行业推断，待核实")]
    conflicts: Annotated[list[str], Field(examples=[["兄弟园区 乙园已在跟进（对接）"]])]
    followed: Annotated[list[str], Field(description="本地自己已在跟进的线索与项目")]
    flags: Annotated[list[str], Field(examples=[["撞车", "无扩张迹象"]])]
    worth: Annotated[WorthRow | None, Field(description="只对前若干条逐个推演，其余为 null")]


class TargetsAnswer(Paged):
    """Targets in the recommended order."""

    place: str
    chain: str
    results: list[TargetRow]
