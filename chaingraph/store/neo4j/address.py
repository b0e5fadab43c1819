"""Where the Neo4j server is and how to log in: address from the URL, password only from the environment or a file."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from chaingraph.errors import StoreError

SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
PASSWORD = "CHAINGRAPH_NEO4J_PASSWORD"  # noqa: S105
PASSWORD_FILE = "CHAINGRAPH_NEO4J_PASSWORD_FILE"  # noqa: S105
USER = "CHAINGRAPH_NEO4J_USER"
WRITE_SECONDS = "CHAINGRAPH_NEO4J_WRITE_SECONDS"
LONGEST_WRITE = 600.0
"""A server ends its transactions then."""
DEFAULT_PORT = 7687


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A server, a database on it, and who asks; ``password`` is in no text made of it.

    ``write_seconds`` is how long one statement of an import may take.
    """

    scheme: str
    host: str
    port: int
    database: str = "neo4j"
    user: str = "neo4j"
    password: str | None = field(default=None, repr=False)
    write_seconds: float = 60.0

    @property
    def uri(self) -> str:
        """What the driver connects to.

        ``neo4j://`` is one server here: its routing table would name it as it sees itself, often ``localhost``.
        """
        scheme = "bolt" if self.scheme == "neo4j" else self.scheme
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{scheme}://{host}:{self.port}"

    @property
    def shown(self) -> str:
        """The server as messages name it."""
        return f"{self.host}:{self.port}"


def is_neo4j(url: str) -> bool:
    """Whether the address is one of a Neo4j server.

    >>> is_neo4j("neo4j://graph.local"), is_neo4j("sqlite:///x.db")
    (True, False)
    """
    return url.split("://", 1)[0] in SCHEMES and "://" in url


def address_of(url: str, environment: Mapping[str, str] = os.environ) -> Address:
    """The server that ``neo4j://host[:port][/database]`` means.

    Raises StoreError when the URL carries a user with a password, or names no host; the message repeats neither.

    >>> address_of("neo4j://graph.local", {}).uri
    'bolt://graph.local:7687'
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise StoreError("Neo4j 地址写得不对，应为 neo4j://主机:端口") from error
    if parts.password is not None or parts.query or parts.fragment:
        raise StoreError(f"Neo4j 地址里不能写密码或参数；密码请放在环境变量 {PASSWORD} 或文件（{PASSWORD_FILE}）里")
    if not host:
        raise StoreError("Neo4j 地址缺少主机名，应为 neo4j://主机:端口")
    return Address(
        scheme=parts.scheme,
        host=host,
        port=port or DEFAULT_PORT,
        database=parts.path.strip("/") or "neo4j",
        user=parts.username or environment.get(USER, "neo4j"),
        password=_password(environment),
        write_seconds=_write_seconds(environment.get(WRITE_SECONDS) or "60"),
    )


def _write_seconds(given: str) -> float:
    try:
        seconds = float(given)
    except ValueError:
        seconds = 0.0
    if not 1.0 <= seconds <= LONGEST_WRITE:
        raise StoreError(f"环境变量 {WRITE_SECONDS} 应为 1 到 {LONGEST_WRITE:g} 之间的秒数")
    return seconds


def _password(environment: Mapping[str, str]) -> str | None:
    """From the variable, or the first line of the file that the other variable names; None logs in to nobody."""
    if environment.get(PASSWORD):
        return environment[PASSWORD]
    named = environment.get(PASSWORD_FILE)
    if not named:
        return None
    try:
        return Path(named).read_text(encoding="utf-8").split("\n", 1)[0].rstrip("\r")
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"读不了 Neo4j 密码文件（{PASSWORD_FILE}）") from error
