"""Something a chain of the library gets wrong."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a chain of the library gets wrong: the chain, the segment's key (or none), and what, in Chinese."""

    chain: str
    segment: str
    problem: str
