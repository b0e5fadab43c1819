"""What changed on a chain in a place since a day, or since an import."""

from dataclasses import replace

from chaingraph.analysis.reports import difference as analysis
from chaingraph.errors import InvalidFact, Refused
from chaingraph.findings.report.difference import Difference
from chaingraph.ids import ChainId
from chaingraph.model.dates import day_of
from chaingraph.service.workspace import Workspace
from chaingraph.store.base.port import ImportRecord
from chaingraph.units import date_text


def difference(workspace: Workspace, place: str, chain: str, since: str) -> Difference:
    """What imports and decisions from that day on changed; ``since`` is YYYY-MM-DD or YYYY-MM, Chinese time.

    Raises UnknownName or AmbiguousName for a wrong place or chain, Refused where nothing had been imported before.
    """
    before = workspace.snapshot_at(last_before(workspace.store.imports(), since).sequence)
    now = workspace.snapshot()
    where, name = now.place(place), ChainId(now.chain(chain).chain.name)
    if name not in before.chains:
        raise Refused(f"{since} 以前还没有产业链“{name}”，无从比较")
    return replace(analysis.difference(before, now, where, name, workspace.rules), since=since)


def last_before(records: tuple[ImportRecord, ...], since: str) -> ImportRecord:
    """The last import before the day begins. Raises Refused when there is none."""
    try:
        date_text(since, "起始日期")
    except InvalidFact as error:
        raise Refused(str(error)) from error
    earlier = [record for record in records if day_of(record.at)[: len(since)] < since]
    if not earlier:
        first = min((day_of(record.at) for record in records), default="")
        told = f"最早的一次在 {first}" if first else "还没有导入过数据"
        raise Refused(f"{since} 以前没有导入过数据，无从比较；{told}")
    return max(earlier, key=lambda record: record.sequence)
