"""Products of the shipped list give way to those that somebody's own list says of the same firm."""

from collections.abc import Iterable, Sequence

from chaingraph.model.enterprise import POOL_MARK, Enterprise
from chaingraph.model.links import Offering


def given_way(offerings: Sequence[Offering], enterprises: Iterable[Enterprise]) -> Sequence[Offering]:
    """The offerings without those of the shipped list of a firm that somebody's list knows with products of its own.

    The same sequence where nothing is left out. O(offerings).

    >>> from chaingraph.ids import EnterpriseId, ProductId
    >>> from chaingraph.model.provenance import Evidence
    >>> firm, listed = EnterpriseId("a"), Evidence(source=POOL_MARK)
    >>> both = [Offering(enterprise=firm, product=ProductId("b")),
    ...         Offering(enterprise=firm, product=ProductId("c"), evidence=listed)]
    >>> [made.product for made in given_way(both, [Enterprise(id=firm, name="a")])]
    ['b']
    """
    listed = {made.enterprise for made in offerings if _is_listed(made)}
    if not listed:
        return offerings
    own = {firm.id for firm in enterprises if firm.id in listed and not firm.pool}
    told = {made.enterprise for made in offerings if made.enterprise in own and not _is_listed(made)}
    return [made for made in offerings if made.enterprise not in told or not _is_listed(made)] if told else offerings


def _is_listed(offering: Offering) -> bool:
    source = offering.evidence.source
    return source is not None and source.startswith(POOL_MARK)
