"""Places, chains and enterprises as the JSON routes show them."""

from typing import Annotated

from pydantic import Field

from api.wire.base import Answer, Paged
from chaingraph.findings.firm.doubt import Candidate, LikelyChain
from chaingraph.findings.known.chain import ChainSegment, ChainSize
from chaingraph.findings.known.firm import NamedTag
from chaingraph.wire.records import Record, Wire


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
    own: Annotated[int, Field(description="其中在本链自有环节上的；其余只在与别链共用的环节上", examples=[9])]
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


class ChainsAnswer(Paged):
    """All chains known."""

    results: tuple[Wire[ChainSize], ...]


class ChainAnswer(Answer):
    """A chain with all its segments in drawing order."""

    chain: str
    definition: str | None
    results: tuple[Wire[ChainSegment], ...]


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
    standing: str = Field(description="不计入的原因：登记状态（注销、吊销等）、ST 或退市；空为正常计入")
    pool: bool = Field(description="只见于内置名录：是候选企业，不算任何地方的本地企业")


class EnterprisesAnswer(Paged):
    """Enterprises that answer to a search."""

    results: list[EnterpriseRow]


class OwnPlaceBody(Record):
    """The place to be at home in."""

    place: Annotated[str, Field(min_length=1, max_length=200, examples=["新乡市"])]


class OwnPlaceAnswer(Answer):
    """Where the visitor is at home."""

    place: Annotated[str | None, Field(description="我的地方；没有选过为 null")]
    chain: Annotated[str | None, Field(description="最近看的产业链")]
    suggested: Annotated[str | None, Field(description="没有选过时，多数企业所在的地方")]


class TagsAnswer(Answer):
    """Segments of one enterprise, best first."""

    enterprise: str
    segments: tuple[Wire[NamedTag], ...]
    abstained: bool = Field(description="没有达到识别阈值的环节")
    candidates: tuple[Wire[Candidate], ...] = Field(description="没有采用的候选环节，最多三个，最可能的在前")
    missing: tuple[str, ...] = Field(description="未识别的原因；已识别的企业为空", examples=[["没有登记主营产品"]])
    likely_chain: Wire[LikelyChain] | None = Field(description="未识别时，几处用词共同指向的产业链")
