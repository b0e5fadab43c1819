"""Hints as bytes and back, so that a store can keep them beside the tags."""

import json
import zlib

import numpy as np

from chaingraph.graph.hints import HintTable
from chaingraph.ids import ChainId, SegmentKey


def hints_to_bytes(table: HintTable) -> bytes:
    """The table as compressed JSON, its columns as lists; equal tables give equal bytes."""
    tree = {
        "start": table.start.tolist(),
        "segments": table.segments.tolist(),
        "probabilities": table.probabilities.tolist(),
        "said": table.said.ravel().tolist(),
        "texts": table.texts,
        "places": table.places,
    }
    return zlib.compress(json.dumps(tree, ensure_ascii=False, separators=(",", ":")).encode(), 6)


def hints_from_bytes(content: bytes) -> HintTable:
    """The table that ``hints_to_bytes`` wrote.

    >>> hints_from_bytes(hints_to_bytes(HintTable.of([()]))).firms
    1
    """
    tree = json.loads(zlib.decompress(content))
    return HintTable(
        np.array(tree["start"], dtype=np.int64),
        np.array(tree["segments"], dtype=np.int64),
        np.array(tree["probabilities"], dtype=np.float64),
        np.array(tree["said"], dtype=np.int64).reshape(-1, 4),
        tuple(tree["texts"]),
        tuple((ChainId(chain), SegmentKey(key)) for chain, key in tree["places"]),
    )
