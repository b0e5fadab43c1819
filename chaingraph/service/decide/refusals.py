"""Proposed inputs that a person refused, kept as records beside the facts: they are not proposed again."""

import json
from dataclasses import asdict, dataclass

from chaingraph.store.base.port import Store
from chaingraph.text import plain

FAMILY = "refused_inputs"
BETWEEN = "\x1f"


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedInput:
    """What somebody said does not go into the product; names as they were shown."""

    product: str
    input: str
    by: str
    on: str

    @property
    def key(self) -> str:
        """The record's key: both names as they are compared."""
        return key_of(self.product, self.input)


def key_of(product: str, name: str) -> str:
    """One key for all ways to write the two names.

    >>> key_of("锂电池", "铜箔") == key_of(" 鋰電池", "铜箔")
    True
    """
    return plain(product) + BETWEEN + plain(name)


def refused_inputs(store: Store) -> tuple[RefusedInput, ...]:
    """Every refusal, by product and input."""
    return tuple(RefusedInput(**json.loads(text)) for _, text in store.records(FAMILY))


def keep(store: Store, refusal: RefusedInput) -> None:
    """Keep a refusal for good."""
    store.put(FAMILY, refusal.key, json.dumps(asdict(refusal), ensure_ascii=False))


def forget(store: Store, product: str, name: str) -> None:
    """The input may be proposed again."""
    store.put(FAMILY, key_of(product, name), None)
