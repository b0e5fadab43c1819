"""The firms of one's own place and the best elsewhere, from a registry into an ordinary store: an import like any."""

import hashlib
from collections.abc import Sequence
from typing import Any

from chaingraph.ids import ImportId
from chaingraph.scale.engines import Engine
from chaingraph.scale.layout import Registry, facts_of
from chaingraph.scale.questions import Where, chosen
from chaingraph.store.base.layers import settled_of
from chaingraph.store.base.port import ImportBatch, Store
from loaders.known.names import firm_key
from loaders.record.again import again
from loaders.record.report import COUNTS, ImportReport
from loaders.terms.terms import Terms

TITLE = "登记名录"


def attach(registry: Registry, engine: Engine, store: Store, where: Where, terms: Terms, top: int) -> ImportReport:
    """Import what ``chosen`` says; a firm the store knows by that name under another id is left as it is.

    The same registry again stores nothing new.
    """
    expression = chosen(engine.firms(registry), engine.tags(registry), where, top)
    found = list(facts_of(engine.answer(expression).to_pylist()))
    title = f"{TITLE}·{'/'.join(part for part in (where.province, where.city, where.district) if part)}"

    def stored() -> ImportReport:
        settled = settled_of(record.id for record in store.imports())
        ids = {firm_key(firm.name): firm.id for firm in store.read()[1]["enterprises"]}
        ours = [(firm, made) for firm, made in found if ids.get(firm_key(firm.name), firm.id) == firm.id]
        digest = hashlib.blake2b(repr((title, ours)).encode(), digest_size=16).hexdigest()
        report = _report(digest, title, len(found), len(ours))
        facts: dict[str, Sequence[Any]] = {
            "enterprises": [firm for firm, _ in ours],
            "offerings": [offering for _, made in ours for offering in made],
        }
        batch = ImportBatch(
            id=report.id,
            title=title,
            facts={name: rows for name, rows in facts.items() if rows},
            report=report.as_text(),
            by=terms.by,
            at=terms.at,
            after=settled,
        )
        if ours and not any(record.id == report.id for record in store.imports()):
            store.write(batch)
        return report

    return again(stored, terms.progress)


def _report(digest: str, title: str, read: int, new: int) -> ImportReport:
    return ImportReport(
        id=ImportId(digest),
        files=(title,),
        read=read,
        accepted=new,
        merged=read - new,
        rejected=0,
        tables={"enterprises": dict(zip(COUNTS, (read, new, read - new, 0), strict=True))},
    )
