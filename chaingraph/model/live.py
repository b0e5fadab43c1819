"""Which firms are live: those struck off, closed, moved away or delisted are kept and shown, and count nowhere."""

import re

from chaingraph.model.enterprise import Enterprise, RegistrationStatus

LIVE = (RegistrationStatus.EXISTING, RegistrationStatus.OPERATING, None)
DELISTED = re.compile(r"^退市|[(（]退市?[)）]|退市?$")
SPECIAL = re.compile(r"^(?:[SN]?\*?ST|S\*ST)(?![a-z])")


def standing(enterprise: Enterprise) -> str:
    """Why a firm does not count, in the register's or the exchange's word; empty for a live one. Unknown is live.

    >>> from chaingraph.ids import EnterpriseId
    >>> standing(Enterprise(id=EnterpriseId("a"), name="甲", short_name="*ST甲"))
    'ST'
    """
    if enterprise.status not in LIVE:
        return str(enterprise.status)
    short = enterprise.short_name or ""
    if DELISTED.search(short):
        return "退市"
    return "ST" if SPECIAL.match(short) else ""


def is_live(enterprise: Enterprise) -> bool:
    """Whether the firm counts."""
    return not standing(enterprise)
