"""Addresses of pages: everything an officer sees is a link."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

QueryValue = str | int | None | Sequence[str]
OF_THE_OLD_PAIR = frozenset({"place", "chain", "segment", "where", "page", "done"})
"""What an address says that does not go along to another pair."""
PLACES = "/places/"


def part(text: str) -> str:
    """The text as one part of a path; a slash in it is written out.

    >>> part("河南省/新乡市")
    '%E6%B2%B3%E5%8D%97%E7%9C%81%2F%E6%96%B0%E4%B9%A1%E5%B8%82'
    """
    return quote(text, safe="")


def query_text(query: Mapping[str, QueryValue]) -> str:
    """The query with its question mark; empty values are left out, lists are repeated.

    >>> query_text({"sort": "score", "page": None, "segment": ["a", "b"]})
    '?sort=score&segment=a&segment=b'
    """
    kept = {name: value for name, value in query.items() if value not in (None, "", [], ())}
    return f"?{urlencode(kept, doseq=True)}" if kept else ""


@dataclass(frozen=True, slots=True)
class Pair:
    """The place and the chain a page speaks of."""

    place: str
    chain: str

    def url(self, page: str, query: Mapping[str, QueryValue] | None = None) -> str:
        """A page about this pair.

        >>> Pair("a/b", "c").url("gaps", {"page": 2})
        '/places/a%2Fb/chains/c/gaps?page=2'
        """
        return f"/places/{part(self.place)}/chains/{part(self.chain)}/{page}{query_text(query or {})}"

    def enterprise_url(self, enterprise: str, page: str = "") -> str:
        """An enterprise's page that remembers this pair."""
        tail = f"/{page}" if page else ""
        return f"/enterprises/{part(enterprise)}{tail}{query_text({'place': self.place, 'chain': self.chain})}"


def switched(address: str, pair: Pair) -> str:
    """The same page seen from another pair: an address without a pair in its path carries it in its query.

    >>> switched("/leads?owner=a&page=3", Pair("p", "c")), switched("/places/q", Pair("p", "c"))
    ('/leads?owner=a&place=p&chain=c', '/places/p?chain=c')
    """
    parts = urlsplit(local(address))
    kept = {name: value for name, value in parse_qsl(parts.query) if name not in OF_THE_OLD_PAIR}
    if parts.path.startswith(PLACES):
        return f"{PLACES}{part(pair.place)}{query_text({**kept, 'chain': pair.chain})}"
    return f"{parts.path}{query_text({**kept, 'place': pair.place, 'chain': pair.chain})}"


def local(address: str) -> str:
    """The address when it leads to a page of ours, else the first page.

    >>> local("/leads?owner=王工"), local("//evil.example"), local("https://evil.example"), local("/\\\\evil.example")
    ('/leads?owner=王工', '/', '/', '/')
    """
    parts = urlsplit(address)
    own = address.startswith("/") and not address.startswith("//") and "\\" not in address and address.isprintable()
    return address if own and not parts.netloc and not parts.scheme else "/"
