"""What enterprises make, what products are made of, and who supplies whom."""

from dataclasses import dataclass

from chaingraph.errors import InvalidFact
from chaingraph.ids import EnterpriseId, ProductId
from chaingraph.model.provenance import NO_EVIDENCE, Evidence
from chaingraph.units import Share, Yuan, date_text, non_negative, share


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """A product name, and the wider product it is a kind of."""

    name: ProductId
    parent: ProductId | None = None
    evidence: Evidence = NO_EVIDENCE

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise InvalidFact("产品名称为空")
        if self.parent == self.name:
            raise InvalidFact(f"产品“{self.name}”不能是自己的上级")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductInput:
    """``product`` is made from ``input``: the goods run from input to product."""

    product: ProductId
    input: ProductId
    evidence: Evidence = NO_EVIDENCE

    def __post_init__(self) -> None:
        if self.product == self.input:
            raise InvalidFact(f"产品“{self.product}”不能是自己的上游材料")


@dataclass(frozen=True, slots=True, kw_only=True)
class Offering:
    """An enterprise makes a product; ``share`` is the product's part of its revenue, ``None`` when not known.

    Shares of one firm come from several breakdowns and are not a partition: never divide by their sum.
    """

    enterprise: EnterpriseId
    product: ProductId
    share: Share | None = None
    evidence: Evidence = NO_EVIDENCE

    def __post_init__(self) -> None:
        if not self.product.strip():
            raise InvalidFact("产品名称为空")
        if self.share is not None:
            share(self.share, "产品占比")


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplyLink:
    """One enterprise supplies a product to another; the arrow runs with the goods.

    Attributes
    ----------
    share
        Part of the buyer's spending on ``product`` in ``year`` that goes to ``supplier``, 0 to 1.
        ``None`` is "not disclosed", which is not 0.

    Raises
    ------
    InvalidFact
        If an enterprise supplies itself, or ``share`` lies outside 0 to 1.
    """

    supplier: EnterpriseId
    buyer: EnterpriseId
    product: ProductId | None = None
    year: str | None = None
    share: Share | None = None
    amount_yuan: Yuan | None = None
    evidence: Evidence = NO_EVIDENCE

    def __post_init__(self) -> None:
        if self.supplier == self.buyer:
            raise InvalidFact("供应商与采购方是同一家企业")
        if self.share is not None:
            share(self.share, "供应占比")
        if self.amount_yuan is not None:
            non_negative(self.amount_yuan, "供应金额")
        if self.year is not None:
            date_text(self.year, "年份")
