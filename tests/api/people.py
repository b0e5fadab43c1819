"""The small city with accounts: one of each role, and an officer bound to one park."""

from functools import lru_cache

from api.access.passwords import hashed
from api.access.roles import Role
from api.access.users import User, Users
from api.server.office import now
from chaingraph.service.workspace import Workspace
from tests.api.web import Web
from tests.api.world import workspace

PASSWORD = "correct horse 42"
OWN = {"Origin": "http://127.0.0.1"}
PEOPLE = (
    ("管理员甲", Role.ADMIN, ()),
    ("领导甲", Role.LEADER, ()),
    ("招商员甲", Role.OFFICER, ()),
    ("乙园招商员", Role.OFFICER, ("乙园",)),
    ("访客甲", Role.GUEST, ()),
)


@lru_cache(maxsize=1)
def password_hash() -> str:
    """One hash for everyone: hashing is slow on purpose."""
    return hashed(PASSWORD)


def people() -> Workspace:
    """The city with all of them."""
    city = workspace()
    users = Users(city.store)
    for name, role, scope in PEOPLE:
        users.add(User(name=name, role=role, password=password_hash(), scope=scope))
    return city


def signed_in(web: Web, name: str) -> dict[str, str]:
    """The cookie header of somebody with an open session."""
    return {"Cookie": f"chaingraph_session={web.app.state.office.desk.sessions.open(name)}"}


def key_of(web: Web, title: str, role: str, scope: tuple[str, ...] = ()) -> str:
    """A fresh key."""
    made: str = web.app.state.office.desk.keys.add(title, Role(role), scope, by="管理员甲", at=now())
    return made
