"""Flows between branches as a table to hand on."""

from chaingraph.export.table import Column, Table
from chaingraph.findings.place.flow import Basis, Flows
from chaingraph.units import WAN


def flow_table(found: Flows) -> Table:
    """A row a flow, largest first."""
    observed = found.basis is Basis.OBSERVED
    amount = "关系条数" if observed else "推算采购额(万元/年)"
    columns = (
        Column(title="来源分支", width=22),
        Column(title="去向分支", width=22),
        Column(title=amount, width=18, look="whole"),
        Column(title="依据", width=10, look="centre"),
        Column(title="图中", width=12, look="centre"),
        Column(title="例", width=60),
    )
    rows = tuple(
        (
            flow.source,
            flow.target,
            flow.amount if observed else round(flow.amount / WAN, 2),
            found.basis.value,
            "已画" if flow.drawn else "回流未画",
            "；".join(flow.examples),
        )
        for flow in found.flows
    )
    note = (
        "供应关系表中两端都在这条链上的关系，按企业主要环节所属分支计条数"
        if observed
        else "已知的本地产能×材料成本率×投入占比推算的采购额，不论货从哪里来；不代表真实交易"
    )
    title = f"{found.place.label}{found.chain}产业链分支间供应流向（{found.basis.value}）"
    return Table(sheet="供应流向", title=title, note=note, columns=columns, rows=rows, as_of=found.as_of)
