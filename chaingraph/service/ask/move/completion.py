"""What the store's own facts may lack: inputs of products, segments of firms. Proposals; nothing is written."""

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from chaingraph.analysis.completion.further_inputs import InputGraph
from chaingraph.analysis.completion.further_segments import Memberships, proposed_segments
from chaingraph.analysis.completion.proposed_inputs import proposed_inputs
from chaingraph.arrays import products
from chaingraph.findings.move.completion import ProposedInput, ProposedSegment
from chaingraph.graph.snapshot import Snapshot
from chaingraph.ids import ChainId, SegmentKey
from chaingraph.library.reader import shared_homes
from chaingraph.library.recipes import without_recipes
from chaingraph.library.usual_inputs import usual_inputs
from chaingraph.memo import Key
from chaingraph.model.chain import Segment
from chaingraph.service.decide.refusals import key_of, refused_inputs
from chaingraph.service.placement import spread_corrections
from chaingraph.service.workspace import Workspace
from chaingraph.tagging.search.relevance import told
from chaingraph.tagging.words.firm_words import FirmWords
from chaingraph.tagging.words.ngrams import Idf, gram_counts, weighted
from chaingraph.text import name_core, plain

BLOCK = 256
SEGMENT_GRAMS, PRODUCT_GRAMS = (1, 2), (1, 2, 3)
INPUTS = Key[tuple[InputGraph, Idf]]("products and inputs")
RECIPE = 0.3
"""Weight of a dish or a prescription as a witness: dropped, true inputs went with them; whole, they drown industry."""


def further_segments(
    workspace: Workspace,
    names: Sequence[str],
    *,
    top: int = 10,
    other_chains: bool = False,
    chains: Sequence[str] = (),
) -> tuple[ProposedSegment, ...]:
    """Segments each firm may stand on too, in the chains named, else the store's own, else the built-in ones.

    A name the store does not know is judged by its words alone. Of several firms of one name the first by id is meant.
    """
    snapshot = workspace.snapshot()
    wanted = tuple(snapshot.chain(name).chain.name for name in chains) or own_chains(snapshot)
    standing = standing_of(snapshot, wanted)
    out: list[ProposedSegment] = []
    for part in _blocks(names):
        firms = [_known(snapshot, name) for name in part]
        asked = csr_array(_rows(standing.members, firms) - _rows(_refused(snapshot, standing), firms))
        words = _likeness([_words(snapshot, *pair) for pair in zip(firms, part, strict=True)], standing.segments)
        out += proposed_segments(standing, part, asked, words, top=top, other_chains=other_chains)
    return tuple(out)


def further_inputs(workspace: Workspace, names: Sequence[str], *, top: int = 10) -> tuple[ProposedInput, ...]:
    """Inputs each product may have too, out of the inputs the store knows; any name may be asked.

    What a person refused for the product is left out.
    """
    graph, idf = input_graph(workspace.snapshot())
    refused = {one.key for one in refused_inputs(workspace.store)}
    out: list[ProposedInput] = []
    for part in _blocks(names) if graph.inputs else ():
        plain_names = [plain(name) for name in part]
        words = weighted(gram_counts(plain_names, PRODUCT_GRAMS), idf)
        found = proposed_inputs(graph, plain_names, part, words, top=top + len(refused))
        out += _first([one for one in found if key_of(one.asked, one.product) not in refused], top)
    return tuple(out)


def _first(found: Sequence[ProposedInput], top: int) -> list[ProposedInput]:
    """The first ``top`` of each name."""
    seen: Counter[str] = Counter()
    kept = []
    for one in found:
        seen[one.asked] += 1
        if seen[one.asked] <= top:
            kept.append(one)
    return kept


def own_chains(snapshot: Snapshot) -> tuple[ChainId, ...]:
    """Chains the store defines itself, or all built-in ones where it defines none; sorted."""
    own = {chain.name for chain in snapshot.facts["chains"]}
    return tuple(sorted(own or set(snapshot.chains)))


def standing_of(snapshot: Snapshot, chains: Sequence[ChainId]) -> Memberships:
    """Who stands on which segment of these chains; worked out once a snapshot."""

    def worked_out() -> Memberships:
        shared = _shared(snapshot, chains)
        segments = [snapshot.chains[own[0]].segments[snapshot.chains[own[0]].index[key]] for key, own in shared]
        members = memberships(snapshot, segments)
        return Memberships.of(segments, members, segment_likeness(segments), [own for _, own in shared])

    return snapshot.memo.get(Key[Memberships]("completion", tuple(chains)), worked_out)


def _shared(snapshot: Snapshot, chains: Sequence[ChainId]) -> list[tuple[SegmentKey, tuple[ChainId, ...]]]:
    """Each segment of the chains once, with the chains that hold it, its home first: built-in chains share segments."""
    own = {chain.name for chain in snapshot.facts["chains"]}
    found: dict[tuple[SegmentKey, ChainId | None], list[ChainId]] = {}
    for name in chains:
        homes = {} if name in own else shared_homes(name)
        for segment in snapshot.chains[name].segments:
            held = found.setdefault((segment.key, name if name in own else None), [])
            held.insert(len(held) if segment.key in homes else 0, name)
    return [(key, tuple(held)) for (key, _), held in found.items()]


def _refused(snapshot: Snapshot, standing: Memberships) -> csr_array:
    """1 where a person said that the firm is not on the segment. Shape (N, S)."""
    number = {(name, s.key): n for n, s in enumerate(standing.segments) for name in standing.chains[n]}
    pairs = {
        (snapshot.index[said.enterprise], number[said.chain, said.segment])
        for said in spread_corrections(snapshot)
        if not said.verdict and said.enterprise in snapshot.index and (said.chain, said.segment) in number
    }
    ends = ([firm for firm, _ in sorted(pairs)], [segment for _, segment in sorted(pairs)])
    return csr_array((np.ones(len(pairs)), ends), shape=standing.members.shape)


def memberships(snapshot: Snapshot, segments: Sequence[Segment]) -> csr_array:
    """1 where a firm is tagged, by its words or by a person, on a segment. Shape (N, S)."""
    number = {(segment.chain, segment.key): n for n, segment in enumerate(segments)}
    pairs = sorted(
        (int(firm), number[tag.chain, tag.key])
        for firm, tag in zip(snapshot.tags.firm_of_row(), snapshot.tags.rows, strict=True)
        if (tag.chain, tag.key) in number
    )
    shape = (len(snapshot.enterprises), len(segments))
    return csr_array((np.ones(len(pairs)), ([f for f, _ in pairs], [s for _, s in pairs])), shape=shape)


def segment_likeness(segments: Sequence[Segment]) -> npt.NDArray[np.float64]:
    """Likeness of the words of chain and segment, shape (S, S), diagonal 0."""
    rows = _segment_rows(segments)[0]
    out = np.asarray(products(rows, rows).toarray(), dtype=np.float64)
    np.fill_diagonal(out, 0.0)
    return out


def input_graph(snapshot: Snapshot) -> tuple[InputGraph, Idf]:
    """The products and inputs the store knows, and the n-gram weights of their names; worked out once a snapshot."""

    def worked_out() -> tuple[InputGraph, Idf]:
        return graph_of([(str(edge.product), str(edge.input)) for edge in snapshot.product_inputs])

    return snapshot.memo.get(INPUTS, worked_out)


def graph_of(edges: Sequence[tuple[str, str]]) -> tuple[InputGraph, Idf]:
    """The graph of (product, input) names as written, recipes at .3, and the idf of their n-grams. O(total text)."""
    written = {plain(name): name for _, name in sorted(edges, reverse=True)}
    pairs = sorted({(plain(product), plain(name)) for product, name in edges})
    pairs = [pair for pair in pairs if pair[0] != pair[1]]
    industrial = {product for product, _ in without_recipes(pairs)}
    products, inputs = sorted({p for p, _ in pairs}), sorted({i for _, i in pairs})
    row, column = {name: n for n, name in enumerate(products)}, {name: n for n, name in enumerate(inputs)}
    counts = gram_counts([*products, *inputs] or [""], PRODUCT_GRAMS)
    idf = Idf.of(counts)
    places = ([row[p] for p, _ in pairs], [column[i] for _, i in pairs])
    graph = InputGraph.of(
        {product: 1.0 if product in industrial else RECIPE for product in products},
        {name: written[name] for name in inputs},
        csr_array((np.ones(len(pairs)), places), shape=(len(products), len(inputs))),
        words=weighted(counts, idf),
        usual={plain(end): tuple(map(plain, listed)) for end, listed in usual_inputs().items()},
    )
    return graph, idf


def _blocks(names: Sequence[str]) -> Iterator[list[str]]:
    """Parts of the names, so that memory stays bounded; a name asked twice is answered once."""
    distinct = list(dict.fromkeys(names))
    for begin in range(0, len(distinct), BLOCK):
        yield distinct[begin : begin + BLOCK]


def _known(snapshot: Snapshot, name: str) -> int:
    """The first firm of that name, -1 where there is none."""
    found = snapshot.names.get(name, ())
    return min(found) if found else -1


def _rows(members: csr_array, firms: Sequence[int]) -> csr_array:
    known = [(row, firm) for row, firm in enumerate(firms) if firm >= 0]
    shape = (len(firms), members.shape[0])
    pick = csr_array((np.ones(len(known)), ([r for r, _ in known], [f for _, f in known])), shape=shape)
    return csr_array(pick @ members)


def _words(snapshot: Snapshot, firm: int, name: str) -> str:
    if firm < 0:
        return name_core(name)
    return told(FirmWords.of(snapshot.enterprises[firm], snapshot.offerings_of[firm]))


def _segment_rows(segments: Sequence[Segment]) -> tuple[csr_array, Idf]:
    texts = [plain(segment.chain + (segment.branch or "").replace("/", "") + segment.name) for segment in segments]
    counts = gram_counts(texts or [""], SEGMENT_GRAMS)
    idf = Idf.of(counts)
    return weighted(counts, idf), idf


def _likeness(texts: Sequence[str], segments: Sequence[Segment]) -> npt.NDArray[np.float64]:
    """Likeness of each text to the words of each segment, shape (texts, S)."""
    rows, idf = _segment_rows(segments)
    own = weighted(gram_counts(list(texts), SEGMENT_GRAMS), idf)
    return np.asarray(products(own, rows).toarray()[:, : len(segments)], dtype=np.float64)
