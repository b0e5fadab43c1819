"""The expression for big registries says what the sums in memory say."""

import ibis
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from chaingraph.analysis.standing import survey as in_memory
from chaingraph.scale.survey import Tables, balances

PLACES, SEGMENTS = 3, 4
FIRMS = st.lists(
    st.tuples(
        st.integers(-1, PLACES - 1),
        st.floats(0, 1e6),
        st.lists(st.floats(0, 1), min_size=SEGMENTS, max_size=SEGMENTS),
    ),
    max_size=8,
)
COEFFICIENTS = st.lists(st.floats(0, 0.25), min_size=6, max_size=6)


def tables(rows: list[tuple[int, float, list[float]]], a: np.ndarray) -> Tables:
    firms = pa.table(
        {
            "firm": pa.array(range(len(rows)), pa.int64()),
            "place": pa.array([None if row[0] < 0 else row[0] for row in rows], pa.int64()),
            "size_yuan": pa.array([row[1] for row in rows], pa.float64()),
        }
    )
    placed = [(firm, s, share) for firm, row in enumerate(rows) for s, share in enumerate(row[2]) if share]
    placements = pa.table(
        {
            "firm": pa.array([p[0] for p in placed], pa.int64()),
            "segment": pa.array([p[1] for p in placed], pa.int64()),
            "share": pa.array([p[2] for p in placed], pa.float64()),
        }
    )
    edges = [(i, j, a[i, j]) for i in range(SEGMENTS) for j in range(SEGMENTS) if a[i, j]]
    inputs = pa.table(
        {
            "output": pa.array([e[0] for e in edges], pa.int64()),
            "input": pa.array([e[1] for e in edges], pa.int64()),
            "coefficient": pa.array([e[2] for e in edges], pa.float64()),
        }
    )
    return Tables(firms=ibis.memtable(firms), placements=ibis.memtable(placements), inputs=ibis.memtable(inputs))


@settings(max_examples=25)
@given(FIRMS, COEFFICIENTS, st.integers(1, 3))
def test_duckdb_gives_the_sums_of_the_kernel(
    rows: list[tuple[int, float, list[float]]], coefficients: list[float], tiers: int
) -> None:
    a = np.zeros((SEGMENTS, SEGMENTS))
    a[np.triu_indices(SEGMENTS, 1)] = coefficients
    standing = in_memory.Holdings(
        homes=[np.array([row[0] for row in rows], dtype=np.int64)],
        sizes=np.array([row[1] for row in rows], dtype=float),
        placements=csr_array(np.array([row[2] for row in rows]).reshape(len(rows), SEGMENTS)),
        places=PLACES,
    )
    expected = in_memory.balances(standing, csr_array(a), tiers)
    answer = ibis.duckdb.connect().to_pyarrow(balances(tables(rows, a), tiers)).to_pydict()
    found = {name: np.zeros((PLACES, SEGMENTS)) for name in ("capability_yuan", "demand_yuan", "gap_yuan")}
    for name, matrix in found.items():
        matrix[answer["place"], answer["segment"]] = answer[name]
    assert found["capability_yuan"] == pytest.approx(expected.capability)
    assert found["demand_yuan"] == pytest.approx(expected.demand)
    assert found["gap_yuan"] == pytest.approx(expected.gap)


@pytest.mark.parametrize("dialect", ["databricks", "trino"])
def test_the_same_expression_compiles_for_other_engines(dialect: str) -> None:
    expression = balances(tables([(0, 1.0, [1.0, 0.0, 0.0, 0.0])], np.zeros((4, 4))), 2)
    assert "GREATEST" in ibis.to_sql(expression, dialect=dialect).upper()
