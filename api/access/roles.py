"""What may be done here, and which of it each role may do."""

from collections.abc import Mapping
from enum import StrEnum


class Permission(StrEnum):
    """What a route asks for; every route declares one, or nobody is let in."""

    OPEN = "无须登录"
    SEE = "查看"
    FOLLOW = "跟进线索"
    CORRECT = "更正环节"
    IMPORT = "导入与撤销"
    MANAGE = "管理账号"


class Role(StrEnum):
    """The four roles."""

    ADMIN = "管理员"
    LEADER = "领导"
    OFFICER = "招商员"
    GUEST = "访客"


GRANTED: Mapping[Role, frozenset[Permission]] = {
    Role.ADMIN: frozenset(Permission),
    Role.LEADER: frozenset({Permission.OPEN, Permission.SEE, Permission.FOLLOW}),
    Role.OFFICER: frozenset(
        {Permission.OPEN, Permission.SEE, Permission.FOLLOW, Permission.CORRECT, Permission.IMPORT}
    ),
    Role.GUEST: frozenset({Permission.OPEN, Permission.SEE}),
}
"""Permissions of each role."""

EVERYWHERE = frozenset({Role.ADMIN, Role.LEADER})
"""Roles that no scope narrows."""
