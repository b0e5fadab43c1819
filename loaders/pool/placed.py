"""Which segments every shipped firm stands on: read from ``placed.tsv``, or tagged where that file is out of date."""

import hashlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from chaingraph.errors import UnknownName
from chaingraph.graph.moment.shelf import compiled_chains
from chaingraph.graph.snapshot import Snapshot
from chaingraph.ids import ChainId, DataVersion, SegmentKey
from chaingraph.library.reader import library_digest, library_names
from chaingraph.settings import Settings, settings
from chaingraph.store.base.port import empty_facts
from chaingraph.tagging.hints.hints import computed_tags, tagging_digest
from loaders.known.references import chain_key
from loaders.pool.rows import SOURCE, PoolFirm, pool_firms

PLACED = "placed.tsv"
DIGEST_SIZE = 8

Places = tuple[tuple[ChainId, SegmentKey], ...]
"""The segments of a firm, best first."""


def of_chain(chain: str, rules: Settings) -> tuple[PoolFirm, ...]:
    """The firms of a chain: those of its table and those the tagger puts on it; all when the name is empty.

    Raises UnknownName when there is no such chain. O(firms), where the shipped places hold.
    """
    if not chain:
        return pool_firms()
    own, found = _like(chain, library_names()), places(rules)
    on = {name for name, segments in found.items() if any(one == own for one, _ in segments)}
    return tuple(one for one in pool_firms() if one.chain == own or one.enterprise.name in on)


@lru_cache(maxsize=1)
def places(rules: Settings) -> Mapping[str, Places]:
    """Firm's name -> its segments: as shipped where library, list, tagger and settings are those it was made of."""
    kept = (files(__package__) / PLACED).read_text(encoding="utf-8").splitlines()
    return _read(kept[1:] if kept[:1] == [digest(rules)] else placed_text(rules).splitlines()[1:])


def placed_text(rules: Settings) -> str:
    """What ``placed.tsv`` should hold: a digest, then each firm with ``chain/key`` of its segments, by name."""
    seen = tagged_pool(rules)
    lines = [
        "\t".join((firm.name, *(f"{tag.chain}/{tag.key}" for tag in seen.tags.of_firm(number))))
        for number, firm in enumerate(seen.enterprises)
    ]
    return "\n".join((digest(rules), *sorted(lines), ""))


@lru_cache(maxsize=1)
def tagged_pool(rules: Settings) -> Snapshot:
    """The list alone as a snapshot of the built-in chains, every firm on its segments. O(firms · words)."""
    facts: dict[str, Sequence[Any]] = {
        **empty_facts(),
        "enterprises": sorted((one.enterprise for one in pool_firms()), key=lambda firm: firm.id),
        "offerings": [offering for one in pool_firms() for offering in one.offerings],
    }
    bare = Snapshot.of(DataVersion(SOURCE), facts, compiled_chains(facts))
    return bare.tagged(*computed_tags(bare, rules))


def digest(rules: Settings) -> str:
    """Sixteen hexadecimal digits that change with library, tagger, its settings and what the firms are said to make."""
    told = hashlib.blake2b(f"{library_digest()} {tagging_digest(rules)}".encode(), digest_size=DIGEST_SIZE)
    for one in pool_firms():
        told.update(repr((one.enterprise.name, [made.product for made in one.offerings])).encode())
    return told.hexdigest()


def _read(lines: Sequence[str]) -> dict[str, Places]:
    """Each line's firm and segments; a chain's name holds no stroke, a key may."""
    found: dict[str, Places] = {}
    for line in lines:
        name, *segments = line.split("\t")
        pairs = (segment.split("/", 1) for segment in segments)
        found[name] = tuple((ChainId(chain), SegmentKey(key)) for chain, key in pairs)
    return found


def _like(name: str, known: tuple[ChainId, ...]) -> ChainId:
    """The chain as people shorten its name. Raises UnknownName with near names."""
    same = [one for one in known if one == name] or [one for one in known if chain_key(one) == chain_key(name)]
    if not same:
        near = tuple(one for one in known if name in one or one in name)
        raise UnknownName("产业链", name, near[:8] or known[:8])
    return same[0]


def main() -> None:
    """Write ``placed.tsv`` anew, in a checkout."""
    (Path(__file__).parent / PLACED).write_text(placed_text(settings()), encoding="utf-8")


if __name__ == "__main__":
    main()
