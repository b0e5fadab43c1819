"""The shipped list as facts: every firm marked, with what it makes."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from chaingraph.ids import ChainId, ProductId
from chaingraph.model.enterprise import POOL_MARK, Enterprise, Signal
from chaingraph.model.links import Offering
from chaingraph.model.provenance import Evidence
from loaders.cells.lists import products_of, signals_of
from loaders.cells.values import parts
from loaders.known.firm import firm_id
from loaders.known.names import firm_key

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
