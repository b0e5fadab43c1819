"""The shipped list as facts: every firm marked, with what it makes and on which segments that puts it."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from chaingraph.errors import UnknownName
from chaingraph.graph.moment.shelf import compiled_chains
from chaingraph.graph.snapshot import Snapshot
from chaingraph.ids import ChainId, DataVersion, ProductId
from chaingraph.model.enterprise import POOL_MARK, Enterprise, Signal
from chaingraph.model.links import Offering
from chaingraph.model.provenance import Evidence
from chaingraph.settings import Settings
from chaingraph.store.base.port import empty_facts
from chaingraph.tagging.hints.hints import computed_tags
from loaders.cells.lists import products_of, signals_of
from loaders.cells.values import parts
from loaders.known.firm import firm_id
from loaders.known.names import firm_key
from loaders.known.references import chain_key

SOURCE = POOL_MARK
UNSURE = f"{POOL_MARK}（待核实）"
LOW = "低"
NOTED = ("信源", "置信度")
SUFFIX = ".csv"


@dataclass(frozen=True, slots=True)
class PoolFirm:
    """One firm of the list, the chain whose table it stands in, and its products."""

    chain: ChainId
    enterprise: Enterprise
    offerings: tuple[Offering, ...]


@cache
def pool_firms() -> tuple[PoolFirm, ...]:
    """Every firm of the list by chain and row. O(rows)."""
    found: list[PoolFirm] = []
    folder = files(__package__)
    for name in sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(SUFFIX)):
        lines, chain = (folder / name).read_text(encoding="utf-8").splitlines(), ChainId(name.removesuffix(SUFFIX))
        found.extend(_firm(chain, number, row) for number, row in enumerate(csv.DictReader(lines), 2))
    return tuple(found)


def of_chain(chain: str, rules: Settings) -> tuple[PoolFirm, ...]:
    """The firms of a chain: those of its table and those the tagger puts on it; all when the name is empty.

    Raises UnknownName when there is no such chain. O(firms · words).
    """
    if not chain:
        return pool_firms()
    seen = tagged_pool(rules)
    own = _like(chain, tuple(seen.chains))
    on = {seen.enterprises[firm].id for firms in seen.firms_on(seen.chains[own]) for firm in firms}
    return tuple(one for one in pool_firms() if one.chain == own or one.enterprise.id in on)


@lru_cache(maxsize=1)
def tagged_pool(rules: Settings) -> Snapshot:
    """The list alone as a snapshot of the built-in chains, every firm on its segments."""
    facts: dict[str, Sequence[Any]] = {
        **empty_facts(),
        "enterprises": sorted((one.enterprise for one in pool_firms()), key=lambda firm: firm.id),
        "offerings": [offering for one in pool_firms() for offering in one.offerings],
    }
    bare = Snapshot.of(DataVersion(SOURCE), facts, compiled_chains(facts))
    return bare.tagged(*computed_tags(bare, rules))


def _like(name: str, known: tuple[ChainId, ...]) -> ChainId:
    """The chain as people shorten its name. Raises UnknownName with near names."""
    same = [one for one in known if one == name] or [one for one in known if chain_key(one) == chain_key(name)]
    if not same:
        near = tuple(one for one in known if name in one or one in name)
        raise UnknownName("产业链", name, near[:8] or known[:8])
    return same[0]


def _firm(chain: ChainId, number: int, row: Mapping[str, str]) -> PoolFirm:
    said = Evidence(
        source=UNSURE if row["置信度"] == LOW else SOURCE,
        as_of=row["数据截至"] or None,
        origin=f"{SOURCE}/{chain}/{number}",
    )
    key = firm_key(row["企业名称"])
    enterprise = Enterprise(
        id=firm_id(key, row["省"], row["市"]),
        name=row["企业名称"],
        short_name=row["简称"] or None,
        province=row["省"] or None,
        city=row["市"] or None,
        listed_as=row["上市情况"] or None,
        qualifications=parts(row["资质"]),
        signals=tuple(Signal(kind=kind, on=on, text=text) for kind, on, text in signals_of(row["扩张迹象"])),
        notes=tuple(sorted((name, row[name]) for name in NOTED if row[name])),
        pool=True,
        evidence=said,
    )
    made = (ProductId(product.name) for product in products_of(row["主营产品"]))
    offerings = tuple(Offering(enterprise=enterprise.id, product=product, evidence=said) for product in made)
    return PoolFirm(chain, enterprise, offerings)
