"""All that the inputs say of a firm becomes one row of its partition; offerings of nobody are kept apart."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import pyarrow as pa
import pyarrow.dataset as ds

from chaingraph.model.enterprise import Enterprise
from chaingraph.model.links import Offering
from chaingraph.scale.layout import FIRMS, Registry, facts_of, firm_row, made_of, offered, write
from loaders.facts.building import overlaid
from loaders.known.names import firm_key
from loaders.registry.parts import DONE, OFFERS, SHARDS

FORM = "1"
Said = tuple[Enterprise, tuple[Offering, ...]]
ALIKE = ("province", "city")


def settle(registry: Registry) -> tuple[int, int]:
    """Write every partition that an input changed; how many firms there are, and how many offerings name no firm."""
    parts = sorted(mark.parent for mark in registry.parts.glob(f"*/{DONE}"))
    told = hashlib.blake2b("\n".join([FORM, *(part.name for part in parts)]).encode(), digest_size=16).hexdigest()
    firms = lost = 0
    for shard in range(SHARDS):
        target = registry.firms / f"shard={shard:02d}.parquet"
        stray = registry.folder / "unmatched" / target.name
        if made_of(target) != told or made_of(stray) != told:
            rows, left = _settled(*(_said([str(part / f"{kind}.parquet") for part in parts], shard)
                                    for kind in ("firms", "offers")))  # fmt: skip
            write(pa.Table.from_pylist(left, schema=OFFERS), stray, told)
            write(pa.Table.from_pylist(rows, schema=FIRMS), target, told)
        firms += ds.dataset(target).count_rows()
        lost += ds.dataset(stray).count_rows()
    return firms, lost


def _said(files: list[str], shard: int) -> list[dict[str, Any]]:
    """What the inputs say in one partition, in the order of the inputs' digests."""
    if not files:
        return []
    rows: list[dict[str, Any]] = ds.dataset(files).to_table(filter=ds.field("shard") == shard).to_pylist()
    return rows


def _settled(
    said: list[dict[str, Any]], offers: list[dict[str, Any]]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Rows of firms by id, and the offers that name none of them."""
    named: dict[str, list[Said]] = {}
    for one in facts_of(said):
        named.setdefault(firm_key(one[0].name), []).append(one)
    firms = {key: _one_each(rows) for key, rows in named.items()}
    left = []
    for offer in offers:
        found = firms.get(offer["key"], [])
        if len(found) == 1:
            found[0] = (found[0][0], (*found[0][1], *offered(found[0][0], [offer])))
        else:
            left.append(offer)
    rows = (firm_row(*one) for own in firms.values() for one in own)
    return sorted(rows, key=lambda row: row["id"]), left


def _one_each(rows: Iterable[Said]) -> list[Said]:
    """Firms of one name: rows of one id are one firm, and so is a row without a code beside the only one with it."""
    by_id: dict[str, Said] = {}
    for firm, made in sorted(rows, key=lambda one: (one[0].evidence.as_of or "", one[0].evidence.origin)):
        before = by_id.get(firm.id)
        by_id[firm.id] = (firm, made) if before is None else _joined(before, (firm, made))
    coded = [one for one in by_id.values() if one[0].uscc]
    if len(coded) != 1:
        return [by_id[key] for key in sorted(by_id)]
    whole, apart = coded[0], []
    for one in _without_code(by_id):
        if all(None in (a := (getattr(one[0], name), getattr(whole[0], name))) or a[0] == a[1] for name in ALIKE):
            whole = _joined(one, whole)
        else:
            apart.append(one)
    return sorted([whole, *apart], key=lambda one: one[0].id)


def _without_code(by_id: dict[str, Said]) -> Iterator[Said]:
    return (by_id[key] for key in sorted(by_id) if not by_id[key][0].uscc)


def _joined(earlier: Said, later: Said) -> Said:
    """The later laid over the earlier, under the later's id."""
    whole = overlaid(replace(earlier[0], id=later[0].id), later[0])
    return whole, (*earlier[1], *later[1])
