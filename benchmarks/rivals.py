"""The same sums by other means, to compare with: SQL in DuckDB, an ibis expression, a loop over a networkx graph."""

from collections.abc import Callable

import duckdb
import ibis
import networkx as nx
import numpy as np
import pyarrow as pa

from benchmarks.generated import Columns
from chaingraph.scale.survey import Tables, balances

SQL = """
WITH made AS (
    SELECT place, segment, sum(size_yuan * share) AS yuan
    FROM placements JOIN firms USING (firm) GROUP BY place, segment
), direct AS (
    SELECT place, input AS segment, sum(yuan * coefficient) AS yuan
    FROM made JOIN inputs ON made.segment = inputs.output GROUP BY place, input
), first AS (
    SELECT place, segment, coalesce(made.yuan, 0) AS made, coalesce(direct.yuan, 0) AS wanted
    FROM made FULL JOIN direct USING (place, segment)
), further AS (
    SELECT place, input AS segment, sum((wanted - made) * coefficient) AS yuan
    FROM first JOIN inputs ON first.segment = inputs.output WHERE wanted > made GROUP BY place, input
)
SELECT place, segment, coalesce(made, 0) AS capability_yuan,
       coalesce(wanted, 0) + coalesce(further.yuan, 0) AS demand_yuan,
       greatest(coalesce(wanted, 0) + coalesce(further.yuan, 0) - coalesce(made, 0), 0) AS gap_yuan
FROM first FULL JOIN further USING (place, segment)
"""


def _tables(world: Columns, *, named: bool) -> dict[str, pa.Table]:
    """Firms, placements and inputs; with names as keys as a register has them, or with numbers."""
    edges = world.coefficients.tocoo()
    cities = np.array(world.cities, dtype=object)

    def key(prefix: str, numbers: np.ndarray) -> np.ndarray:
        return np.char.add(prefix, numbers.astype(str)) if named else numbers

    firms = {
        "firm": key("F", np.arange(len(world.place))),
        "place": cities[world.place].tolist() if named else world.place,
        "size_yuan": world.size,
    }
    placed = {"firm": key("F", world.firm), "segment": key("S", world.segment), "share": world.share}
    inputs = {"output": key("S", edges.row), "input": key("S", edges.col), "coefficient": edges.data}
    made = {"firms": firms, "placements": placed, "inputs": inputs}
    return {name: pa.table({k: pa.array(v) for k, v in columns.items()}) for name, columns in made.items()}


def duckdb_sql(world: Columns, *, named: bool) -> Callable[[], pa.Table]:
    """A function that runs the query over tables in DuckDB's memory, on two threads."""
    connection = duckdb.connect(config={"threads": 2})
    _fill(connection, _tables(world, named=named))
    return lambda: connection.sql(SQL).to_arrow_table()


def _fill(connection: duckdb.DuckDBPyConnection, tables: dict[str, pa.Table]) -> None:
    for name, table in tables.items():
        connection.register("given", table)
        connection.execute(f"CREATE TABLE {name} AS SELECT * FROM given")
        connection.unregister("given")


def ibis_expression(world: Columns, tiers: int) -> Callable[[], pa.Table]:
    """A function that runs the expression of ``chaingraph.scale`` over tables in DuckDB's memory."""
    backend = ibis.duckdb.connect(threads=2)
    _fill(backend.con, _tables(world, named=False))
    expression = balances(Tables(**{name: backend.table(name) for name in ("firms", "placements", "inputs")}), tiers)
    return lambda: backend.to_pyarrow(expression)


Cells = dict[int, float]


def networkx_loop(world: Columns, tiers: int) -> Callable[[], dict[tuple[int, int], float]]:
    """A function that walks a graph of places, firms and segments, edge by edge, and gives the gaps."""
    graph = _graph(world)

    def gaps() -> dict[tuple[int, int], float]:
        found = {}
        for place in range(len(world.cities)):
            made = _made(graph, place)
            for segment, yuan in _wanted(graph, made, tiers).items():
                if yuan > made.get(segment, 0.0):
                    found[place, segment] = yuan - made.get(segment, 0.0)
        return found

    return gaps


def _graph(world: Columns) -> nx.DiGraph:
    """Places hold firms, firms stand on segments, segments buy inputs; every edge carries its figure."""
    graph = nx.DiGraph()
    for firm, (place, size) in enumerate(zip(world.place.tolist(), world.size.tolist(), strict=True)):
        graph.add_edge(("p", place), ("f", firm), size=size)
    for firm, segment, share in zip(world.firm.tolist(), world.segment.tolist(), world.share.tolist(), strict=True):
        edge = graph.get_edge_data(("f", firm), ("s", segment))
        graph.add_edge(("f", firm), ("s", segment), share=share + (edge["share"] if edge else 0.0))
    edges = world.coefficients.tocoo()
    for output, source, value in zip(edges.row.tolist(), edges.col.tolist(), edges.data.tolist(), strict=True):
        graph.add_edge(("s", output), ("s", source), coefficient=value)
    return graph


def _made(graph: nx.DiGraph, place: int) -> Cells:
    made: Cells = {}
    for _, firm, home in graph.out_edges(("p", place), data=True):
        for _, (_, segment), edge in graph.out_edges(firm, data=True):
            made[segment] = made.get(segment, 0.0) + home["size"] * edge["share"]
    return made


def _bought(graph: nx.DiGraph, made: Cells) -> Cells:
    out: Cells = {}
    for segment, yuan in made.items():
        for _, (_, source), edge in graph.out_edges(("s", segment), data=True):
            out[source] = out.get(source, 0.0) + yuan * edge["coefficient"]
    return out


def _wanted(graph: nx.DiGraph, made: Cells, tiers: int) -> Cells:
    direct = _bought(graph, made)
    wanted = direct
    for _ in range(tiers - 1):
        short = {s: yuan - made.get(s, 0.0) for s, yuan in wanted.items() if yuan > made.get(s, 0.0)}
        further = _bought(graph, short)
        wanted = {s: direct.get(s, 0.0) + further.get(s, 0.0) for s in direct.keys() | further.keys()}
    return wanted
