"""Types of the arrays that analyses and the tagger pass on, and a product of sparse rows over very many columns."""

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

Floats = npt.NDArray[np.float64]
Floats32 = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
MANY = 1 << 18
"""From so many non-zeros on, work over all columns is cheaper than finding out which are in use."""


def products(left: csr_array, right: csr_array) -> csr_array:
    """``left @ right.T``, to the bit; few rows do not pay for columns that neither uses. O(nnz · log + result)."""
    if left.nnz + right.nnz > MANY:
        return csr_array(left @ right.T)
    columns, place = np.unique(right.indices, return_inverse=True)
    if not len(columns):
        return csr_array((left.shape[0], right.shape[0]), dtype=np.result_type(left.dtype, right.dtype))
    at = np.minimum(np.searchsorted(columns, left.indices), len(columns) - 1)
    known = columns[at] == left.indices
    start = np.concatenate(([0], np.cumsum(known)))[left.indptr]
    few = csr_array((left.data[known], at[known], start), shape=(left.shape[0], len(columns)))
    return csr_array(few @ csr_array((right.data, place, right.indptr), shape=(right.shape[0], len(columns))).T)


def packed(rows: csr_array) -> csr_array:
    """The rows with only the columns in use, in their order; as they are when there are very many. O(nnz · log)."""
    if rows.nnz > MANY:
        return rows
    columns, place = np.unique(rows.indices, return_inverse=True)
    return csr_array((rows.data, place, rows.indptr), shape=(rows.shape[0], len(columns)))
