"""The shipped list into a store: an import like any other, which leaves alone whatever firm the store knows."""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from chaingraph.ids import ImportId
from chaingraph.model.enterprise import Enterprise
from chaingraph.store.base.layers import settled_of
from chaingraph.store.base.port import ImportBatch, Store
from loaders.known.names import firm_key
from loaders.pool.placed import of_chain
from loaders.pool.rows import SOURCE, PoolFirm
from loaders.record.again import again
from loaders.record.progress import told
from loaders.record.report import COUNTS, ImportReport
from loaders.terms.terms import Terms


def load_pool(store: Store, terms: Terms, chain: str = "") -> ImportReport:
    """Import what ``_loaded`` says, anew whenever another import came between reading and writing."""
    return again(lambda: _loaded(store, terms, chain), terms.progress)


def _loaded(store: Store, terms: Terms, chain: str) -> ImportReport:
    """Import the shipped candidates of a chain, or all of them, as one layer, and report the counts.

    A firm that the store knows by its name, present or former, is left as it is and counted as merged; when it knows
    them all nothing is stored. The other way round a list that is imported later is laid over the shipped rows field
    by field, and takes their mark away. Raises UnknownName when there is no such chain. O(firms).
    """
    terms.progress("读取内置名录", 0, 0)
    firms = of_chain(chain, terms.rules)
    terms.progress("读取库中已有", 0, 0)
    settled = settled_of(record.id for record in store.imports())
    known = _names(store.read()[1]["enterprises"])
    new = [one for one in firms if firm_key(one.enterprise.name) not in known]
    title = f"{SOURCE}·{chain}" if chain else SOURCE
    if not new:
        return _report(_earlier(store), title, len(firms), 0)
    facts: dict[str, Sequence[Any]] = {
        "enterprises": sorted((one.enterprise for one in new), key=lambda firm: firm.id),
        "offerings": [made for one in sorted(new, key=lambda one: one.enterprise.id) for made in one.offerings],
    }
    report = _report(_id(title, new), title, len(firms), len(new))
    if not terms.dry_run:
        store.write(
            ImportBatch(
                id=report.id,
                title=title,
                facts=told(facts, terms.progress),
                report=report.as_text(),
                by=terms.by,
                at=terms.at,
                after=settled,
            )
        )
    return report


def _names(enterprises: Iterable[Enterprise]) -> frozenset[str]:
    """Every full name that the store knows a firm by, as two spellings of it agree."""
    return frozenset(firm_key(name) for one in enterprises for name in (one.name, *one.former_names))


def _earlier(store: Store) -> ImportId:
    """The last import of the shipped list, an empty id when somebody's own lists hold its firms."""
    return next((one.id for one in reversed(store.imports()) if one.title.startswith(SOURCE)), ImportId(""))


def _id(title: str, firms: Sequence[PoolFirm]) -> ImportId:
    digest = hashlib.blake2b(title.encode(), digest_size=16)
    for one in firms:
        digest.update(repr((one.enterprise, [made.product for made in one.offerings])).encode())
    return ImportId(digest.hexdigest())


def _report(known: ImportId, title: str, read: int, new: int) -> ImportReport:
    return ImportReport(
        id=known,
        files=(title,),
        read=read,
        accepted=new,
        merged=read - new,
        rejected=0,
        already_imported=not new,
        tables={"enterprises": dict(zip(COUNTS, (read, new, read - new, 0), strict=True))},
    )
