"""The folder of a registry: Parquet files of firms and of tags, and what their columns are."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from chaingraph.errors import Refused
from chaingraph.graph.size import firm_size
from chaingraph.ids import EnterpriseId, ProductId
from chaingraph.model.enterprise import Enterprise
from chaingraph.model.kinds import KIND_BY_NAME, evidence_cache
from chaingraph.model.links import Offering
from chaingraph.model.live import is_live

KIND = KIND_BY_NAME["enterprises"]
ARROW = {"TEXT": pa.string(), "REAL": pa.float64(), "INTEGER": pa.int64()}
OFFERED = pa.list_(pa.struct([("product", pa.string()), ("share", pa.float64())]))
FIRMS = pa.schema(
    [
        *((column.name, ARROW[column.sql_type]) for column in KIND.columns),
        *((name, pa.string()) for name in ("source", "as_of", "origin")),
        ("offerings", OFFERED),
        ("size_yuan", pa.float64()),
        ("stated", pa.bool_()),
        ("live", pa.bool_()),
    ]
)
"""A row a firm: the fact as a store keeps it, what it makes, its size, whether that is money, whether it counts."""
TAGS = pa.schema(
    [
        *((name, pa.string()) for name in ("firm", "name", "uscc", "province", "city", "district", "park")),
        *((name, pa.string()) for name in ("chain", "key")),
        *((name, pa.float64()) for name in ("score", "probability", "share")),
        ("yuan", pa.int64()),
        ("why", pa.string()),
    ]
)
"""A row a firm and segment; ``yuan`` is whole yuan, so that sums are exact in any order, null where none is known."""
MADE_OF = b"made_of"


@dataclass(frozen=True)
class Registry:
    """The paths of one registry."""

    folder: Path

    @cached_property
    def parts(self) -> Path:
        """What each input said, a folder an input."""
        return self.folder / "parts"

    @cached_property
    def firms(self) -> Path:
        """Firms, one file a partition."""
        return self.folder / "firms"

    @cached_property
    def tags(self) -> Path:
        """Tags, in as many files as the engine likes."""
        return self.folder / "tags"

    def firm_files(self) -> tuple[Path, ...]:
        """The partitions, sorted. Raises Refused before anything was built."""
        return self._files(self.firms, "registry build")

    def tag_files(self) -> tuple[Path, ...]:
        """The files of tags, sorted. Raises Refused before anything was tagged."""
        return self._files(self.tags, "registry tag")

    def _files(self, folder: Path, first: str) -> tuple[Path, ...]:
        found = tuple(sorted(folder.glob("*.parquet")))
        if not found:
            raise Refused(f"“{self.folder}”里还没有 {folder.name}，请先 chaingraph {first}")
        return found


def firm_row(enterprise: Enterprise, offerings: Iterable[Offering]) -> dict[str, Any]:
    """A firm as a row of ``FIRMS``; products sorted, as a store hands them out."""
    size, basis = firm_size(enterprise)
    made = sorted({str(one.product): one.share for one in offerings}.items())
    return {
        **dict(zip(KIND.column_names, KIND.encode(enterprise), strict=True)),
        "offerings": [{"product": product, "share": share} for product, share in made],
        "size_yuan": size,
        "stated": basis.stated,
        "live": is_live(enterprise),
    }


def facts_of(rows: Iterable[Mapping[str, Any]]) -> Iterator[tuple[Enterprise, tuple[Offering, ...]]]:
    """The firms that rows of ``FIRMS`` hold, with what they make."""
    evidence_of = evidence_cache()
    for row in rows:
        enterprise = KIND.decode([row[name] for name in KIND.column_names], evidence_of)
        yield enterprise, offered(enterprise, row["offerings"])


def offered(enterprise: Enterprise, made: Iterable[Mapping[str, Any]] | None) -> tuple[Offering, ...]:
    """What the firm makes, as facts with the firm's own evidence."""
    return tuple(
        Offering(
            enterprise=EnterpriseId(enterprise.id),
            product=ProductId(one["product"]),
            share=one["share"],
            evidence=enterprise.evidence,
        )
        for one in made or ()
    )


def write(table: pa.Table, path: Path, made_of: str) -> None:
    """Write a file whole or not at all, with the name of what it was made of."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".fresh")
    pq.write_table(table.replace_schema_metadata({MADE_OF: made_of.encode()}), fresh, compression="zstd")
    fresh.replace(path)


def made_of(path: Path) -> str:
    """What a file says it was made of; empty where there is none or it does not say."""
    if not path.is_file():
        return ""
    return ((pq.read_schema(path).metadata or {}).get(MADE_OF) or b"").decode()
