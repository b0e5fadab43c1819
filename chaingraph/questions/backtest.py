"""How often suggestions are right on the store's own data: hide what is known, ask for it, count."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from chaingraph.analysis.backtest import SEED, Rank, rank_of, results
from chaingraph.analysis.extension import TAIL_WIND, WEIGHTS, signals, standardised
from chaingraph.analysis.further_inputs import InputGraph
from chaingraph.analysis.further_segments import Standing
from chaingraph.analysis.relatedness import Relatedness
from chaingraph.errors import Refused
from chaingraph.graph.backtest_findings import Backtest
from chaingraph.graph.dates import known_since, years_before
from chaingraph.graph.places import PlaceKind
from chaingraph.graph.snapshot import Snapshot
from chaingraph.library.recipes import without_recipes
from chaingraph.model.chain import Segment
from chaingraph.questions.completion import PRODUCT_GRAMS, graph_of, memberships, own_chains, segment_likeness
from chaingraph.questions.extension import Asked, panel_of
from chaingraph.tagging.likely import relevance_index
from chaingraph.tagging.ngrams import gram_counts, weighted
from chaingraph.tagging.normalise import plain
from chaingraph.workspace import Workspace

Floats = npt.NDArray[np.float64]
T = TypeVar("T")
Step = Callable[[str, int, int], None]
"""Told (stage in Chinese, done, total) as the work goes on; may raise to end it."""
Ranks = dict[str, list[Rank]]
BLOCK = 64
POPULAR, RANDOM = "只看热门", "随机"
YEARS = 4
ENOUGH_CONFIRMED = 20
"""With so many pairs that people confirmed, only these are asked; else those the tagger found."""
TEXT_KNOWS = "环节归属由同一批文字识别得来，文字方法因此占便宜；人工标注满 20 条后只用标注，才是独立的检验"
SELF_MADE = "只说明在本库已知的事实里能把藏起的找回来，不说明库外的企业、环节或材料会怎样"
OPEN_WORLD = "排在前面而未命中的，不一定是错的：库里没有记载不等于事实上没有"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """How much is asked: at most ``cases`` hidden facts, hit among the first ``top``; ``as_of`` for arrivals."""

    cases: int = 200
    top: int = 10
    as_of: str | None = None


def silent(stage: str, done: int, total: int) -> None:
    """Nobody listens."""


def backtest(workspace: Workspace, question: str, trial: Trial, step: Step = silent) -> Backtest:
    """One of the four questions of ``QUESTIONS`` put to the store. Deterministic: the same store, the same figures."""
    return QUESTIONS[question][1](workspace.snapshot(), trial, step)


def firms(snapshot: Snapshot, trial: Trial, step: Step) -> Backtest:
    """A firm known on a segment, hidden: where does the relevance of targets put it among all firms?"""
    segments = [segment for name in own_chains(snapshot) for segment in snapshot.chains[name].segments]
    members = memberships(snapshot, segments)
    by_segment = csr_array(members.T.tocsr())
    index = relevance_index(snapshot)
    confirmed = _confirmed(snapshot, segments)
    trusted = len(confirmed) >= ENOUGH_CONFIRMED
    tagged = [(f, s) for s in range(len(segments)) for f in _row(by_segment, s)]
    pairs = _some(confirmed if trusted else tagged, trial.cases)
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
    return _told(snapshot, "firms", f"每次藏起一家已{whose}处在某环节的企业，在全部企业中找它", ranks, trial, why)


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


def segments(snapshot: Snapshot, trial: Trial, step: Step) -> Backtest:
    """One segment of a firm that has several, hidden: where does the walk put it among all segments?"""
    known = [segment for name in own_chains(snapshot) for segment in snapshot.chains[name].segments]
    members = memberships(snapshot, known)
    counts = np.diff(members.indptr)
    rng = np.random.default_rng(SEED)
    asked = _some(np.flatnonzero(counts >= 2).tolist(), trial.cases)
    hidden = {firm: int(rng.choice(_row(members, firm))) for firm in asked}
    pairs = [(f, int(s)) for f in range(len(counts)) for s in _row(members, f) if hidden.get(f) != s]
    seen = csr_array((np.ones(len(pairs)), ([f for f, _ in pairs], [s for _, s in pairs])), shape=members.shape)
    standing = Standing.of(known, seen, segment_likeness(known))
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
    return _told(snapshot, "segments", "每家企业藏起一个环节，在全部环节中找它", ranks, trial, (SELF_MADE, OPEN_WORLD))


def inputs(snapshot: Snapshot, trial: Trial, step: Step) -> Backtest:
    """One input of a product that has several, hidden: where is it among all inputs the store knows?"""
    edges = without_recipes((str(e.product), str(e.input)) for e in snapshot.product_inputs)
    uses: dict[str, int] = {}
    own: dict[str, list[str]] = {}
    for product, name in edges:
        uses[plain(name)] = uses.get(plain(name), 0) + 1
        own.setdefault(product, []).append(name)
    choices = [(p, n) for p, names in sorted(own.items()) if len(names) > 1 for n in names if uses[plain(n)] > 1]
    single = list(dict(_some(choices, 4 * trial.cases)).items())[: trial.cases]
    graph, idf = graph_of([edge for edge in edges if edge not in set(single)])
    rng = np.random.default_rng(SEED)
    ranks: Ranks = {name: [] for name in ("七个信号", "共同材料（Adamic–Adar）", POPULAR, RANDOM)}
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
    return _told(
        snapshot, "inputs", "每种产品藏起一种上游材料，在全部已知材料中找它", ranks, trial, (SELF_MADE, OPEN_WORLD)
    )


def _rank_input(graph: InputGraph, name: str, given: Sequence[Floats], scores: Floats, ranks: Ranks) -> None:
    number = graph.column.get(name)
    if number is None:
        return
    for method, values in zip(ranks, given, strict=True):
        ranks[method].append(rank_of(values, number, scores >= 0))


def arrivals(snapshot: Snapshot, trial: Trial, step: Step) -> Backtest:
    """Industries that came to a city in the four years after a day: where were they among those it lacked that day?"""
    days = sorted(day for day in map(known_since, snapshot.enterprises) if day)
    if not days:
        raise Refused("没有成立日期或上市日期，不能回测新增行业")
    then = trial.as_of or years_before(days[-1], YEARS)
    step("截至日面板", 0, 3)
    before = panel_of(snapshot, PlaceKind.CITY, Asked(as_of=then))
    step("其后面板", 1, 3)
    after = panel_of(snapshot, PlaceKind.CITY, Asked(as_of=years_before(then, -YEARS)))
    step("排序", 2, 3)
    open_ = before.firms == 0
    unit = {name: standardised(v, open_) for name, v in signals(before, Relatedness.PROXIMITY).items()}
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
    return _told(snapshot, "arrivals", f"只用 {then} 及以前的企业，找其后四年各城市新出现的行业", ranks, trial, why)


QUESTIONS: Mapping[str, tuple[str, Callable[[Snapshot, Trial, Step], Backtest]]] = {
    "firms": ("招商目标：藏起企业", firms),
    "segments": ("企业环节：藏起归属", segments),
    "inputs": ("上游材料：藏起链接", inputs),
    "arrivals": ("延链：其后新增", arrivals),
}


def _told(
    snapshot: Snapshot,
    question: str,
    hidden: str,
    ranks: Mapping[str, Sequence[Rank]],
    trial: Trial,
    why: tuple[str, ...],
) -> Backtest:
    first = next(iter(ranks.values()))
    if not first:
        raise Refused("库中可供回测的事实不足：没有可以藏起再找的")
    return Backtest(
        question=question,
        title=QUESTIONS[question][0],
        hidden=hidden,
        cases=len(first),
        candidates=round(sum(rank.among for rank in first) / len(first), 1),
        top=trial.top,
        methods=results(ranks, top=trial.top),
        not_proved=why,
        data_version=snapshot.version,
    )


def _some(cases: Sequence[T], most: int) -> list[T]:
    """At most so many of the cases, drawn with a fixed seed, in their own order."""
    if len(cases) <= most:
        return list(cases)
    drawn = np.random.default_rng(SEED).choice(len(cases), size=most, replace=False)
    return [cases[number] for number in sorted(drawn.tolist())]


def _row(members: csr_array, number: int) -> list[int]:
    """Columns of one row, ascending."""
    found: list[int] = sorted(members.indices[members.indptr[number] : members.indptr[number + 1]].tolist())
    return found
