"""How often targets, completion and extension name the right thing, beside naive methods, on the visible shared data.

    python -m benchmarks.suggestions [targets] [segments] [inputs] [extend]

Each part hides facts that a list states, asks the product for them, and counts. Without arguments all parts run.
"""

import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from benchmarks.judged_leaves import REPORTING, half_of, judged_places
from benchmarks.realdata import ashare, rows_of, sz_chains
from chaingraph.analysis.extension import TAIL_WIND, WEIGHTS, signals, standardised
from chaingraph.analysis.further_segments import Standing
from chaingraph.analysis.relatedness import Relatedness
from chaingraph.graph.dates import years_before
from chaingraph.graph.places import PlaceKind
from chaingraph.graph.snapshot import Snapshot
from chaingraph.ids import ChainId, SegmentKey
from chaingraph.model.chain import Segment, Stage
from chaingraph.model.promotion import Correction
from chaingraph.questions.completion import PRODUCT_GRAMS, graph_of, segment_likeness
from chaingraph.questions.extension import Asked, panel_of
from chaingraph.settings import Settings
from chaingraph.store.memory import MemoryStore
from chaingraph.tagging.likely import relevance_index
from chaingraph.tagging.ngrams import gram_counts, weighted
from chaingraph.tagging.normalise import plain
from chaingraph.tagging.verdicts import decided
from chaingraph.workspace import Workspace
from loaders.run import load

TOP, DRAWS, MOST = 10, 1000, 400
Floats = npt.NDArray[np.float64]
T = TypeVar("T")
Case = tuple[str, str, str]
"""Enterprise, chain, segment key."""


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
    alone = {name: [_found(snapshot, workspace, case) for case in asked] for name in ("targets",)}
    rows = {"targets --segment, nobody known": alone["targets"], **_baselines(snapshot, asked)}
    told = f"{len(asked)} pairs of firm and leaf (reporting half), {len(snapshot.enterprises):,} firms.\n\n"
    told += table({name: {"hit@10": hits} for name, hits in rows.items()})
    with_others = [case for case in asked if len(members[case[1], case[2]]) > 1]
    known = [_found(_said(snapshot, case, members), workspace, case) for case in with_others]
    beyond = [_found(_said(snapshot, case, members), workspace, case, members) for case in with_others]
    same = [hit for case, hit in zip(asked, alone["targets"], strict=True) if case in set(with_others)]
    rows = {
        "others of the leaf confirmed, they take places in the list": known,
        "the same, the others not counted": beyond,
        "nobody known": same,
    }
    return f"{told}\n\n{len(with_others)} of them have other judged firms on the leaf:\n\n" + table(
        {name: {"hit@10": hits} for name, hits in rows.items()}
    )


def _found(
    snapshot: Snapshot, workspace: Workspace, case: Case, members: Mapping[tuple[str, str], set[str]] | None = None
) -> float:
    """1 when the firm is among the first ten targets of the segment, seen from its own city without it."""
    name, chain, key = case
    aside = set() if members is None else members[chain, key] - {name}
    held = Workspace(workspace.store, workspace.rules)
    held._snapshot = (workspace.store.data_version(), snapshot)
    city = snapshot.enterprises[snapshot.firm(name)]
    study = held.study(f"{city.province}/{city.city}" if city.province else str(city.city), chain, without=[name])
    found = [t.enterprise for t in held.targets_of(study, [key], top=TOP + len(aside)) if t.enterprise not in aside]
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
    other.kept.update(snapshot.kept)
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
    """A fifth of the pairs of firm and segment hidden (of firms with several): where does each method put them?"""
    known, _, members = tpex()
    rows, columns = members.nonzero()
    left = np.diff(members.indptr).copy()
    hidden: set[tuple[int, int]] = set()
    for n in np.random.default_rng(0).permutation(len(rows)).tolist():
        if len(hidden) < 0.2 * len(rows) and left[rows[n]] > 1:
            hidden.add((int(rows[n]), int(columns[n])))
            left[rows[n]] -= 1
    seen = [(f, s) for f, s in zip(rows.tolist(), columns.tolist(), strict=True) if (f, s) not in hidden]
    visible = csr_array((np.ones(len(seen)), tuple(zip(*seen, strict=True))), shape=members.shape)
    standing = Standing.of(known, visible, segment_likeness(known))
    degree = np.maximum(np.diff(visible.indptr), 1)
    plain_walk = Standing.of(known, visible, np.zeros(standing.words.shape)).near
    given = {
        "complete --segments": standing.scores(visible, np.zeros(members.shape)),
        "walk alone": (visible @ plain_walk).toarray() * np.maximum(standing.firms, 1) ** -0.2,
        "Adamic–Adar": (((visible @ visible.T) * (1 / np.log(degree + 1.5))) @ visible).toarray(),
        "popularity": np.tile(standing.firms, (members.shape[0], 1)),
        "random": np.random.default_rng(0).random(members.shape),
    }
    own, chains = visible.toarray() > 0, standing.chain_of
    out: dict[str, dict[str, list[float]]] = {name: {"hit@10": [], "MRR in another chain": []} for name in given}
    for firm, segment in sorted(hidden):
        elsewhere = ~np.isin(chains, np.unique(chains[own[firm]]))
        for name, scores in given.items():
            out[name]["hit@10"].append(float(_rank(scores[firm], segment, ~own[firm]) <= TOP))
            if elsewhere[segment]:
                out[name]["MRR in another chain"].append(1 / _rank(scores[firm], segment, elsewhere))
    other = len(out["random"]["MRR in another chain"])
    return (
        f"{len(hidden)} hidden pairs, {other} of them in a chain the firm is not in; {len(known)} segments.\n\n"
        + table(out)
    )


def inputs() -> str:
    """Edges of industrial products hidden: one part of a product's, or all of them (then its name must do)."""
    edges = sorted(
        {
            (row["product"], row["input_product"])
            for row in rows_of("ashare/product_input")
            if row["domain_guess"] == "other" and plain(row["product"]) != plain(row["input_product"])
        }
    )
    rng = np.random.default_rng(0)
    products = sorted({product for product, _ in edges})
    unknown = {products[n] for n in rng.permutation(len(products))[: len(products) // 10]}
    left: dict[str, int] = defaultdict(int)
    for product, _ in edges:
        left[product] += 1
    hidden: set[tuple[str, str]] = set()
    for n in rng.permutation(len(edges)).tolist():
        product = edges[n][0]
        if product not in unknown and len(hidden) < 0.15 * len(edges) and left[product] > 1:
            hidden.add(edges[n])
            left[product] -= 1
    visible = [edge for edge in edges if edge[0] not in unknown and edge not in hidden]
    parts = {
        "product in the graph": sorted(hidden),
        "product outside it": [edge for edge in edges if edge[0] in unknown],
    }
    return "\n\n".join(f"{name}:\n\n" + _inputs(visible, asked) for name, asked in parts.items())


def _inputs(visible: Sequence[tuple[str, str]], asked: Sequence[tuple[str, str]]) -> str:
    graph, idf = graph_of(visible)
    asked = [(plain(p), plain(i)) for p, i in asked if plain(i) in graph.column]
    rng = np.random.default_rng(0)
    out: dict[str, dict[str, list[float]]] = {
        name: {"hit@10": []}
        for name in ("complete --inputs", "Adamic–Adar", "names alone: TF-IDF cosine", "popularity", "random")
    }
    for begin in range(0, len(asked), 256):
        part = asked[begin : begin + 256]
        names = [product for product, _ in part]
        words = weighted(gram_counts(names, PRODUCT_GRAMS), idf)
        found = graph.scores(names, words)
        shared, cosine = graph.shared(names), (words @ graph.input_words.T).toarray()
        for row, (_, name) in enumerate(part):
            number, open_ = graph.column[name], found[row] >= 0
            given = (found[row], shared[row], cosine[row], graph.uses, rng.random(len(graph.inputs)))
            for method, scores in zip(out, given, strict=True):
                out[method]["hit@10"].append(float(_rank(scores, number, open_) <= TOP))
    return f"{len(asked)} hidden edges whose input is still known; {len(graph.inputs):,} inputs.\n\n" + table(out)


def extend() -> str:
    """Industries that came to a city within four years of a day, ranked by what was known that day."""
    snapshot = loaded(ashare).snapshot()
    return "\n\n".join(_extend(snapshot, day) for day in ("2017-12-31", "2015-12-31", "2013-12-31"))


def _extend(snapshot: Snapshot, day: str) -> str:
    before = panel_of(snapshot, PlaceKind.CITY, Asked(as_of=day))
    after = panel_of(snapshot, PlaceKind.CITY, Asked(as_of=years_before(day, -4)))
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
