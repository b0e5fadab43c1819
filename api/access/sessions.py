"""Signed-in sessions, and browsers known from before, kept on the server under the hash of the cookie's token."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from secrets import token_urlsafe
from time import time

from chaingraph.store.base.port import Store

FAMILY = "sessions"
COOKIE = "chaingraph_session"
DEVICES = "devices"
DEVICE_COOKIE = "chaingraph_device"
KEPT_SECONDS = 180 * 86_400
NOTED_SECONDS = 300
"""How exactly the last use is kept: a write to the store at most this often."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A sign-in: whose, since when, last used when (seconds since 1970)."""

    user: str
    made: float
    used: float


class Sessions:
    """Sessions of one store; ``longest`` and ``idle`` in seconds."""

    def __init__(self, store: Store, *, longest: float, idle: float, clock: Callable[[], float] = time) -> None:
        self._store, self._longest, self._idle, self._clock = store, longest, idle, clock

    def open(self, user: str) -> str:
        """A new session; the token that goes into the cookie."""
        self._forget_old()
        token, now = token_urlsafe(32), self._clock()
        self._keep(token, Session(user=user, made=now, used=now))
        return token

    def user_of(self, token: str | None) -> str | None:
        """Whose session the token opens, when it is still good."""
        if not token or len(token) > 100:
            return None
        text = self._store.record(FAMILY, _key(token))
        session = Session(**json.loads(text)) if text else None
        now = self._clock()
        if session is None or self._expired(session, now):
            return None
        if now - session.used > NOTED_SECONDS:
            self._keep(token, replace(session, used=now))
        return session.user

    def close(self, token: str | None) -> None:
        """Sign out."""
        if token:
            self._store.put(FAMILY, _key(token), None)

    def close_all(self, user: str) -> None:
        """Sign the user out everywhere."""
        for key, text in self._store.records(FAMILY):
            if json.loads(text)["user"] == user:
                self._store.put(FAMILY, key, None)

    def _expired(self, session: Session, now: float) -> bool:
        return now - session.made > self._longest or now - session.used > self._idle

    def _forget_old(self) -> None:
        now = self._clock()
        for key, text in self._store.records(FAMILY):
            if self._expired(Session(**json.loads(text)), now):
                self._store.put(FAMILY, key, None)

    def _keep(self, token: str, session: Session) -> None:
        self._store.put(FAMILY, _key(token), json.dumps(asdict(session), ensure_ascii=False))


class Devices:
    """Browsers somebody has signed in from before, known by a cookie: a stranger's wrong guesses elsewhere do not shut
    these out."""

    def __init__(self, store: Store, clock: Callable[[], float] = time) -> None:
        self._store, self._clock = store, clock

    def knows(self, token: str | None, user: str) -> bool:
        """Whether the user has signed in with this cookie before."""
        if not token or len(token) > 100:
            return False
        text = self._store.record(DEVICES, _key(token))
        known = json.loads(text) if text else {}
        return known.get("user") == user and self._clock() - float(known["made"]) < KEPT_SECONDS

    def add(self, user: str) -> str:
        """Know a device more, and forget those too old; the token for its cookie."""
        for key, text in self._store.records(DEVICES):
            if self._clock() - float(json.loads(text)["made"]) > KEPT_SECONDS:
                self._store.put(DEVICES, key, None)
        token = token_urlsafe(32)
        self._store.put(DEVICES, _key(token), json.dumps({"user": user, "made": self._clock()}, ensure_ascii=False))
        return token


def place_of(token: str) -> str:
    """What a known browser is called where wrong passwords are counted."""
    return f"device {_key(token)}"


def _key(token: str) -> str:
    return sha256(token.encode()).hexdigest()
