"""Invented firms of any number as columns: where they sit, how large they are, and what each offering counts for.

The firms come from ``make_scale.py`` beside the shared data. A product stands on the built-in segment the tagger gives
it; one that no segment claims stands on the segment its digest picks, so that every offering is summed.
"""

import subprocess
import sys
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from scipy.sparse import block_diag, csr_array

from benchmarks.realdata import shared_data
from benchmarks.tagging import built_in, built_in_chains
from chaingraph.analysis.standing.bought import bought
from chaingraph.analysis.standing.survey import Holdings
from chaingraph.ids import EnterpriseId, ProductId
from chaingraph.model.enterprise import Enterprise
from chaingraph.model.links import Offering
from chaingraph.settings import Settings
from chaingraph.tagging.decide.tagger import tag_firms
from chaingraph.tagging.words.firm_words import FirmWords


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """N firms and their K offerings: place (N,), size in yuan (N,), and firm, segment, share of each offering (K,)."""

    cities: tuple[str, ...]
    place: np.ndarray
    size: np.ndarray
    firm: np.ndarray
    segment: np.ndarray
    share: np.ndarray
    coefficients: csr_array

    def standing(self) -> Holdings:
        """The same as the kernel reads it."""
        starts = np.zeros(len(self.place) + 1, dtype=np.int64)
        np.cumsum(np.bincount(self.firm, minlength=len(self.place)), out=starts[1:])
        return Holdings(
            homes=[self.place],
            sizes=self.size,
            placements=csr_array(
                (self.share, self.segment, starts), shape=(len(self.place), self.coefficients.shape[0])
            ),
            places=len(self.cities),
        )


def make(count: int, folder: Path) -> None:
    """Write the firms as parquet tables into the folder, unless they are there."""
    if not (folder / "scale.json").exists():
        script = shared_data() / "make_scale.py"
        command = [sys.executable, str(script), "--n", str(count), "--out", str(folder), "--format", "parquet"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


@lru_cache(maxsize=1)
def all_coefficients() -> csr_array:
    """Input coefficients of all built-in chains, one block a chain, segments in the order of the index."""
    blocks = [bought(graph, Settings()) for graph in built_in_chains()]
    return csr_array(block_diag(blocks, format="csr"))


def segments_of(products: list[str]) -> np.ndarray:
    """The segment of each product, by number over all built-in chains."""
    firms = [
        FirmWords.of(
            Enterprise(id=EnterpriseId("x"), name="某企业"),
            [Offering(enterprise=EnterpriseId("x"), product=ProductId(product))],
        )
        for product in products
    ]
    graphs = built_in_chains()
    first = np.cumsum([0, *(len(graph.segments) for graph in graphs)])
    number = {graph.chain.name: (int(start), graph) for start, graph in zip(first, graphs, strict=False)}
    out = []
    for product, tags in zip(products, tag_firms(firms, built_in(), Settings()), strict=True):
        if tags:
            start, graph = number[tags[0].chain]
            out.append(start + graph.index[tags[0].key])
        else:
            out.append(int.from_bytes(blake2b(product.encode(), digest_size=8).digest()) % int(first[-1]))
    return np.array(out, dtype=np.int64)


def columns(folder: Path) -> Columns:
    """The tables of the folder as columns."""
    firms = pq.read_table(folder / "enterprises.parquet", columns=["province", "city", "revenue_million_cny"])
    name = pc.binary_join_element_wise(firms["province"], firms["city"], "/").combine_chunks().dictionary_encode()
    offered = pq.read_table(folder / "offerings.parquet")
    product = offered["product"].combine_chunks().dictionary_encode()
    of_product = segments_of(product.dictionary.to_pylist())
    firm = pc.cast(pc.utf8_slice_codeunits(offered["firm_id"], 1), pa.int64()).to_numpy() - 1
    return Columns(
        cities=tuple(name.dictionary.to_pylist()),
        place=name.indices.to_numpy().astype(np.int64),
        size=firms["revenue_million_cny"].to_numpy() * 1e6,
        firm=firm,
        segment=of_product[product.indices.to_numpy()],
        share=offered["revenue_share"].to_numpy(),
        coefficients=all_coefficients(),
    )
