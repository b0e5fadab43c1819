"""The desk: a key before a session, a session before nobody, and a desktop only where nobody else can be."""

import pytest

from api.access.desk import ADDRESS_FACTOR, TRY_WINDOW_SECONDS, Desk, address_of
from api.access.roles import Role
from api.access.sessions import COOKIE
from api.access.users import User
from api.access.visitor import DESKTOP, Way
from chaingraph.settings import Settings
from chaingraph.store.base.memory import MemoryStore
from tests.api.access.asking import request


def desk(*, loopback: bool = False, accounts: bool = True) -> Desk:
    """A desk with an administrator and an officer."""
    made = Desk(MemoryStore(), Settings(sign_in_tries=3), loopback=loopback)
    if accounts:
        made.users.add(User(name="王工", role=Role.ADMIN, password=""))
        made.users.add(User(name="李工", role=Role.OFFICER, password="", scope=("甲园",)))
    return made


def test_this_computer_alone_without_accounts_is_a_desktop_and_nothing_else_is() -> None:
    alone = desk(loopback=True, accounts=False)
    assert alone.single_user
    assert alone.visitor_of(request()) is DESKTOP
    for other in (desk(loopback=True), desk(accounts=False), desk()):
        assert not other.single_user
        assert other.visitor_of(request()) is None


def test_a_session_is_its_user_until_the_account_is_disabled() -> None:
    found = desk()
    token = found.sessions.open("李工")
    asked = request(headers={"cookie": f"{COOKIE}={token}"})
    visitor = found.visitor_of(asked)
    assert visitor is not None
    assert (visitor.name, visitor.role, visitor.scope, visitor.way) == ("李工", Role.OFFICER, ("甲园",), Way.SESSION)
    found.users.change("李工", active=False)
    assert found.visitor_of(asked) is None


@pytest.mark.parametrize("loopback", [True, False])
def test_a_key_is_heard_whatever_else_there_is_and_a_wrong_one_is_nobody(loopback: bool) -> None:
    found = desk(loopback=loopback, accounts=False)
    text = found.keys.add("平台", Role.GUEST, ("甲园",), by="", at="")
    visitor = found.visitor_of(request(headers={"authorization": f"BEARER  {text}"}))
    assert visitor is not None
    assert (visitor.name, visitor.role, visitor.scope, visitor.way) == ("接口·平台", Role.GUEST, ("甲园",), Way.KEY)
    for wrong in (f"Basic {text}", f"Bearer {text}x", "Bearer", f"Bearer {text}{' ' * 200}x"):
        assert found.visitor_of(request(headers={"authorization": wrong})) is None


def test_a_name_is_closed_after_the_set_tries_and_an_address_after_four_times_as_many_for_a_minute() -> None:
    assert (ADDRESS_FACTOR, TRY_WINDOW_SECONDS) == (4, 60)
    tries = desk().tries
    for number in range(1, 13):
        assert (tries.wait("某人", "甲") > 0) is False
        tries.fail(f"账号{number % 6}", "甲")
    assert 50 < tries.wait("某人", "甲") <= 61
    assert tries.wait("账号1", "乙") == 0
    tries.fail("账号1", "乙")
    assert 50 < tries.wait("账号1", "丙") <= 61


def test_sessions_last_hours_and_rest_minutes_as_the_rules_say() -> None:
    found = Desk(MemoryStore(), Settings(session_hours=2, idle_minutes=7, audit_years=4), loopback=False)
    assert (found.sessions._longest, found.sessions._idle) == (7200, 420)
    assert found.audit._years == 4


def test_the_address_is_the_socket_s() -> None:
    assert (address_of(request()), address_of(request(client=None))) == ("10.0.0.9", "")
