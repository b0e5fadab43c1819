"""A key opens only what it was made for, is shown once, and is out of use the moment it is revoked."""

import pytest

from api.access.keys import FAMILY, ApiKeys
from api.access.roles import Role
from chaingraph.errors import Refused, UnknownName
from chaingraph.store.base.memory import MemoryStore


def made(keys: ApiKeys, title: str = "政务平台", at: str = "2026-01-01") -> str:
    """A guest's key for one park."""
    return keys.add(title, Role.GUEST, ("甲园",), by="王工", at=at)


def test_a_key_is_found_by_its_whole_text_and_by_nothing_less() -> None:
    keys = ApiKeys(MemoryStore())
    text = made(keys, "  政务平台  ")
    found = keys.of(text)
    assert found is not None
    assert (found.title, found.role, found.scope, found.active) == ("政务平台", Role.GUEST, ("甲园",), True)
    assert (found.made_at, found.made_by) == ("2026-01-01", "王工")
    wrong = [text[:-1], text + "x", text.replace("cg_", "cx_"), text.removeprefix("cg_"), "", "cg_", found.id]
    assert [keys.of(one) for one in wrong] == [None] * len(wrong)


def test_a_key_s_text_is_prefix_twelve_letters_and_a_secret_the_store_never_holds() -> None:
    store = MemoryStore()
    prefix, key_id, secret = made(ApiKeys(store)).split("_", 2)
    assert (prefix, len(key_id), len(secret)) == ("cg", 12, 43)
    ((kept_id, kept),) = store.records(FAMILY)
    assert kept_id == key_id
    assert secret not in kept


def test_a_revoked_key_opens_nothing_and_stays_listed() -> None:
    keys = ApiKeys(MemoryStore())
    text = made(keys)
    assert keys.revoke(text.split("_")[1]).active is False
    assert keys.of(text) is None
    assert [key.active for key in keys.all()] == [False]
    with pytest.raises(UnknownName, match="接口密钥“没有这个”"):
        keys.revoke("没有这个")


def test_keys_are_listed_newest_first_and_those_of_one_moment_by_id() -> None:
    keys = ApiKeys(MemoryStore())
    for title, at in (("二月", "2026-02-01"), ("三月", "2026-03-01"), ("一月", "2026-01-01")):
        made(keys, title, at)
    assert [key.title for key in keys.all()] == ["三月", "二月", "一月"]
    same = ApiKeys(MemoryStore())
    for _ in range(6):
        made(same)
    ids = [key.id for key in same.all()]
    assert ids == sorted(ids, reverse=True)


def test_a_key_has_a_title_of_at_most_sixty_letters_and_is_never_an_administrator() -> None:
    keys = ApiKeys(MemoryStore())
    made(keys, "长" * 70)
    assert keys.all()[0].title == "长" * 60
    with pytest.raises(Refused, match="哪个系统"):
        made(keys, "  ")
    with pytest.raises(Refused, match="管理员"):
        keys.add("平台", Role.ADMIN, (), by="王工", at="")
