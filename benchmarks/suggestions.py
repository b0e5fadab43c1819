"""How often targets, completion and extension name the right thing, beside naive methods, on the visible shared data.

    python -m benchmarks.suggestions [targets] [segments] [inputs] [extend]

Each part hides facts that a list states, asks the product for them, and counts. Without arguments all parts run.
"""

import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from benchmarks.judged_leaves import REPORTING, half_of, judged_places
from benchmarks.realdata import ashare, rows_of, sz_chains
from chaingraph.analysis.completion.further_segments import Memberships
from chaingraph.analysis.growth.extension import TAIL_WIND, WEIGHTS, signals, standardised
from chaingraph.analysis.growth.relatedness import Relatedness
from chaingraph.arrays import Floats
from chaingraph.graph.places import PlaceKind
from chaingraph.graph.snapshot import Snapshot
from chaingraph.ids import ChainId, SegmentKey
from chaingraph.model.chain import Segment, Stage
from chaingraph.model.dates import years_before
from chaingraph.model.promotion import Correction
from chaingraph.service.ask.move.completion import PRODUCT_GRAMS, graph_of, segment_likeness
from chaingraph.service.ask.move.extension import ExtensionQuery, panel_of
from chaingraph.service.workspace import Workspace
from chaingraph.settings import Settings
from chaingraph.store.base.memory import MemoryStore
from chaingraph.store.base.port import Store
from chaingraph.tagging.decide.verdicts import decided
from chaingraph.tagging.search.likely import relevance_index
from chaingraph.tagging.words.ngrams import gram_counts, weighted
from chaingraph.text import plain
from loaders.run import load

TOP, DRAWS, MOST = 10, 1000, 400
FAR_CITY = "西藏自治区/拉萨市"
T = TypeVar("T")
Case = tuple[str, str, str]
"""Enterprise, chain, segment key."""
Pair = tuple[str, str]
"""Product, input."""
Hits = dict[str, dict[str, list[float]]]
"""By method, by product, 1 for each hidden input found."""
INPUT_METHODS = ("complete --inputs", "Adamic–Adar", "names alone: TF-IDF cosine", "popularity", "random")
ROUNDS, SEGMENT_ROUNDS = (20, 21, 22), tuple(range(20, 28))
"""Seeds of the splits that are reported; weights were chosen on others."""


class Held(Workspace):
    """A workspace that shows this snapshot, whatever the store says."""

    def __init__(self, store: Store, snapshot: Snapshot) -> None:
        super().__init__(store)
        self._held = snapshot

    def snapshot(self) -> Snapshot:
        """The snapshot held."""
        return self._held


def table(rows: Mapping[str, Mapping[str, Sequence[float]]]) -> str:
    """Markdown: a row a method, a column a measure, mean ± bootstrap standard error over the cases."""
    measures = list(next(iter(rows.values())))
    lines = [["method", *measures], ["---"] * (len(measures) + 1)]
    lines += [[method, *(_cell(values[measure]) for measure in measures)] for method, values in rows.items()]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _cell(values: Sequence[float]) -> str:
    known = np.array(values, dtype=np.float64)
    rng = np.random.default_rng(0)
    drawn = [known[rng.integers(len(known), size=len(known))].mean() for _ in range(DRAWS)]
    return f"{known.mean():.3f} ± {np.std(drawn):.3f}"


def some(cases: Sequence[T], most: int = MOST) -> list[T]:
    """At most so many of the cases, drawn with a fixed seed."""
    order = np.random.default_rng(0).permutation(len(cases))[:most]
    return [cases[n] for n in sorted(order.tolist())]


def loaded(*makers: Callable[[Path], Path]) -> Workspace:
    """A workspace in memory with these worlds."""
    made = Workspace(MemoryStore())
    with tempfile.TemporaryDirectory() as folder:
        load([make(Path(folder) / make.__name__) for make in makers], made.store, rules=Settings(), at="")
    return made


def judged_cases(snapshot: Snapshot) -> list[Case]:
    """Every judged (firm, chain, segment key) that the store knows, with the firm's half left aside."""
    tree = {row["file"]: row["chain"] for row in rows_of("sz_chains/chain_tree")}
    keys: dict[tuple[str, str, str, str], str] = {}
    for name in {*tree.values()}:
        for segment in snapshot.chains[ChainId(name)].segments:
            keys[name, str(segment.stage), segment.branch or "", segment.name] = str(segment.key)
    names = {row["code"]: row["fullname"] or row["name"] for row in rows_of("ashare/company")}
    found = set()
    for file, firms in judged_places().items():
        for code, places in firms.items():
            for stage, branch, leaf in places:
                key = keys.get((tree[file], stage, branch, leaf))
                if key and half_of(code) == REPORTING:
                    found.add((names[code], tree[file], key))
    return sorted(found)


def targets() -> str:
    """A firm judged right for a leaf, taken out of its own city: is it among the first ten targets for that leaf?"""
    workspace = loaded(ashare, sz_chains)
    snapshot = workspace.snapshot()
    everything = judged_cases(snapshot)
    asked = [case for case in some(everything, 2 * MOST) if snapshot.enterprises[snapshot.firm(case[0])].city][:MOST]
    members: dict[tuple[str, str], set[str]] = defaultdict(set)
    for name, chain, key in everything:
        members[chain, key].add(name)
    alone = [_found(snapshot, workspace, case) for case in asked]
    away = [_found(snapshot, workspace, case, seat=FAR_CITY) for case in asked]
    rows = {
        "targets --segment, nobody known": alone,
        "the same, asked from one far city": away,
        **_baselines(snapshot, asked),
    }
    told = f"{len(asked)} pairs of firm and leaf (reporting half), {len(snapshot.enterprises):,} firms.\n\n"
    told += table({name: {"hit@10": hits} for name, hits in rows.items()})
    with_others = [case for case in asked if len(members[case[1], case[2]]) > 1]
    known = [_found(_said(snapshot, case, members), workspace, case) for case in with_others]
    beyond = [_found(_said(snapshot, case, members), workspace, case, members) for case in with_others]
    same = [hit for case, hit in zip(asked, alone, strict=True) if case in set(with_others)]
    rows = {
        "others of the leaf confirmed, they take places in the list": known,
        "the same, the others not counted": beyond,
        "nobody known": same,
    }
    return f"{told}\n\n{len(with_others)} of them have other judged firms on the leaf:\n\n" + table(
        {name: {"hit@10": hits} for name, hits in rows.items()}
    )


def _found(
    snapshot: Snapshot,
    workspace: Workspace,
    case: Case,
    members: Mapping[tuple[str, str], set[str]] | None = None,
    *,
    seat: str = "",
) -> float:
    """1 when the firm is among the first ten targets of the segment, seen from its own city without it, or a seat."""
    name, chain, key = case
    aside = set() if members is None else members[chain, key] - {name}
    held = Held(workspace.store, snapshot)
    city = snapshot.enterprises[snapshot.firm(name)]
    own = f"{city.province}/{city.city}" if city.province else str(city.city)
    study = held.study(seat or own, chain, without=[] if seat else [name])
    found = [
        t.enterprise
        for t in held.targets_of(study, [key], top=TOP + len(aside), with_likely=True)
        if t.enterprise not in aside
    ]
    return float(name in found[:TOP])


def _said(snapshot: Snapshot, case: Case, members: Mapping[tuple[str, str], set[str]]) -> Snapshot:
    """The snapshot after somebody confirmed the other judged firms of the segment."""
    name, chain, key = case
    said = [
        Correction(
            enterprise=snapshot.enterprises[snapshot.firm(other)].id, chain=ChainId(chain), segment=SegmentKey(key)
        )
        for other in sorted(members[chain, key] - {name})
    ]
    other = replace(snapshot, corrections=tuple(said), tags=decided(snapshot.tags, said, snapshot.index))
    other.memo.take(snapshot.memo)
    return other


def _baselines(snapshot: Snapshot, asked: Sequence[Case]) -> dict[str, list[float]]:
    """Cosine of the firm's words with the segment's, how many segments a firm is tagged on, chance."""
    index = relevance_index(snapshot)
    busy = np.diff(snapshot.tags.start).astype(np.float64)
    rng = np.random.default_rng(0)
    out: dict[str, list[float]] = {"TF-IDF cosine": [], "tagger alone": [], "popularity": [], "random": []}
    for name, chain, key in asked:
        graph, firm = snapshot.chains[ChainId(chain)], snapshot.firm(name)
        segment = graph.segments[graph.index[SegmentKey(key)]]
        tag = np.zeros(len(busy))
        for other in snapshot.firms_on(graph)[graph.index[segment.key]]:
            tag[other] = next(
                t.score for t in snapshot.tags.of_firm(other) if (t.chain, t.key) == (segment.chain, segment.key)
            )
        scores = (index.cosine.best([plain(segment.name)]), tag, busy, rng.random(len(busy)))
        for method, values in zip(out, scores, strict=True):
            out[method].append(float(values[firm] > 0 and (values > values[firm]).sum() < TOP))
    return out


def tpex() -> tuple[list[Segment], list[str], csr_array]:
    """The segments of 47 value chains, the firms, and who stands where."""
    where: dict[tuple[str, ...], int] = {}
    segments: list[Segment] = []
    for row in rows_of("tw_tpex/segment"):
        key = (row["chain"], row["stage"], row["segment"], row["subsegment"])
        if key not in where:
            where[key] = len(segments)
            path = "/".join(part for part in key[1:] if part)
            segments.append(
                Segment(
                    chain=ChainId(row["chain"]), key=SegmentKey(path), name=row["subsegment"] or row["segment"],
                    stage=Stage(row["stage"]) if row["stage"] in set(Stage) else None,
                    branch=row["segment"] if row["subsegment"] else None, order=len(segments),
                )
            )  # fmt: skip
    firms: dict[str, int] = {}
    pairs = sorted(
        {
            (
                firms.setdefault(row["company"], len(firms)),
                where[row["chain"], row["stage"], row["segment"], row["subsegment"]],
            )
            for row in rows_of("tw_tpex/chain_company")
        }
    )
    shape = (len(firms), len(segments))
    return segments, list(firms), csr_array((np.ones(len(pairs)), tuple(zip(*pairs, strict=True))), shape=shape)


def segments() -> str:
    """A twentieth of the pairs of firm and segment hidden (of firms with several), eight times: where are they put?"""
    known, _, members = tpex()
    words = segment_likeness(known)
    out: dict[str, dict[str, list[float]]] = {}
    for seed in SEGMENT_ROUNDS:
        visible, hidden = _without_pairs(members, seed)
        _segments(Memberships.of(known, visible, words), visible, hidden, out)
    pairs, other = len(out["random"]["hit@10"]), len(out["random"]["MRR in another chain"])
    return f"{pairs} hidden pairs, {other} in a chain the firm is not in; {len(known)} segments.\n\n" + table(out)


def _without_pairs(members: csr_array, seed: int) -> tuple[csr_array, list[tuple[int, int]]]:
    """Memberships without a twentieth of the pairs, each firm keeping one at least; and the pairs hidden."""
    rows, columns = members.nonzero()
    left = np.diff(members.indptr).copy()
    hidden: set[tuple[int, int]] = set()
    for n in np.random.default_rng(seed).permutation(len(rows)).tolist():
        if len(hidden) < len(rows) / 20 and left[rows[n]] > 1:
            hidden.add((int(rows[n]), int(columns[n])))
            left[rows[n]] -= 1
    seen = [pair for pair in zip(rows.tolist(), columns.tolist(), strict=True) if pair not in hidden]
    return csr_array((np.ones(len(seen)), tuple(zip(*seen, strict=True))), shape=members.shape), sorted(hidden)


def _segments(
    standing: Memberships,
    visible: csr_array,
    hidden: Sequence[tuple[int, int]],
    out: dict[str, dict[str, list[float]]],
) -> None:
    """Add to the measures of each method where it puts each hidden pair."""
    degree = np.maximum(np.diff(visible.indptr), 1)
    given = {
        "complete --segments": standing.scores(visible, np.zeros(visible.shape)),
        "walk alone": (visible @ standing.near).toarray() * np.maximum(standing.firms, 1) ** -0.2,
        "Adamic–Adar": (((visible @ visible.T) * (1 / np.log(degree + 1.5))) @ visible).toarray(),
        "popularity": np.tile(standing.firms, (visible.shape[0], 1)),
        "random": np.random.default_rng(0).random(visible.shape),
    }
    own, chains = visible.toarray() > 0, standing.chain_of
    for firm, segment in hidden:
        elsewhere = ~np.isin(chains, np.unique(chains[own[firm]]))
        for name, scores in given.items():
            row = out.setdefault(name, {"hit@10": [], "MRR in another chain": []})
            row["hit@10"].append(float(_rank(scores[firm], segment, ~own[firm]) <= TOP))
            if elsewhere[segment]:
                row["MRR in another chain"].append(1 / _rank(scores[firm], segment, elsewhere))


def inputs() -> str:
    """Industrial edges hidden from the whole graph: a few of a product's, or all of them (then its name must do).

    Few at a time, several times: most inputs are known from one or two products, so that a graph with a quarter of its
    edges hidden knows much less than the one people ask (Adamic–Adar .22 there, .29 here).
    """
    rows = list(rows_of("ashare/product_input"))
    named = [(plain(row["product"]), plain(row["input_product"]), row["domain_guess"]) for row in rows]
    everything = {(product, name) for product, name, _ in named if product != name}
    industrial = sorted({(product, name) for product, name, kind in named if kind == "other" and product != name})
    parts: dict[str, Hits] = {"product in the graph": {}, "product outside it": {}}
    for seed in ROUNDS:
        for part, hidden in zip(parts.values(), (_few(industrial, seed), _whole(industrial, seed)), strict=True):
            used = {name for _, name in set(industrial) - set(hidden)}
            _inputs(sorted(everything - set(hidden)), [edge for edge in hidden if edge[1] in used], part)
    return "\n\n".join(f"{name}:\n\n{_told_inputs(hits)}" for name, hits in parts.items())


def _few(edges: Sequence[Pair], seed: int) -> list[Pair]:
    """A twentieth of the edges, each product keeping one at least."""
    left = Counter(product for product, _ in edges)
    out: list[Pair] = []
    for n in np.random.default_rng(seed).permutation(len(edges)).tolist():
        if left[edges[n][0]] > 1 and len(out) < len(edges) / 20:
            out.append(edges[n])
            left[edges[n][0]] -= 1
    return sorted(out)


def _whole(edges: Sequence[Pair], seed: int) -> list[Pair]:
    """All edges of three products in a hundred."""
    products = sorted({product for product, _ in edges})
    drawn = np.random.default_rng(seed).permutation(len(products))[: len(products) * 3 // 100].tolist()
    unknown = {products[n] for n in drawn}
    return [edge for edge in edges if edge[0] in unknown]


def _inputs(visible: Sequence[Pair], asked: Sequence[Pair], hits: Hits) -> None:
    """Add to the hits of each method, by product, where it puts each hidden input among all it may propose."""
    graph, idf = graph_of(visible)
    rng = np.random.default_rng(0)
    for begin in range(0, len(asked), 128):
        part = asked[begin : begin + 128]
        names = [product for product, _ in part]
        words = weighted(gram_counts(names, PRODUCT_GRAMS), idf)
        found = graph.scores(names, words)
        shared, cosine = graph.shared(names), (words @ graph.input_words.T).toarray()
        for row, (product, name) in enumerate(part):
            number, open_ = graph.column[name], found[row] >= 0
            given = (found[row], shared[row], cosine[row], graph.main_uses, rng.random(len(graph.inputs)))
            for method, scores in zip(INPUT_METHODS, given, strict=True):
                hit = float(_rank(scores, number, open_) <= TOP)
                hits.setdefault(method, {}).setdefault(product, []).append(hit)


def _told_inputs(hits: Hits) -> str:
    edges = {method: [hit for own in by.values() for hit in own] for method, by in hits.items()}
    firsts = {method: [max(own) for own in by.values()] for method, by in hits.items()}
    told = f"{len(edges['random'])} hidden edges of {len(firsts['random'])} products, the input known from others.\n\n"
    columns = {name: {"hit@10": edges[name], "a product, any of its inputs": firsts[name]} for name in hits}
    return told + table(columns)


def extend() -> str:
    """Industries that came to a city within four years of a day, ranked by what was known that day."""
    snapshot = loaded(ashare).snapshot()
    return "\n\n".join(_extend(snapshot, day) for day in ("2017-12-31", "2015-12-31", "2013-12-31"))


def _extend(snapshot: Snapshot, day: str) -> str:
    before = panel_of(snapshot, PlaceKind.CITY, ExtensionQuery(as_of=day))
    after = panel_of(snapshot, PlaceKind.CITY, ExtensionQuery(as_of=years_before(day, -4)))
    row_of = {place: row for row, place in enumerate(after.places)}
    open_ = before.firms == 0
    new = np.array([after.firms[row_of[place]] > 0 for place in before.places]) & open_
    unit = {name: standardised(v, open_) for name, v in signals(before, Relatedness.PROXIMITY, Settings()).items()}
    zero = np.zeros(open_.shape)
    given = {
        "extend": sum((w * unit[name] for name, w in WEIGHTS.items()), zero),
        "density alone": unit["related"],
        "births of five years": unit["births5"],
        "both birth signals": sum((w * unit[name] for name, w in TAIL_WIND.items()), zero),
        "popularity": np.tile(before.firms.sum(axis=0), (len(before.places), 1)),
        "random": np.random.default_rng(0).random(open_.shape),
    }
    cities = np.flatnonzero(new.any(axis=1)).tolist()
    out: dict[str, dict[str, list[float]]] = {}
    for name, scores in given.items():
        order = [[a for a in np.argsort(-scores[c], kind="stable").tolist() if open_[c, a]] for c in cities]
        hits = [new[c, own] for c, own in zip(cities, order, strict=True)]
        out[name] = {
            "average precision": [_average_precision(own) for own in hits],
            "recall@10": [float(own[:TOP].sum() / own.sum()) for own in hits],
        }
    return f"As of {day}: {int(new.sum())} arrivals in {len(cities)} cities.\n\n" + table(out)


def _average_precision(hits: npt.NDArray[np.bool_]) -> float:
    places = np.flatnonzero(hits) + 1
    return float((np.arange(1, len(places) + 1) / places).mean())


def _rank(scores: Floats, hidden: int, open_: npt.NDArray[np.bool_]) -> float:
    rivals = scores[open_]
    return float(1 + (rivals > scores[hidden]).sum() + max(0, (rivals == scores[hidden]).sum() - 1) / 2)


PARTS: Mapping[str, Callable[[], str]] = {"targets": targets, "segments": segments, "inputs": inputs, "extend": extend}


def main(names: Iterable[str]) -> None:
    """Print the parts asked for as Markdown."""
    for name in list(names) or list(PARTS):
        print(f"### {name}\n\n{PARTS[name]()}\n", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
