"""The desk everyone passes: accounts, sessions, keys, tries and the audit of one store."""

from starlette.requests import Request

from api.access.audit import Audit
from api.access.keys import ApiKeys
from api.access.sessions import COOKIE, DEVICE_COOKIE, Devices, Sessions, place_of
from api.access.tries import Tries
from api.access.users import User, Users
from api.access.visitor import DESKTOP, Visitor, Way
from chaingraph.settings import Settings
from chaingraph.store.base.port import Store

TRY_WINDOW_SECONDS = 60
ADDRESS_FACTOR = 4


class Desk:
    """Tells who asks. ``loopback``: only this computer is served, so that without accounts it is a desktop's."""

    def __init__(self, store: Store, rules: Settings, *, loopback: bool) -> None:
        self.users, self.keys, self.audit = Users(store), ApiKeys(store), Audit(store, rules.audit_years)
        self.sessions = Sessions(store, longest=rules.session_hours * 3600, idle=rules.idle_minutes * 60)
        self.devices = Devices(store)
        self.tries = Tries(
            by_name=rules.sign_in_tries, by_address=rules.sign_in_tries * ADDRESS_FACTOR, window=TRY_WINDOW_SECONDS
        )
        self._loopback = loopback

    @property
    def single_user(self) -> bool:
        """Whether there are no accounts and nobody but this computer's user can reach us."""
        return self._loopback and not self.users.exist()

    def tried_from(self, request: Request, name: str) -> tuple[str, str]:
        """What wrong passwords for a name are counted under: the name where they come from, and where that is; a
        browser that the name has signed in from before is a place of its own."""
        token, address = request.cookies.get(DEVICE_COOKIE), address_of(request)
        place = place_of(token) if token and self.devices.knows(token, name) else address
        return f"{name}\0{place}", place

    def visitor_of(self, request: Request) -> Visitor | None:
        """Who asks: by key, by session, or the desktop's one person; None when nobody is known."""
        bearer = request.headers.get("authorization", "")
        if bearer:
            return self._by_key(bearer)
        if self.single_user:
            return DESKTOP
        name = self.sessions.user_of(request.cookies.get(COOKIE))
        user = self.users.active(name) if name else None
        return visitor(user) if user else None

    def _by_key(self, bearer: str) -> Visitor | None:
        scheme, _, text = bearer.partition(" ")
        key = self.keys.of(text.strip()) if scheme.lower() == "bearer" and len(text) < 200 else None
        return Visitor(name=f"接口·{key.title}", role=key.role, scope=key.scope, way=Way.KEY) if key else None


def visitor(user: User) -> Visitor:
    """The visitor an account stands for."""
    return Visitor(name=user.name, role=user.role, scope=user.scope)


def address_of(request: Request) -> str:
    """Where the request came from, as the socket says."""
    return request.client.host if request.client else ""
