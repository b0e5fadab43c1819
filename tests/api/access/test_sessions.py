"""A session is good for as long as it may last and no longer than it may rest."""

import pytest

from api.access.sessions import FAMILY, Sessions
from chaingraph.store.base.memory import MemoryStore


class World:
    """Sessions of an hour that rest for at most ten minutes, under a clock that a test turns."""

    def __init__(self) -> None:
        self.now = 5000.0
        self.store = MemoryStore()
        self.sessions = Sessions(self.store, longest=3600, idle=600, clock=lambda: self.now)

    def kept(self) -> int:
        """How many sessions the store holds."""
        return len(self.store.records(FAMILY))


@pytest.fixture
def world() -> World:
    """A fresh one."""
    return World()


def test_a_token_opens_its_session_until_it_has_rested_too_long(world: World) -> None:
    token = world.sessions.open("王工")
    world.now += 600
    assert world.sessions.user_of(token) == "王工"
    world.now += 601
    assert world.sessions.user_of(token) is None


def test_a_session_that_is_always_used_still_ends(world: World) -> None:
    token = world.sessions.open("王工")
    for _ in range(9):
        world.now += 400
        assert world.sessions.user_of(token) == "王工"
    world.now += 1
    assert world.sessions.user_of(token) is None


def test_the_last_use_is_written_only_when_five_minutes_have_passed(world: World) -> None:
    token = world.sessions.open("王工")
    first = world.store.records(FAMILY)
    world.now += 300
    world.sessions.user_of(token)
    assert world.store.records(FAMILY) == first
    world.now += 1
    world.sessions.user_of(token)
    assert world.store.records(FAMILY) != first


def test_the_cookie_is_long_and_differs_and_the_store_never_holds_it(world: World) -> None:
    tokens = [world.sessions.open("王工") for _ in range(3)]
    assert len(set(tokens)) == 3
    assert all(len(token) == 43 for token in tokens)
    assert not [key for key, _ in world.store.records(FAMILY) if key in tokens]


@pytest.mark.parametrize("token", ["", None, "x" * 43, "x" * 101])
def test_what_is_no_token_opens_nothing_and_closes_nothing(world: World, token: str | None) -> None:
    world.sessions.open("王工")
    assert world.sessions.user_of(token) is None
    world.sessions.close(token)
    assert world.kept() == 1


def test_signing_out_closes_one_session_and_closing_all_closes_those_of_one_user(world: World) -> None:
    mine, other, hers = (world.sessions.open(name) for name in ("王工", "王工", "李工"))
    world.sessions.close(mine)
    assert [world.sessions.user_of(token) for token in (mine, other, hers)] == [None, "王工", "李工"]
    world.sessions.close_all("王工")
    assert [world.sessions.user_of(token) for token in (other, hers)] == [None, "李工"]


def test_a_new_session_sweeps_out_the_old(world: World) -> None:
    world.sessions.open("王工")
    world.now += 601
    world.sessions.open("李工")
    assert world.kept() == 1
    world.now += 600
    world.sessions.open("张工")
    assert world.kept() == 2
