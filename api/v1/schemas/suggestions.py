"""Proposals and back-tests as the JSON routes show them."""

from typing import Annotated

from pydantic import Field

from api.wire.base import Answer, Record


class ExtensionRow(Record):
    """An industry or a segment a place does not have yet; the parts of the score in standard deviations."""

    place: Annotated[str, Field(examples=["新乡市"])]
    name: Annotated[str, Field(description="行业或环节", examples=["锂电专用设备"])]
    key: str
    chain: Annotated[str | None, Field(description="按环节时所属的产业链")]
    score: Annotated[float, Field(description="0–1，各地可比，不是概率", examples=[0.82])]
    density: Annotated[float, Field(description="关联密度：与本地已有活动的接近度之和", examples=[1.2])]
    local_fit: float
    tail_wind: float
    size: float
    complexity: Annotated[
        float | None, Field(description="复杂度：全部活动中的标准分，不计入得分；参照地方太少时不算", examples=[0.8])
    ]
    band: str
    reasons: list[str]


class ExtensionsAnswer(Answer):
    """Best first, place by place."""

    by: Annotated[str, Field(examples=["industry"])]
    as_of: str | None
    results: list[ExtensionRow]


class ProposedInputRow(Record):
    """An input a product may have too; a proposal until a person confirms it."""

    asked: Annotated[str, Field(examples=["锂电池隔膜"])]
    product: Annotated[str, Field(examples=["聚乙烯"])]
    support: Annotated[int, Field(description="用到它的相近产品数")]
    score: float
    reasons: list[str]


class ProposedInputsAnswer(Answer):
    """Product by product, best first."""

    results: list[ProposedInputRow]


class ProposedSegmentRow(Record):
    """A segment a firm may stand on too; a proposal until a person confirms it."""

    asked: str
    chain: str
    chains: Annotated[list[str], Field(description="共用此环节的全部产业链")]
    key: str
    segment: str
    support: Annotated[int, Field(description="在此环节、又与该企业同处某环节的企业数")]
    score: float
    reasons: list[str]


class ProposedSegmentsAnswer(Answer):
    """Firm by firm, best first."""

    results: list[ProposedSegmentRow]


class IntervalRow(Record):
    """A figure and its 95 % bootstrap interval."""

    value: float
    low: float
    high: float


class MethodRow(Record):
    """One method on the same cases."""

    method: str
    hit: IntervalRow
    mrr: IntervalRow
    auc: IntervalRow


class BacktestAnswer(Answer):
    """How often each method found what was hidden."""

    question: str
    title: str
    hidden: str
    cases: int
    candidates: float
    top: int
    methods: list[MethodRow]
    not_proved: list[str]
