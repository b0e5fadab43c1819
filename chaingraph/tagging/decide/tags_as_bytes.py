"""Tags as bytes and back, so that a store can keep them between processes."""

import json
import zlib
from typing import Any

from chaingraph.graph.tags import Tag, TagEvidence, TagTable
from chaingraph.ids import ChainId, SegmentKey


def tags_to_bytes(table: TagTable) -> bytes:
    """The table as compressed JSON; equal tables give equal bytes."""
    names: dict[tuple[str, str], int] = {}
    firms = [
        [_row(tag, names.setdefault((tag.chain, tag.key), len(names))) for tag in table.of_firm(firm)]
        for firm in range(len(table.start) - 1)
    ]
    text = json.dumps({"segments": list(names), "firms": firms}, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode(), 6)


def tags_from_bytes(content: bytes) -> TagTable:
    """The table that ``tags_to_bytes`` wrote."""
    tree = json.loads(zlib.decompress(content))
    segments = [(ChainId(chain), SegmentKey(key)) for chain, key in tree["segments"]]
    return TagTable.of([[_tag(row, segments) for row in rows] for rows in tree["firms"]])


def _row(tag: Tag, segment: int) -> list[Any]:
    evidence = [[piece.field, piece.text, piece.matched, piece.share] for piece in tag.evidence]
    return [segment, tag.score, tag.probability, tag.share, evidence]


def _tag(row: list[Any], segments: list[tuple[ChainId, SegmentKey]]) -> Tag:
    segment, score, probability, share, evidence = row
    pieces = tuple(TagEvidence(field=f, text=t, matched=m, share=s) for f, t, m, s in evidence)
    chain, key = segments[segment]
    return Tag(chain=chain, key=key, score=score, probability=probability, share=share, evidence=pieces)
