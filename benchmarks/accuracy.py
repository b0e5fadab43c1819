"""How often the tagger names the right segment, beside naive baselines, on the visible shared data.

    python -m benchmarks.accuracy [yangzhou] [trees] [taught] [leaves] [examples] [aliases]

Each figure is the share of firms placed right ± its bootstrap standard error. Without arguments all parts run.
"""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

import numpy as np

from benchmarks.baselines import five_lines, linear_svm, majority
from benchmarks.judged_leaves import REPORTING, judged_tasks
from benchmarks.tasks import Task, industry_tasks, listed_firms, silver_tasks, whole_task, yangzhou_task
from chaingraph.arrays import Floats
from chaingraph.findings.firm.ranked import TagAnswer
from chaingraph.settings import Settings
from chaingraph.tagging.teach.answer import answers

T = TypeVar("T")
TOP, FOLDS, REPEATS, DRAWS = 10, 5, 3, 1000
Order = Sequence[Sequence[int]]
"""For each firm the segment numbers, best first."""


class Board:
    """Hits of every method on every measure, summed per firm, so that methods can be compared firm by firm."""

    def __init__(self, firms: int) -> None:
        self._hits: dict[tuple[str, str], Floats] = {}
        self._asked: dict[tuple[str, str], Floats] = {}
        self._firms = firms

    def add(self, method: str, measure: str, firms: Iterable[int], hits: Iterable[bool]) -> None:
        """Note whether the method was right on each of the firms."""
        key, numbers = (method, measure), np.array(list(firms), dtype=np.int64)
        self._hits.setdefault(key, np.zeros(self._firms))[numbers] += np.array(list(hits), dtype=np.float64)
        self._asked.setdefault(key, np.zeros(self._firms))[numbers] += 1

    def add_order(self, method: str, firms: Sequence[int], truth: Sequence[frozenset[int]], order: Order) -> None:
        """Note hits among the first 1, 3 and 10."""
        for first in (1, 3, TOP):
            right = [not known.isdisjoint(own[:first]) for known, own in zip(truth, order, strict=True)]
            self.add(method, f"hit@{first}", firms, right)

    def table(self, measures: Sequence[str], ours: str, baselines: Sequence[str]) -> str:
        """Markdown, a row a method, and how far ours is ahead of the best baseline on the same firms."""
        methods = list(dict.fromkeys(method for method, _ in self._hits))
        rows = [[method, *(self._cell(self._mean(method, measure)) for measure in measures)] for method in methods]
        ahead = [self._mean(ours, measure) - self._best(baselines, measure) for measure in measures]
        rows.append([f"{ours} − best baseline", *(self._cell(difference, "+") for difference in ahead)])
        lines = [["method", *measures], ["---"] * (len(measures) + 1), *rows]
        return "\n".join("| " + " | ".join(line) + " |" for line in lines)

    def _mean(self, method: str, measure: str) -> Floats:
        asked = self._asked.get((method, measure), np.zeros(self._firms))
        hits = self._hits.get((method, measure), asked)
        return hits[asked > 0] / asked[asked > 0]

    def _best(self, baselines: Sequence[str], measure: str) -> Floats:
        return max((self._mean(method, measure) for method in baselines), key=lambda hits: float(np.sum(hits)))

    def _cell(self, values: Floats, sign: str = "") -> str:
        if not len(values):
            return ""
        rng = np.random.default_rng(0)
        drawn = [values[rng.integers(len(values), size=len(values))].mean() for _ in range(DRAWS)]
        return f"{values.mean():{sign}.3f} ± {np.std(drawn):.3f}"


def best_first(scores: Floats) -> Order:
    """Segment numbers by score; equal scores in drawing order."""
    return [list(map(int, row)) for row in np.argsort(-scores, axis=1, kind="stable")[:, :TOP]]


def placed(task: Task, examples: Mapping[int, int]) -> list[TagAnswer]:
    """The tagger's whole answer for every firm; examples: firm -> its segment, said by a person."""
    verdicts = dict.fromkeys(examples.items(), (True, "example"))
    return answers(task.words, [task.graph], Settings(), verdicts, everything=True, top=TOP)


def order_of(task: Task, found: Iterable[TagAnswer]) -> Order:
    """Segment numbers of the answers, best first."""
    number = {str(segment.key): n for n, segment in enumerate(task.graph.segments)}
    return [[number[ranked.key] for ranked in answer.segments] for answer in found]


def top_branches(found: Iterable[TagAnswer]) -> list[str]:
    """The loudest top-level branch of each answer."""
    return [next(branch for _, branch, _ in answer.branches if "/" not in branch) for answer in found]


def some(items: Sequence[T], numbers: Iterable[int]) -> list[T]:
    """The items of these numbers."""
    return [items[number] for number in numbers]


OURS, BARE, FIVE, SVM, COMMON = "tagger", "tagger, no examples", "TF-IDF cosine", "linear SVM", "most common"


def yangzhou() -> str:
    """Register words to class and division of the national classification, a fifth of the firms asked at a time."""
    task = yangzhou_task()
    board = Board(len(task.words))
    fold = np.random.default_rng(0).permutation(len(task.words)) % FOLDS
    bare, cosine = placed(task, {}), five_lines(task.texts, task.names)
    sure: list[tuple[float, bool, bool]] = []
    for number in range(FOLDS):
        taught, asked = np.flatnonzero(fold != number).tolist(), np.flatnonzero(fold == number).tolist()
        found = placed(task, {firm: task.labels[firm] for firm in taught})
        _note_answers(board, OURS, task, asked, found)
        _note_answers(board, BARE, task, asked, bare)
        _note_baselines(board, task, taught, asked, cosine)
        sure += _sure(task, asked, found)
    told = f"{len(task.words):,} firms, {len(task.graph.segments)} classes, {FOLDS} folds: four fifths are examples."
    table = board.table(("hit@1", "hit@3", "division"), OURS, (FIVE, SVM, COMMON))
    return f"{told}\n\n{table}\n\n{_reliability(sure)}"


def _sure(task: Task, asked: Sequence[int], found: Sequence[TagAnswer]) -> list[tuple[float, bool, bool]]:
    """Of each firm asked: the probability of its best segment, whether that is a tag, whether it is right."""
    order, best = order_of(task, found), [answer.segments[0] for answer in found]
    return [(best[n].probability or 0.0, best[n].tag is not None, order[n][0] in task.truth[n]) for n in asked]


def _reliability(sure: Sequence[tuple[float, bool, bool]]) -> str:
    """Stated probability against how often it was right, and what is answered without asking for everything."""
    tagged = [right for _, tag, right in sure if tag]
    lines = ["| stated | firms | mean stated | right |", "| --- | --- | --- | --- |"]
    for low in range(10):
        own = [(stated, right) for stated, _, right in sure if int(min(stated, 0.999) * 10) == low]
        if own:
            stated, right = np.mean(own, axis=0)
            lines.append(f"| {low / 10:.1f}–{low / 10 + 0.1:.1f} | {len(own)} | {stated:.2f} | {right:.2f} |")
    answered = f"Tagged at the default threshold: {len(tagged)} of {len(sure)}, right {np.mean(tagged):.2f} of them."
    return "\n".join([*lines, "", answered])


def _note_answers(board: Board, method: str, task: Task, asked: Sequence[int], found: Sequence[TagAnswer]) -> None:
    board.add_order(method, asked, some(task.truth, asked), order_of(task, some(found, asked)))
    _note_divisions(board, method, task, asked, top_branches(some(found, asked)))


def _note_divisions(board: Board, method: str, task: Task, asked: Sequence[int], said: Iterable[str]) -> None:
    right = [division == task.divisions[task.labels[firm]] for firm, division in zip(asked, said, strict=True)]
    board.add(method, "division", asked, right)


def _note_baselines(board: Board, task: Task, taught: Sequence[int], asked: Sequence[int], cosine: Floats) -> None:
    """Classes and divisions by each baseline; only the SVM and the most common are taught divisions as such."""
    names = sorted(set(task.divisions))
    own = [names.index(division) for division in task.divisions]
    labels, size = some(task.labels, taught), len(task.names)
    texts = some(task.texts, taught), some(task.texts, asked)
    divided = linear_svm(texts[0], some(own, labels), texts[1], len(names)).argmax(axis=1)
    common = majority(len(asked), some(own, labels), len(names)).argmax(axis=1)
    classes = {
        FIVE: cosine[asked],
        SVM: linear_svm(texts[0], labels, texts[1], size),
        COMMON: majority(len(asked), labels, size),
    }
    divisions = {
        FIVE: [task.divisions[order[0]] for order in best_first(cosine[asked])],
        SVM: some(names, divided),
        COMMON: some(names, common),
    }
    for method, scores in classes.items():
        board.add_order(method, asked, some(task.truth, asked), best_first(scores))
        _note_divisions(board, method, task, asked, divisions[method])


def without_examples(tasks: Sequence[Task]) -> str:
    """Firms of each task ranked against its tree by words alone; only the most common segment knows the labels."""
    board, begin = Board(sum(len(task.words) for task in tasks)), 0
    for task in tasks:
        firms = range(begin, begin := begin + len(task.words))
        labels = [label for right in task.truth for label in right]
        board.add_order(OURS, firms, task.truth, order_of(task, placed(task, {})))
        board.add_order(FIVE, firms, task.truth, best_first(five_lines(task.texts, task.names)))
        board.add_order(COMMON, firms, task.truth, best_first(majority(len(firms), labels, len(task.names))))
    return f"{_told(tasks)}\n\n" + board.table(("hit@1", "hit@3", "hit@10"), OURS, (FIVE,))


def with_examples(tasks: Sequence[Task], part: float) -> str:
    """The same with a part of the firms as examples, the others asked; repeated draws."""
    board, begin = Board(sum(len(task.words) for task in tasks)), 0
    for task in tasks:
        bare = order_of(task, placed(task, {}))
        cosine = best_first(five_lines(task.texts, task.names))
        for repeat in range(REPEATS):
            drawn = np.random.default_rng(repeat).permutation(len(task.words)).tolist()
            cut = max(1, round(part * len(drawn)))
            _note_draw(board, task, begin, (sorted(drawn[:cut]), sorted(drawn[cut:])), (bare, cosine))
        begin += len(task.words)
    told = f"{part:.0%} of the firms of each chain are examples, the others are asked; mean of {REPEATS} draws."
    return f"{told}\n\n" + board.table(("hit@1", "hit@3", "hit@10"), OURS, (FIVE, SVM, COMMON))


def _note_draw(
    board: Board, task: Task, begin: int, draw: tuple[Sequence[int], Sequence[int]], known: tuple[Order, Order]
) -> None:
    taught, asked = draw
    labels, size = some(task.labels, taught), len(task.names)
    found = placed(task, dict(zip(taught, labels, strict=True)))
    orders = {
        OURS: order_of(task, some(found, asked)),
        BARE: some(known[0], asked),
        FIVE: some(known[1], asked),
        SVM: best_first(linear_svm(some(task.texts, taught), labels, some(task.texts, asked), size)),
        COMMON: best_first(majority(len(asked), labels, size)),
    }
    for method, order in orders.items():
        board.add_order(method, [begin + firm for firm in asked], some(task.truth, asked), order)


def _told(tasks: Sequence[Task]) -> str:
    firms = sum(len(task.words) for task in tasks)
    sizes = sum(len(task.words) * len(task.graph.segments) for task in tasks) / firms
    return f"{firms:,} firms, counted once a chain; chains: {len(tasks)}; a firm meets {sizes:.0f} leaves on average."


def trees() -> str:
    """Within each sz_chains tree, the reporting half of the judged firms, no examples."""
    return without_examples(judged_tasks(listed_firms(), REPORTING))


def taught() -> str:
    """The same with a half of that tree's judged firms as examples, of both halves."""
    return with_examples(judged_tasks(listed_firms()), 0.5)


def leaves() -> str:
    """Within the firm's level-1 industry, then among all leaves at once."""
    firms = listed_firms()
    return without_examples(industry_tasks(firms)) + "\n\n" + without_examples([whole_task(firms)])


def examples() -> str:
    """Within the firm's level-1 industry with a tenth, then a half of the firms as examples."""
    tasks = industry_tasks(listed_firms())
    return "\n\n".join(with_examples(tasks, part) for part in (0.1, 0.5))


def aliases() -> str:
    """Exact alias hits on the built-in chains, ranked against the trees without aliases."""
    return without_examples(silver_tasks(listed_firms()))


PARTS: Mapping[str, tuple[Callable[[], str], str, str]] = {
    "yangzhou": (
        yangzhou,
        "Register words to GB/T 4754: class and division",
        "Does not prove: other cities or sectors (one city, manufacturing only), classes without a labelled firm (the "
        "tree holds only classes that occur), or right labels (errors of the register are unknown). The weights were "
        "chosen while looking at these firms.",
    ),
    "trees": (
        trees,
        "Listed firms to the leaves of chain trees drawn by others, no examples",
        "Does not prove: accuracy on little-known firms. The right leaves were written from general knowledge of the "
        "firms, leaf by leaf and before any ranker's answer was seen, so well-known firms and well-named leaves "
        "prevail; a firm may belong on more leaves than it is listed under. Weights were chosen on the other half.",
    ),
    "taught": (
        taught,
        "The same with half of the judged firms of the tree as examples",
        "Does not prove: gain on leaves without an example, or from corrections that fall where people look.",
    ),
    "leaves": (
        leaves,
        "Listed firms to the leaves of Shenwan industries, no examples",
        "Does not prove: how it fares on a chain an officer draws (industry names are wider than segments), on small "
        "firms (listed firms name many products), or that a firm is on no leaf (each has one). hit@10 says little "
        'where a tree has hardly more than ten leaves; "most common" counts the labels of the firms asked. The weights '
        "were chosen while looking at these firms.",
    ),
    "examples": (
        examples,
        "The same with examples",
        "Does not prove: gain from a handful of corrections, which fall where people look and not at random; "
        "industries with few firms have only one or two examples at 10 %.",
    ),
    "aliases": (
        aliases,
        "Listed firms to built-in chains without their aliases, silver labels",
        "Does not prove: accuracy on the built-in chains. The label is our own rule (a product equals an alias the "
        "project wrote itself, and none equals a segment's name), a product may be a by-line, and a segment without an "
        "exact hit may be right too. It shows how far names alone lead where a chain has no aliases.",
    ),
}


def main() -> None:
    """Print the parts asked for in Markdown."""
    for part in sys.argv[1:] or PARTS:
        measure, title, caveat = PARTS[part]
        print(f"## {title}\n\n`python -m benchmarks.accuracy {part}` · {measure()}\n\n{caveat}\n", flush=True)


if __name__ == "__main__":
    main()
