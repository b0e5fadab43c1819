"""Places, chains and enterprises as the JSON routes show them."""

from typing import Annotated

from pydantic import Field

from api.wire.base import Answer, Paged, Record


class PlaceRow(Record):
    """A park or a region."""

    name: Annotated[str, Field(examples=["动力电池专业园区"])]
    kind: Annotated[str, Field(description="园区、区县、城市 或 省", examples=["园区"])]
    province: Annotated[str | None, Field(examples=["河南省"])]
    city: Annotated[str | None, Field(examples=["新乡市"])]
    district: Annotated[str | None, Field(examples=[None])]
    firms: Annotated[int, Field(description="其中的企业数", examples=[24])]


class PlacesAnswer(Paged):
    """Parks first, then cities with firms."""

    results: list[PlaceRow]


class PlaceChain(Record):
    """How a place stands on one chain."""

    chain: Annotated[str, Field(examples=["动力电池"])]
    firms: Annotated[int, Field(description="链上本地企业数", examples=[12])]
    completeness: Annotated[float, Field(description="有本地企业的环节占比，0–1", examples=[0.31])]


class ParkFacts(Record):
    """What a park can offer; null is not known."""

    status: str | None
    chains: list[str]
    land_mu: float | None = Field(description="可用净地，亩")
    plant_m2: float | None = Field(description="可用标准厂房，㎡")
    fund_yuan: float | None = Field(description="产业基金，元")
    source: str | None
    as_of: str | None


class PlaceAnswer(Answer):
    """One place, with the chains it has firms on."""

    place: PlaceRow
    park: ParkFacts | None
    chains: list[PlaceChain]


class ChainRow(Record):
    """A chain and its size."""

    chain: Annotated[str, Field(examples=["动力电池"])]
    segments: Annotated[int, Field(examples=[63])]
    inputs: Annotated[int, Field(description="环节关系数", examples=[101])]


class ChainsAnswer(Paged):
    """All chains known."""

    results: list[ChainRow]


class SegmentInputRow(Record):
    """What a segment buys."""

    input: str
    cost_share: float | None = Field(description="成本占比，0–1")
    required: bool | None
    substitutes: str | None
    recycle: bool


class SegmentRow(Record):
    """One segment of a chain."""

    key: str
    segment: str
    stage: str
    branch: str | None
    tier: int
    aliases: list[str]
    definition: str | None
    industry_codes: list[str]
    locality: str | None
    critical: bool
    chokepoint: bool
    inputs: list[SegmentInputRow]


class ChainAnswer(Answer):
    """A chain with all its segments in drawing order."""

    chain: str
    definition: str | None
    results: list[SegmentRow]


class EvidenceRow(Record):
    """Who says so."""

    source: str | None
    as_of: str | None
    origin: str
    certainty: str


class EnterpriseRow(Record):
    """An enterprise as a list shows it."""

    id: Annotated[str, Field(examples=["91410700170000000X"])]
    enterprise: Annotated[str, Field(examples=["新太行电源股份有限公司"])]
    short_name: str | None
    uscc: str | None
    park: str | None
    region: Annotated[str, Field(examples=["河南省/新乡市/红旗区"])]
    revenue_yuan: float | None = Field(description="营业收入，元；null 为不详")
    employees: int | None


class EnterprisesAnswer(Paged):
    """Enterprises that answer to a search."""

    results: list[EnterpriseRow]


class OfferingRow(Record):
    """A product of an enterprise."""

    product: str
    share: float | None = Field(description="占营收，0–1")
    evidence: EvidenceRow


class TagEvidenceRow(Record):
    """The words a tag rests on."""

    field: str
    text: str
    matched: str
    sentence: str


class TagRow(Record):
    """A segment an enterprise stands on."""

    chain: str
    key: str
    segment: str
    score: float
    probability: float | None
    share: float
    evidence: list[TagEvidenceRow]


class CandidateRow(Record):
    """A segment that words of an enterprise speak for and that it was not placed on."""

    chain: Annotated[str, Field(examples=["动力电池"])]
    chains: list[str] = Field(description="共用这个环节的全部产业链")
    key: str
    segment: Annotated[str, Field(examples=["锂电铜箔"])]
    score: Annotated[float, Field(examples=[0.45])]
    probability: float | None = Field(description="用词只是相近时为空")
    evidence: list[TagEvidenceRow]
    lost: str = Field(description="为什么没有采用", examples=["只在经营范围里提到"])


class LikelyChainRow(Record):
    """The chain an enterprise belongs to where its segment cannot be told."""

    chain: Annotated[str, Field(examples=["光伏"])]
    score: float
    words: list[str]
    sentence: str


class EnterpriseAnswer(Answer):
    """All that is known of one enterprise."""

    enterprise: EnterpriseRow
    registered_capital_yuan: float | None
    founded_on: str | None
    listed_as: str | None
    qualifications: list[str]
    industry_code: str | None
    industry: str | None
    business_scope: str | None
    evidence: EvidenceRow
    offerings: list[OfferingRow]
    tags: list[TagRow]


class TagsAnswer(Answer):
    """Segments of one enterprise, best first."""

    enterprise: str
    segments: list[TagRow]
    abstained: bool = Field(description="没有达到识别阈值的环节")
    candidates: list[CandidateRow] = Field(description="没有采用的候选环节，最多三个，最可能的在前")
    missing: list[str] = Field(description="未识别的原因；已识别的企业为空", examples=[["没有登记主营产品"]])
    likely_chain: LikelyChainRow | None = Field(description="未识别时，几处用词共同指向的产业链")
