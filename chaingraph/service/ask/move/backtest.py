"""How often suggestions are right on the store's own data: hide what is known, ask for it, count."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from scipy.sparse import csr_array

from chaingraph.analysis.completion.backtest import SEED, rank_of
from chaingraph.analysis.completion.further_inputs import InputGraph
from chaingraph.analysis.completion.further_segments import Memberships
from chaingraph.analysis.completion.further_suppliers import SharedBuyers, by_segments, supply_pairs
from chaingraph.analysis.growth.extension import TAIL_WIND, WEIGHTS, signals, standardised
from chaingraph.analysis.growth.relatedness import Relatedness
from chaingraph.arrays import Floats
from chaingraph.errors import Refused
from chaingraph.findings.move.backtest import Backtest
from chaingraph.graph.places import PlaceKind
from chaingraph.graph.snapshot import Snapshot
from chaingraph.library.recipes import without_recipes
from chaingraph.model.chain import Segment
from chaingraph.model.dates import known_since, years_before
from chaingraph.progress import Progress, silent
from chaingraph.service.ask.move.completion import PRODUCT_GRAMS, graph_of, memberships, own_chains, segment_likeness
from chaingraph.service.ask.move.extension import ExtensionQuery, panel_of
from chaingraph.service.ask.move.trials import OPEN_WORLD, POPULAR, RANDOM, SELF_MADE, Ranks, Trial, some, told
from chaingraph.service.workspace import Workspace
from chaingraph.tagging.search.likely import relevance_index
from chaingraph.tagging.words.ngrams import gram_counts, weighted
from chaingraph.text import plain

BLOCK = 64
YEARS = 4
FEW_LINKS = "公开的供应关系多是龙头与上市公司的，不代表一般企业"
ENOUGH_CONFIRMED = 20
"""With so many pairs that people confirmed, only these are asked; else those the tagger found."""
TEXT_KNOWS = "环节归属由同一批文字识别得来，文字方法因此占便宜；人工标注满 20 条后只用标注，才是独立的检验"


def backtest(workspace: Workspace, question: str, trial: Trial, step: Progress = silent) -> Backtest:
    """One of the questions of ``QUESTIONS`` put to the store. Deterministic: the same store, the same figures."""
    return QUESTIONS[question][1](workspace, trial, step)


def firms(workspace: Workspace, trial: Trial, step: Progress) -> Backtest:
    """A firm known on a segment, hidden: where does the relevance of targets put it among all firms?"""
    snapshot = workspace.snapshot()
    segments = [segment for name in own_chains(snapshot) for segment in snapshot.chains[name].segments]
    members = memberships(snapshot, segments)
    by_segment = csr_array(members.T.tocsr())
    index = relevance_index(snapshot)
    confirmed = _confirmed(snapshot, segments)
    trusted = len(confirmed) >= ENOUGH_CONFIRMED
    tagged = [(f, s) for s in range(len(segments)) for f in _row(by_segment, s)]
    pairs = some(confirmed if trusted else tagged, trial.cases)
    busy = np.asarray(members.sum(axis=1), dtype=np.float64).ravel()
    rng = np.random.default_rng(SEED)
    ranks: Ranks = {
        name: [] for name in ("相关度（已知同环节企业）", "相关度（不知同环节企业）", "用词余弦", POPULAR, RANDOM)
    }
    for number, (firm, s) in enumerate(pairs):
        step("企业", number, len(pairs))
        others = [int(f) for f in _row(by_segment, s) if f != firm]
        free = np.ones(len(busy), dtype=bool)
        free[others] = False
        plain_cosine = index.cosine.best([plain(segments[s].name)])
        given = (
            index.scores(segments[s], others),
            index.scores(segments[s]),
            plain_cosine,
            busy,
            rng.random(len(busy)),
        )
        for name, scores in zip(ranks, given, strict=True):
            ranks[name].append(rank_of(scores, firm, free))
    why = (SELF_MADE, OPEN_WORLD) if trusted else (TEXT_KNOWS, OPEN_WORLD)
    whose = "人工标注" if trusted else "识别"
    hidden = f"每次藏起一家已{whose}处在某环节的企业，在全部企业中找它"
    return told(workspace, ("firms", TITLES["firms"], hidden), ranks, trial, why)


def _confirmed(snapshot: Snapshot, known: Sequence[Segment]) -> list[tuple[int, int]]:
    """(firm, segment) pairs that a person confirmed, by segment and firm."""
    number = {(segment.chain, segment.key): n for n, segment in enumerate(known)}
    return sorted(
        (
            (snapshot.index[said.enterprise], number[said.chain, said.segment])
            for said in snapshot.corrections
            if said.verdict and said.enterprise in snapshot.index and (said.chain, said.segment) in number
        ),
        key=lambda pair: (pair[1], pair[0]),
    )


def segments(workspace: Workspace, trial: Trial, step: Progress) -> Backtest:
    """One segment of a firm that has several, hidden: where does the walk put it among all segments?"""
    snapshot = workspace.snapshot()
    known = [segment for name in own_chains(snapshot) for segment in snapshot.chains[name].segments]
    members = memberships(snapshot, known)
    counts = np.diff(members.indptr)
    rng = np.random.default_rng(SEED)
    asked = some(np.flatnonzero(counts >= 2).tolist(), trial.cases)
    hidden = {firm: int(rng.choice(_row(members, firm))) for firm in asked}
    pairs = [(f, int(s)) for f in range(len(counts)) for s in _row(members, f) if hidden.get(f) != s]
    seen = csr_array((np.ones(len(pairs)), ([f for f, _ in pairs], [s for _, s in pairs])), shape=members.shape)
    standing = Memberships.of(known, seen, segment_likeness(known))
    ranks: Ranks = {name: [] for name in ("两步游走", "共同企业", POPULAR, RANDOM)}
    for begin in range(0, len(asked), BLOCK):
        step("环节", begin, len(asked))
        part = asked[begin : begin + BLOCK]
        rows = csr_array(seen[part])
        walked = standing.scores(rows, np.zeros((len(part), len(known))))
        shared = ((rows @ seen.T) @ seen).toarray()
        for n, firm in enumerate(part):
            free = rows[[n]].toarray()[0] == 0
            given = (walked[n], shared[n], standing.firms, rng.random(len(known)))
            for name, scores in zip(ranks, given, strict=True):
                ranks[name].append(rank_of(scores, hidden[firm], free))
    what = "每家企业藏起一个环节，在全部环节中找它"
    return told(workspace, ("segments", TITLES["segments"], what), ranks, trial, (SELF_MADE, OPEN_WORLD))


def links(workspace: Workspace, trial: Trial, step: Progress) -> Backtest:
    """A supplier of a firm, hidden: where do the segments, and buyers like it, put it among all firms?"""
    snapshot, rules = workspace.snapshot(), workspace.rules
    pairs = supply_pairs(snapshot)
    shared = SharedBuyers.of(len(snapshot.enterprises), pairs)
    chains = tuple(snapshot.chains[name] for name in own_chains(snapshot))
    suppliers: dict[int, list[int]] = {}
    for supplier, buyer in pairs:
        suppliers.setdefault(buyer, []).append(supplier)
    popular, rng = shared.customers(), np.random.default_rng(SEED)
    ranks: Ranks = {name: [] for name in ("按环节推断", "同类买家的供应商", POPULAR, RANDOM)}
    asked = some(pairs, trial.cases)
    for number, (supplier, buyer) in enumerate(asked):
        step("供应关系", number, len(asked))
        free = np.ones(len(popular), dtype=bool)
        free[[buyer, *suppliers[buyer]]] = False
        fewer = popular.copy()
        fewer[supplier] -= 1
        segments_say = by_segments(snapshot, chains, buyer, rules)
        given = (segments_say, shared.without(supplier, buyer), fewer, rng.random(len(popular)))
        for name, scores in zip(ranks, given, strict=True):
            ranks[name].append(rank_of(scores, supplier, free))
    hidden = "每次藏起一家企业的一个供应商，在全部企业中找它"
    return told(workspace, ("links", TITLES["links"], hidden), ranks, trial, (SELF_MADE, OPEN_WORLD, FEW_LINKS))


def inputs(workspace: Workspace, trial: Trial, step: Progress) -> Backtest:
    """One input of a product that has several, hidden: where is it among all inputs the store knows?"""
    known = [(str(e.product), str(e.input)) for e in workspace.snapshot().product_inputs]
    edges = without_recipes(known)
    uses: dict[str, int] = {}
    own: dict[str, list[str]] = {}
    for product, name in edges:
        uses[plain(name)] = uses.get(plain(name), 0) + 1
        own.setdefault(product, []).append(name)
    choices = [(p, n) for p, names in sorted(own.items()) if len(names) > 1 for n in names if uses[plain(n)] > 1]
    single = list(dict(some(choices, 4 * trial.cases)).items())[: trial.cases]
    graph, idf = graph_of([edge for edge in known if edge not in set(single)])
    rng = np.random.default_rng(SEED)
    ranks: Ranks = {name: [] for name in ("全部信号", "共同材料（Adamic–Adar）", POPULAR, RANDOM)}
    for begin in range(0, len(single), BLOCK):
        step("上游材料", begin, len(single))
        part = single[begin : begin + BLOCK]
        names = [plain(product) for product, _ in part]
        found = graph.scores(names, weighted(gram_counts(names, PRODUCT_GRAMS), idf))
        shared = graph.shared(names)
        for n, (_, name) in enumerate(part):
            _rank_input(
                graph, plain(name), (found[n], shared[n], graph.uses, rng.random(len(graph.inputs))), found[n], ranks
            )
    hidden = "每种产品藏起一种上游材料，在全部已知材料中找它"
    return told(workspace, ("inputs", TITLES["inputs"], hidden), ranks, trial, (SELF_MADE, OPEN_WORLD))


def _rank_input(graph: InputGraph, name: str, given: Sequence[Floats], scores: Floats, ranks: Ranks) -> None:
    number = graph.column.get(name)
    if number is None:
        return
    for method, values in zip(ranks, given, strict=True):
        ranks[method].append(rank_of(values, number, scores >= 0))


def arrivals(workspace: Workspace, trial: Trial, step: Progress) -> Backtest:
    """Industries that came to a city in the four years after a day: where were they among those it lacked that day?"""
    snapshot = workspace.snapshot()
    days = sorted(day for day in map(known_since, snapshot.enterprises) if day)
    if not days:
        raise Refused("没有成立日期或上市日期，不能回测新增行业")
    then = trial.as_of or years_before(days[-1], YEARS)
    step("截至日面板", 0, 3)
    before = panel_of(snapshot, PlaceKind.CITY, ExtensionQuery(as_of=then))
    step("其后面板", 1, 3)
    after = panel_of(snapshot, PlaceKind.CITY, ExtensionQuery(as_of=years_before(then, -YEARS)))
    step("排序", 2, 3)
    open_ = before.firms == 0
    unit = {name: standardised(v, open_) for name, v in signals(before, Relatedness.PROXIMITY, workspace.rules).items()}
    rng = np.random.default_rng(SEED)
    zero = np.zeros(before.firms.shape)
    given = {
        "本工具": sum((w * unit[name] for name, w in WEIGHTS.items()), zero),
        "只看关联密度": unit["related"],
        "只看全国新增": sum((w * unit[name] for name, w in TAIL_WIND.items()), zero),
        POPULAR: np.tile(before.firms.sum(axis=0), (len(before.places), 1)),
        RANDOM: rng.random(before.firms.shape),
    }
    later = {place: row for row, place in enumerate(after.places)}
    new = [
        (row, a)
        for row, place in enumerate(before.places)
        for a in np.flatnonzero(open_[row] & (after.firms[later[place]] > 0)).tolist()
    ]
    ranks = {name: [rank_of(v[row], a, open_[row]) for row, a in new] for name, v in given.items()}
    why = (
        "名次只在同一城市内比较，因此城市大小不算本事；但新增多的城市仍占更多案例",
        "只看得到库里有日期的企业；更名、迁址、注销都未计入",
        SELF_MADE,
    )
    hidden = f"只用 {then} 及以前的企业，找其后四年各城市新出现的行业"
    return told(workspace, ("arrivals", TITLES["arrivals"], hidden), ranks, trial, why)


TITLES: Mapping[str, str] = {
    "firms": "招商目标：藏起企业",
    "segments": "企业环节：藏起归属",
    "links": "供应关系：藏起供应商",
    "inputs": "上游材料：藏起链接",
    "arrivals": "延链：其后新增",
}
_ASK: Mapping[str, Callable[[Workspace, Trial, Progress], Backtest]] = {
    "firms": firms,
    "segments": segments,
    "links": links,
    "inputs": inputs,
    "arrivals": arrivals,
}
QUESTIONS: Mapping[str, tuple[str, Callable[[Workspace, Trial, Progress], Backtest]]] = {
    name: (title, _ASK[name]) for name, title in TITLES.items()
}


def _row(members: csr_array, number: int) -> list[int]:
    """Columns of one row, ascending."""
    found: list[int] = sorted(members.indices[members.indptr[number] : members.indptr[number + 1]].tolist())
    return found
