"""Who asks: what they may do, which answers they may share, and by whom a decision is."""

import pytest

from api.access.roles import GRANTED, Permission, Role
from api.access.visitor import DESKTOP, Visitor, Way, decider

OFFICER = Visitor(name="李工", role=Role.OFFICER)


@pytest.mark.parametrize("role", Role)
def test_a_role_may_do_what_it_is_granted_and_nothing_else(role: Role) -> None:
    asked = Visitor(name="某人", role=role)
    assert {permission for permission in Permission if asked.may(permission)} == GRANTED[role]


def test_only_officers_and_guests_are_bound_to_places() -> None:
    bound = [role for role in Role if not Visitor(name="某人", role=role, scope=("甲园",)).everywhere]
    assert bound == [Role.OFFICER, Role.GUEST]
    assert OFFICER.everywhere


def test_visitors_share_answers_only_when_they_see_and_may_do_the_same() -> None:
    bound = [Visitor(name="某人", role=Role.OFFICER, scope=scope) for scope in (("甲园",), ("乙园",), ("甲园", "乙园"))]
    marks = [one.mark for one in (OFFICER, Visitor(name="访客", role=Role.GUEST), *bound)]
    assert len(set(marks)) == 5
    assert all(len(mark) == 8 for mark in marks)
    assert OFFICER.mark == Visitor(name="张工", role=Role.OFFICER).mark
    leaders = [Visitor(name="某人", role=Role.LEADER, scope=scope).mark for scope in ((), ("甲园",))]
    assert leaders[0] == leaders[1]
    assert DESKTOP.mark == ""


def test_only_a_desktop_may_say_who_decides_and_a_key_says_whom_it_speaks_for() -> None:
    key = Visitor(name="接口·平台", role=Role.OFFICER, way=Way.KEY)
    assert (decider(DESKTOP), decider(DESKTOP, " 王工 ")) == ("单机用户", "王工")
    assert (decider(key), decider(key, "王工"), decider(key, "  ")) == ("接口·平台", "接口·平台（王工）", "接口·平台")
    assert (decider(OFFICER), decider(OFFICER, "王工")) == ("李工", "李工")
