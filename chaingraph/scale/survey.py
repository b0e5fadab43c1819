"""Capability and demand of all places on all segments as one ibis expression, for DuckDB, Spark or another engine."""

from dataclasses import dataclass

import ibis
from ibis.expr.types import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """The three tables the sums are made of, in any engine ibis speaks to.

    Attributes
    ----------
    firms
        firm, place, size_yuan (a year); a firm stands in several rows when it sits in several places.
    placements
        firm, segment, share (0 to 1): what part of the firm counts on the segment.
    inputs
        output, input, coefficient: yuan of ``input`` bought per yuan of ``output`` made.
    """

    firms: Table
    placements: Table
    inputs: Table


def balances(tables: Tables, tiers: int) -> Table:
    """place, segment, capability_yuan, demand_yuan, gap_yuan: the formula of ``chaingraph.analysis.standing.survey``.

        C = T·F,  D1 = C·A,  Dt+1 = D1 + max(Dt - C, 0)·A

    Nothing is computed here: the expression runs where the tables are. Rows with neither capability nor demand are
    left out; there is no order.
    """
    located = tables.firms.filter(tables.firms.place.notnull())
    joined = tables.placements.join(located, "firm")
    made = joined.group_by("place", "segment").agg(yuan=(joined.size_yuan * joined.share).sum())
    direct = _bought(made, tables.inputs)
    demand = direct
    for _ in range(tiers - 1):
        short = _cells(made, demand).select("place", "segment", yuan=_short()).filter(ibis._.yuan > 0)
        both = direct.union(_bought(short, tables.inputs))
        demand = both.group_by("place", "segment").agg(yuan=both.yuan.sum())
    return _cells(made, demand).mutate(gap_yuan=_short())


def _bought(made: Table, inputs: Table) -> Table:
    """What the makers of these amounts buy."""
    bought = made.join(inputs, made.segment == inputs.output)
    return bought.group_by("place", segment=bought.input).agg(yuan=(bought.yuan * bought.coefficient).sum())


def _cells(made: Table, demand: Table) -> Table:
    """Capability and demand side by side; a union instead of an outer join, which every engine does well."""
    nothing = ibis.literal(0).cast("float64")
    rows = made.select("place", "segment", capability_yuan="yuan", demand_yuan=nothing).union(
        demand.select("place", "segment", capability_yuan=nothing, demand_yuan="yuan")
    )
    return rows.group_by("place", "segment").agg(
        capability_yuan=rows.capability_yuan.sum(), demand_yuan=rows.demand_yuan.sum()
    )


def _short() -> ibis.Deferred:
    """max(D - C, 0)."""
    return ibis.greatest(ibis._.demand_yuan - ibis._.capability_yuan, 0)
