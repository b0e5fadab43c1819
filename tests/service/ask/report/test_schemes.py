"""A place whose industries carry other names than everybody else's is warned of; one with shared names is not."""

from chaingraph.service.ask.report.schemes import foreign_scheme
from tests.builders import HERE, THERE, chain, firm, snapshot

GRAPH = chain(["电芯"])


def test_other_names_for_industries_are_told() -> None:
    local = [firm(f"本{n}", **HERE, industry=f"锂离子电池制造{n}") for n in range(3)]
    away = [firm(f"外{n}", **THERE, industry="锂电池") for n in range(3)]
    told = foreign_scheme(snapshot(GRAPH, [*local, *away]), "子市")
    assert told is not None
    assert told.startswith("子市的企业有 100% 所用的行业名称外地没有")
    assert told.endswith("宜按环节比较")


def test_shared_names_and_an_empty_elsewhere_are_no_reason_to_warn() -> None:
    same = [firm("本", **HERE, industry="锂电池"), firm("外", **THERE, industry="锂电池")]
    assert foreign_scheme(snapshot(GRAPH, same), "子市") is None
    assert foreign_scheme(snapshot(GRAPH, same[:1]), "子市") is None
