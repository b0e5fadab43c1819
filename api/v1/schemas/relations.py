"""What the routes between two firms, and the partners of one, are told as."""

from typing import Annotated

from pydantic import Field

from api.wire.base import Answer, Record


class LegRow(Record):
    """One leg of a route."""

    giver: Annotated[str, Field(description="供出方：企业，或推断路径中间的环节", examples=["外地隔膜厂"])]
    giver_id: str | None
    taker: Annotated[str, Field(description="接收方", examples=["本地电芯厂"])]
    taker_id: str | None
    observed: Annotated[bool, Field(description="有来源的供应关系（真）或按环节推断（假）")]
    product: str
    basis: Annotated[str, Field(description="来源，或推断所依的环节关系", examples=["公司公告 · 截至 2026-06-30"])]
    certainty: Annotated[str, Field(examples=["已注明来源"])]


class RouteRow(Record):
    """Legs one after the other."""

    legs: list[LegRow]
    observed: bool
    chain: Annotated[str | None, Field(description="推断路径所沿的产业链；有来源的路径没有")]


class RelationAnswer(Answer):
    """How two firms are joined, both ways."""

    first: str
    first_id: str
    second: str
    second_id: str
    forward: Annotated[list[RouteRow], Field(description="从 first 到 second：有来源的在前，短的在前")]
    backward: list[RouteRow]
    truncated: Annotated[bool, Field(description="同样短的路径还有更多")]


class PartnerRow(Record):
    """A firm near another."""

    tier: Annotated[int, Field(description="几级：负数是供应商，正数是客户", examples=[-1])]
    enterprise: str
    enterprise_id: str
    region: str | None
    segments: list[str]
    products: list[str]
    basis: str
    certainty: str


class NeighboursAnswer(Answer):
    """Observed partners of a firm."""

    enterprise: str
    enterprise_id: str
    partners: list[PartnerRow]
