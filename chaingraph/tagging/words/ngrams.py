"""Character n-grams of many texts at once, as sparse rows over hashed columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from chaingraph.arrays import MANY

BUCKETS = 1 << 22
_MIX = np.uint64(0x9E3779B97F4A7C15)


def code_points(texts: Sequence[str]) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.int64]]:
    """All texts as one array of code points, a zero after each, and where each begins (one entry more than texts)."""
    joined = "\0".join(texts) + "\0"
    codes = np.frombuffer(joined.encode("utf-32-le"), dtype=np.uint32)
    start = np.zeros(len(texts) + 1, dtype=np.int64)
    np.cumsum([len(text) + 1 for text in texts], out=start[1:])
    return codes, start


def gram_counts(texts: Sequence[str], sizes: Sequence[int] = (1, 2, 3)) -> csr_array:
    """Counts of character n-grams, shape (len(texts), BUCKETS).

    An n-gram's column is a 22-bit hash of its code points; with some 10^5 distinct n-grams about two in a hundred
    share a column, which no score here can feel. O(total length).
    """
    codes, start = code_points(texts)
    owner = np.repeat(np.arange(len(texts)), np.diff(start))
    rows, columns = [], []
    for size in sizes:
        if len(codes) < size:
            continue
        key, clean = _windows(codes, size)
        rows.append(owner[: len(key)][clean])
        columns.append((key[clean] * _MIX) >> np.uint64(42))
    row = np.concatenate(rows) if rows else np.zeros(0, dtype=np.int64)
    column = np.concatenate(columns).astype(np.int64) if columns else np.zeros(0, dtype=np.int64)
    counts = csr_array((np.ones(len(row), dtype=np.float32), (row, column)), shape=(len(texts), BUCKETS))
    counts.sum_duplicates()
    return counts


def _windows(codes: npt.NDArray[np.uint32], size: int) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.bool_]]:
    """A 64-bit key for every window of the size, and which windows cross no end of text."""
    count = len(codes) - size + 1
    key = np.zeros(count, dtype=np.uint64)
    clean = np.ones(count, dtype=bool)
    for offset in range(size):
        part = codes[offset : offset + count]
        key = (key << np.uint64(21)) | part.astype(np.uint64)
        clean &= part != 0
    return key, clean


def window_hashes(codes: npt.NDArray[np.uint32], longest: int) -> Iterator[tuple[int, npt.NDArray[np.uint64]]]:
    """For each size up to the longest, a hash of every window of that size; equal windows have equal hashes.

    Each size goes on from the one before: O(len(codes) · longest).
    """
    total = np.zeros(len(codes), dtype=np.uint64)
    for size in range(1, min(longest, len(codes)) + 1):
        count = len(codes) - size + 1
        total = (total[:count] ^ codes[size - 1 :].astype(np.uint64)) * _MIX
        total ^= total >> np.uint64(29)
        yield size, total


@dataclass(frozen=True, slots=True, eq=False)
class Idf:
    """ln((1 + n) / (1 + df)) + 1 of the n-grams that n rows hold. Source: Spärck Jones (1972), smoothed.

    Attributes
    ----------
    columns, values
        The columns in use, ascending, and the weight of each.
    unseen
        The weight of a column that no row holds.
    """

    columns: npt.NDArray[np.int64]
    values: npt.NDArray[np.float32]
    unseen: np.float32

    @classmethod
    def of(cls, counts: csr_array) -> "Idf":
        """The weights among the rows. O(non-zeros · log)."""
        columns, frequency = np.unique(counts.indices, return_counts=True)
        values = (np.log((1 + counts.shape[0]) / (1 + frequency)) + 1).astype(np.float32)
        return cls(columns.astype(np.int64), values, np.float32(np.log(1 + counts.shape[0]) + 1))

    def __getitem__(self, columns: npt.NDArray[np.integer]) -> npt.NDArray[np.float32]:
        """The weight of each column asked for; of very many at once through a table of all columns."""
        if not len(self.columns):
            return np.full(len(columns), self.unseen)
        if len(columns) > MANY:
            table = np.full(BUCKETS, self.unseen)
            table[self.columns] = self.values
            return np.asarray(table[columns])
        place = np.minimum(np.searchsorted(self.columns, columns), len(self.columns) - 1)
        return np.where(self.columns[place] == columns, self.values[place], self.unseen)


def weighted(counts: csr_array, idf: Idf) -> csr_array:
    """sqrt(tf)·idf with rows of length one; an empty row stays empty."""
    out = counts.copy()
    out.data = np.sqrt(out.data) * idf[out.indices]
    norm = np.sqrt(
        np.bincount(
            np.repeat(np.arange(out.shape[0]), np.diff(out.indptr)), weights=out.data**2, minlength=out.shape[0]
        )
    )
    norm[norm == 0] = 1
    out.data = (out.data / np.repeat(norm, np.diff(out.indptr))).astype(np.float32)
    return out
