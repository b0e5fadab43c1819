"""Keys other systems come in with: shown once, kept as a hash, with a role and a scope of their own."""

import json
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from hmac import compare_digest
from secrets import token_hex, token_urlsafe

from api.access.roles import Role
from chaingraph.errors import Refused, UnknownName
from chaingraph.store.base.port import Store

FAMILY = "api_keys"
PREFIX = "cg"


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKey:
    """A key as it is kept; ``digest`` is SHA-256 of its secret, which is random and long enough for it."""

    id: str
    title: str
    role: Role
    digest: str
    scope: tuple[str, ...] = ()
    active: bool = True
    made_at: str = ""
    made_by: str = ""


class ApiKeys:
    """The keys of one store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self) -> tuple[ApiKey, ...]:
        """Keys, newest first."""
        found = [_key(text) for _, text in self._store.records(FAMILY)]
        return tuple(sorted(found, key=lambda key: (key.made_at, key.id), reverse=True))

    def add(self, title: str, role: Role, scope: tuple[str, ...], *, by: str, at: str) -> str:
        """Make a key and return its text, which nobody can be told again. Raises Refused without a title, or for an
        administrator's role."""
        if not title.strip():
            raise Refused("请写明这个密钥给哪个系统用")
        if role is Role.ADMIN:
            raise Refused("接口密钥不能是管理员角色")
        key_id, secret = token_hex(6), token_urlsafe(32)
        self._put(
            ApiKey(
                id=key_id,
                title=title.strip()[:60],
                role=role,
                digest=_digest(secret),
                scope=scope,
                made_at=at,
                made_by=by,
            )
        )
        return f"{PREFIX}_{key_id}_{secret}"

    def revoke(self, key_id: str) -> ApiKey:
        """Take a key out of use for good. Raises UnknownName."""
        text = self._store.record(FAMILY, key_id)
        if text is None:
            raise UnknownName("接口密钥", key_id[:20])
        revoked = replace(_key(text), active=False)
        self._put(revoked)
        return revoked

    def of(self, text: str) -> ApiKey | None:
        """The key that this text is, when it is in use."""
        prefix, _, rest = text.partition("_")
        key_id, _, secret = rest.partition("_")
        kept = self._store.record(FAMILY, key_id) if prefix == PREFIX and len(key_id) == 12 else None
        key = _key(kept) if kept else None
        return key if key and key.active and compare_digest(key.digest, _digest(secret)) else None

    def _put(self, key: ApiKey) -> None:
        self._store.put(FAMILY, key.id, json.dumps(asdict(key), ensure_ascii=False, sort_keys=True))


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def _key(text: str) -> ApiKey:
    values = json.loads(text)
    return ApiKey(**{**values, "role": Role(values["role"]), "scope": tuple(values["scope"])})
