"""What a network, or linked data, tells of a firm and of a supply link: plain values under stable names."""

from collections.abc import Mapping, Sequence
from typing import Any

from chaingraph.model.enterprise import Enterprise
from chaingraph.model.links import Offering, SupplyLink

FIRM_FIELDS = (
    "uscc", "short_name", "park", "province", "city", "district", "address", "industry_code", "industry",
    "business_scope", "revenue_yuan", "employees", "registered_capital_yuan", "founded_on", "listed_as", "status",
)  # fmt: skip
"""Single values of a firm that are told as they are."""
LIST_FIELDS = ("qualifications", "former_names")
"""Lists of texts, joined by ``；``."""
LINK_FIELDS = ("product", "year", "share", "amount_yuan")
BETWEEN = "；"


def firm_attributes(firm: Enterprise, offerings: Sequence[Offering]) -> dict[str, Any]:
    """Known values of a firm by name; unknown ones are left out."""
    told: dict[str, Any] = {name: getattr(firm, name) for name in FIRM_FIELDS}
    told |= {name: BETWEEN.join(getattr(firm, name)) or None for name in LIST_FIELDS}
    told["status"] = firm.status.value if firm.status else None
    told["products"] = BETWEEN.join(_offered(offering) for offering in offerings) or None
    return known({**told, "source": firm.evidence.source, "as_of": firm.evidence.as_of})


def link_attributes(link: SupplyLink) -> dict[str, Any]:
    """Known values of a supply link by name; its source is the ``evidence``: formats have a ``source`` of edges."""
    told = {name: getattr(link, name) for name in LINK_FIELDS}
    return known({**told, "evidence": link.evidence.source, "as_of": link.evidence.as_of})


def known(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """Those that are known."""
    return {name: value for name, value in attributes.items() if value is not None}


def _offered(offering: Offering) -> str:
    return offering.product if offering.share is None else f"{offering.product}:{offering.share:g}"
