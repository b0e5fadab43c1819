"""Contracts and invoices as supply: the lines of one pair, product and year added up, each counted once."""

from dataclasses import replace

from chaingraph.model.kinds import KIND_BY_FACT
from chaingraph.model.links import SupplyLink
from loaders.facts.building import Building
from loaders.facts.rows import ParsedRow
from loaders.record.report import Severity

MOST_SOURCES = 5


def put_line(row: ParsedRow, building: Building, bare: SupplyLink, amount: float | None) -> str:
    """The fate of one line. A line that repeats another word for word counts once; a negative one is a reversal."""
    key = KIND_BY_FACT[SupplyLink].key_of(bare)
    lines = building.lines.setdefault(key, [])
    line = (amount, tuple(sorted(row.texts.items())))
    if lines and line in lines:
        building.journal.tell(Severity.MERGED, row.place, "重复记录", "与本次导入前面的一行逐字相同，只计一次")
        return "merged"
    if amount is not None and amount < 0:
        building.hint(row, "amount_yuan", "红字冲减", "金额是负数，按冲减计入同一供需、产品和年份的合计")
    earlier = building.facts["supply_links"].get(key)
    lines.append(line)
    known = [one for one, _ in lines if one is not None]
    total = round(sum(known), 4) if known else None
    fact = replace(bare, amount_yuan=None if total is not None and total < 0 else total)
    new, _ = building.put("supply_links", _with_sources(earlier, fact))
    if earlier is None:
        return "accepted" if new else "merged"
    building.swap("supply_links", replace(building.facts["supply_links"][key], amount_yuan=fact.amount_yuan))
    if amount is None or len(known) < 2:
        building.journal.tell(Severity.MERGED, row.place, "重复记录", "与本次导入前面的记录相同，已合并")
    else:
        reason = f"与前面同一供需、产品和年份的 {len(known) - 1} 行相加，合计 {total:,.0f} 元"
        building.journal.tell(Severity.MERGED, row.place, "多行相加", reason)
    return "merged"


def _with_sources(earlier: SupplyLink | None, fact: SupplyLink) -> SupplyLink:
    """The fact with the sources of all its lines."""
    if earlier is None or not earlier.evidence.source:
        return fact
    named = [*earlier.evidence.source.split("；"), fact.evidence.source or ""]
    source = "；".join(list(dict.fromkeys(one for one in named if one))[:MOST_SOURCES])
    return replace(fact, evidence=replace(fact.evidence, source=source))
