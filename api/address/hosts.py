"""Names a server answers to, and the methods that change nothing."""

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Hosts:
    """The names this server answers to.

    ``single_user`` means loopback only. Otherwise every IP address is accepted (a rebinding attack needs a name),
    and of the names only ``named``.
    """

    single_user: bool = True
    named: frozenset[str] = frozenset()

    def accepts(self, host: str) -> bool:
        """Whether a Host header, port included, is one of ours.

        >>> Hosts().accepts("127.0.0.1:8000"), Hosts().accepts("[::1]:80"), Hosts().accepts("evil.example")
        (True, True, False)
        """
        name = (urlsplit(f"//{host}").hostname or "").lower()
        if name == "localhost" or name in self.named:
            return True
        try:
            address = ip_address(name)
        except ValueError:
            return False
        return address.is_loopback or not self.single_user
