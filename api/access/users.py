"""Accounts, kept in the store beside the facts."""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from threading import Lock
from time import monotonic

from api.access.roles import Role
from chaingraph.errors import Refused, UnknownName
from chaingraph.store.base.port import Store

FAMILY = "users"
FRESH_SECONDS = 1.0
NAME = re.compile(r"[^\s/\\<>\"'&\x00-\x1f\x7f]{1,40}")


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """An account; ``password`` is its hash, ``scope`` the places it is bound to (empty: everywhere)."""

    name: str
    role: Role
    password: str
    scope: tuple[str, ...] = ()
    active: bool = True
    made_at: str = ""
    made_by: str = ""

    def __post_init__(self) -> None:
        if not NAME.fullmatch(self.name):
            raise Refused(f"账号名“{self.name[:60]}”不能用：1 到 40 个字，不含空格、引号、斜线和尖括号")


class Users:
    """The accounts of one store. What was read is trusted for a second, so a change elsewhere is soon seen."""

    def __init__(self, store: Store) -> None:
        self._store, self._lock = store, Lock()
        self._seen: tuple[float, dict[str, User]] | None = None

    def all(self) -> tuple[User, ...]:
        """Accounts by name."""
        return tuple(self._known().values())

    def exist(self) -> bool:
        """Whether there is any account, disabled ones included: if so, everything needs sign-in."""
        return bool(self._known())

    def find(self, name: str) -> User:
        """The account of that name. Raises UnknownName."""
        found = self._known().get(name)
        if found is None:
            raise UnknownName("账号", name[:60])
        return found

    def active(self, name: str) -> User | None:
        """The account when it exists and is not disabled."""
        found = self._known().get(name)
        return found if found is not None and found.active else None

    def add(self, user: User) -> None:
        """Keep a new account. Raises Refused when the name is taken, or the first would be no administrator."""
        known = self._fresh()
        if user.name in known:
            raise Refused(f"账号“{user.name}”已经存在")
        if not known and user.role is not Role.ADMIN:
            raise Refused("第一个账号必须是管理员，否则没有人能管理账号")
        self._put(user)

    def change(self, name: str, **values: object) -> User:
        """The account with other values, kept. Raises Refused if no active administrator would be left."""
        self._fresh()
        changed = replace(self.find(name), **values)  # type: ignore[arg-type]
        rest = [user for user in self.all() if user.name != name]
        if not any(user.role is Role.ADMIN and user.active for user in (*rest, changed)):
            raise Refused("至少要留一个可用的管理员账号")
        self._put(changed)
        return changed

    def _put(self, user: User) -> None:
        self._store.put(FAMILY, user.name, json.dumps(asdict(user), ensure_ascii=False, sort_keys=True))
        self._fresh()

    def _fresh(self) -> dict[str, User]:
        with self._lock:
            self._seen = None
        return self._known()

    def _known(self) -> dict[str, User]:
        with self._lock:
            if self._seen is None or monotonic() - self._seen[0] > FRESH_SECONDS:
                users = (_user(text) for _, text in self._store.records(FAMILY))
                self._seen = (monotonic(), {user.name: user for user in users})
            return self._seen[1]


def roles_of(text: str) -> Role:
    """The role of that name. Raises Refused with the four.

    >>> roles_of("领导").name
    'LEADER'
    """
    try:
        return Role(text)
    except ValueError:
        raise Refused(f"角色“{text[:20]}”不是 {'、'.join(Role)} 之一") from None


def _user(text: str) -> User:
    values = json.loads(text)
    scope: Sequence[str] = values["scope"]
    return User(**{**values, "role": Role(values["role"]), "scope": tuple(scope)})
