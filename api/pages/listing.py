"""A list on a page: filtered, sorted and cut on the server, its whole state in the address."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from api.address.urls import QueryValue, query_text
from api.http.deps import Paging

T = TypeVar("T")
Key = Callable[[T], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(Generic[T]):
    """One page of a list.

    ``query`` is the state of the address without the page; ``sort`` is a column name, with ``-`` for falling.
    """

    rows: Sequence[T]
    total: int
    paging: Paging
    query: Mapping[str, QueryValue]
    sort: str

    @property
    def first(self) -> int:
        """The number of the first row shown, from 1."""
        return self.paging.skipped + 1

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return self.paging.pages(self.total)

    def link(self, **changes: QueryValue) -> str:
        """The address with some of its state changed; the page goes back to the first unless it is given."""
        return query_text({**self.query, **changes}) or "?"

    def turn(self, page: int) -> str:
        """The address of another page of this list."""
        return self.link(page=page if page > 1 else None)

    def sort_link(self, column: str) -> str:
        """The address sorted by a column: falling first, rising on the second click."""
        return self.link(sort=column if self.sort == f"-{column}" else f"-{column}")

    def arrow(self, column: str) -> str:
        """How the column is sorted, for aria-sort."""
        return {column: "ascending", f"-{column}": "descending"}.get(self.sort, "none")


def listed(
    rows: Sequence[T], keys: Mapping[str, Key[T]], *, sort: str, paging: Paging, query: Mapping[str, QueryValue]
) -> Listing[T]:
    """The page of a list, sorted by one of ``keys``; an unknown sort leaves the order as it came. O(n log n)."""
    key = keys.get(sort.removeprefix("-"))
    ordered = sorted(rows, key=key, reverse=sort.startswith("-")) if key else rows
    page = Paging(min(paging.page, paging.pages(len(rows))), paging.size)
    state = {**query, "sort": sort or None}
    return Listing(rows=ordered[page.part], total=len(rows), paging=page, query=state, sort=sort)
