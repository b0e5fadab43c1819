"""Accounts: names that may be, an administrator who is always left, and changes seen within a second."""

import pytest

from api.access import users as module
from api.access.roles import Role
from api.access.users import FAMILY, User, Users, roles_of
from chaingraph.errors import Refused, UnknownName
from chaingraph.store.base.memory import MemoryStore


def user(name: str, role: Role = Role.ADMIN, **known: object) -> User:
    """An account with no password to speak of."""
    return User(name=name, role=role, password="hash", **known)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["", "长" * 41, "有 空格", "a/b", "a\\b", "<b>", "a'b", 'a"b', "a&b", "a\x7f", "a\n"])
def test_a_name_that_could_harm_a_page_or_an_address_is_refused(name: str) -> None:
    with pytest.raises(Refused, match="账号名"):
        user(name)


def test_forty_letters_are_a_name() -> None:
    assert user("长" * 40).name == "长" * 40


def test_the_first_account_is_an_administrator_and_no_name_is_taken_twice() -> None:
    users = Users(MemoryStore())
    assert users.exist() is False
    with pytest.raises(Refused, match="第一个账号"):
        users.add(user("李工", Role.OFFICER))
    users.add(user("王工"))
    users.add(user("李工", Role.OFFICER, scope=("甲园", "乙园")))
    assert users.exist() is True
    with pytest.raises(Refused, match="已经存在"):
        users.add(user("李工"))
    assert users.find("李工") == user("李工", Role.OFFICER, scope=("甲园", "乙园"))
    assert {one.name for one in users.all()} == {"王工", "李工"}


def test_an_active_administrator_is_always_left() -> None:
    users = Users(MemoryStore())
    users.add(user("王工"))
    users.add(user("李工", Role.OFFICER))
    for change in ({"active": False}, {"role": Role.LEADER}):
        with pytest.raises(Refused, match="至少要留一个"):
            users.change("王工", **change)
    users.change("李工", role=Role.ADMIN)
    assert users.change("王工", active=False).active is False
    with pytest.raises(Refused, match="至少要留一个"):
        users.change("李工", active=False)


def test_a_disabled_account_is_known_and_not_active_and_a_stranger_is_neither() -> None:
    users = Users(MemoryStore())
    users.add(user("王工"))
    users.add(user("李工", active=False))
    assert users.active("王工") == users.find("王工")
    assert (users.active("李工"), users.find("李工").active, users.active("张工")) == (None, False, None)
    with pytest.raises(UnknownName, match="账号“张工”"):
        users.find("张工")


def test_what_another_process_changed_is_seen_after_a_second_and_not_read_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = [50.0]
    monkeypatch.setattr(module, "monotonic", lambda: now[0])
    store = MemoryStore()
    users = Users(store)
    users.add(user("王工"))
    store.put(FAMILY, "王工", None)
    now[0] = 51.0
    assert users.exist()
    now[0] = 51.01
    assert not users.exist()


def test_a_role_is_one_of_four() -> None:
    assert [roles_of(role.value) for role in Role] == list(Role)
    with pytest.raises(Refused, match="管理员、领导、招商员、访客"):
        roles_of("处长")
