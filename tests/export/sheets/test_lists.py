"""Lists keep the order they were given, and a firm stands on every segment it was placed on."""

from chaingraph.analysis.gaps.gaps import gaps
from chaingraph.analysis.standing.coverage import coverage
from chaingraph.export.sheets.lists import FIRM_COLUMNS, GAP_COLUMNS, firm_table, gap_table
from chaingraph.settings import Settings
from tests.builders import HERE, chain, edge, firm, makes, snapshot

GRAPH = chain(["隔膜", "电芯"], [edge("隔膜", "电芯")])
FACTS = snapshot(GRAPH, [firm("综合厂", revenue_yuan=1e8, **HERE)], makes("综合厂", "电芯", "隔膜"))
COVER = coverage(FACTS, FACTS.place("子市"), GRAPH, Settings())


def test_a_local_firm_has_a_row_for_each_of_its_segments_from_upstream_down() -> None:
    rows = firm_table(FACTS, COVER, GRAPH).rows
    assert [(row[0], row[1], row[3]) for row in rows] == [(1, "综合厂", "隔膜"), (2, "综合厂", "电芯")]
    assert all(len(row) == len(FIRM_COLUMNS) for row in rows)


def test_gaps_keep_their_order_and_their_reasons() -> None:
    found = gaps(FACTS, COVER, GRAPH, Settings())[::-1]
    rows = gap_table(found, COVER).rows
    assert [row[1] for row in rows] == [gap.segment for gap in found]
    assert all(len(row) == len(GAP_COLUMNS) for row in rows)
    told = dict(zip((column.title for column in GAP_COLUMNS), zip(*rows, strict=True), strict=True))
    assert list(told["判定理由"]) == ["；".join(gap.reasons) for gap in found]
    assert list(told["紧迫度"]) == [round(100 * gap.severity, 1) for gap in found]
    assert told["本地企业数"] == tuple(gap.local_firms for gap in found)
    assert set(told["可能的本地企业"]) == {"—"}
