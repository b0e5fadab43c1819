"""The person or program behind a request."""

from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b

from api.access.roles import EVERYWHERE, GRANTED, Permission, Role

DESKTOP_NAME = "单机用户"


class Way(StrEnum):
    """How a visitor came in."""

    DESKTOP = "单机模式"
    SESSION = "登录"
    KEY = "接口密钥"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Who asks. ``scope`` are names of places; roles that see everything have none."""

    name: str
    role: Role
    scope: tuple[str, ...] = ()
    way: Way = Way.SESSION

    @property
    def everywhere(self) -> bool:
        """Whether no place is closed to them."""
        return self.role in EVERYWHERE or not self.scope

    @property
    def mark(self) -> str:
        """Differs between visitors who may be shown different answers; empty for those who see everything and may
        do everything."""
        if self.way is Way.DESKTOP:
            return ""
        seen = "\n".join((self.role.value, *(() if self.everywhere else self.scope)))
        return blake2b(seen.encode(), digest_size=4).hexdigest()

    def may(self, permission: Permission) -> bool:
        """Whether the role has the permission."""
        return permission in GRANTED[self.role]


def decider(visitor: Visitor, named: str = "") -> str:
    """Who a decision is by: the account; at a desktop whoever is named; for a key, the key and whom it names.

    >>> decider(DESKTOP, "王工"), decider(Visitor(name="李工", role=Role.OFFICER), "王工")
    ('王工', '李工')
    """
    named = named.strip()
    if visitor.way is Way.DESKTOP:
        return named or visitor.name
    return f"{visitor.name}（{named}）" if named and visitor.way is Way.KEY else visitor.name


DESKTOP = Visitor(name=DESKTOP_NAME, role=Role.ADMIN, way=Way.DESKTOP)
"""The one person at a desktop without accounts."""
