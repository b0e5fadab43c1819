"""Passwords: Argon2id hashes, and what a password must be like."""

from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from chaingraph.errors import Refused

SHORTEST, LONGEST = 10, 200
AT_ONCE = 2
"""Hashes worked out at the same time: each takes 64 MiB."""

_hasher = PasswordHasher()
_turns = BoundedSemaphore(AT_ONCE)
NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$H7jwvM8dUps9tusPuZ9plQ$QIGoQ1En6W34D1Xf/pKouIRZQA16HDEtzXDEko7Wsno"
"""A hash no password is known for: checked when the account does not exist, so that the answer takes as long."""


def hashed(password: str, name: str = "") -> str:
    """The Argon2id hash of a new password. Raises Refused for one that is too short, too long or the account's name."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise Refused(f"口令应为 {SHORTEST} 到 {LONGEST} 个字符")
    if len(set(password)) < 4 or password.strip().lower() == name.lower():
        raise Refused("口令太容易猜到：不要与账号相同，也不要只用两三个字符")
    with _turns:
        return _hasher.hash(password)


def matches(kept: str | None, password: str) -> bool:
    """Whether the password is the one the hash was made from; takes as long when there is no hash."""
    with _turns:
        try:
            return _hasher.verify(kept or NOBODY, password[: LONGEST + 1]) and kept is not None
        except (VerificationError, InvalidHashError):
            return False
