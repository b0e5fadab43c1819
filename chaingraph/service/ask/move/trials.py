"""What every back-test shares: how much is asked, who listens, rivals, caveats, and the answer's form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from chaingraph.analysis.completion.backtest import SEED, Rank, results
from chaingraph.errors import Refused
from chaingraph.findings.move.backtest import Backtest
from chaingraph.service.workspace import Workspace

T = TypeVar("T")
Ranks = dict[str, list[Rank]]
POPULAR, RANDOM = "只看热门", "随机"
SELF_MADE = "只说明在本库已知的事实里能把藏起的找回来，不说明库外的企业、环节或材料会怎样"
OPEN_WORLD = "排在前面而未命中的，不一定是错的：库里没有记载不等于事实上没有"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """How much is asked: at most ``cases`` hidden facts, hit among the first ``top``; ``as_of`` for arrivals."""

    cases: int = 200
    top: int = 10
    as_of: str | None = None


def told(
    workspace: Workspace,
    question: tuple[str, str, str],
    ranks: Mapping[str, Sequence[Rank]],
    trial: Trial,
    why: tuple[str, ...],
) -> Backtest:
    """The answer to a question (name, title, what is hidden): figures of each method, and what they do not prove.

    Raises Refused where nothing could be hidden.
    """
    name, title, hidden = question
    first = next(iter(ranks.values()))
    if not first:
        raise Refused("库中可供回测的事实不足：没有可以藏起再找的")
    return Backtest(
        question=name,
        title=title,
        hidden=hidden,
        cases=len(first),
        candidates=round(sum(rank.among for rank in first) / len(first), 1),
        top=trial.top,
        methods=results(ranks, top=trial.top),
        not_proved=why,
        data_version=workspace.snapshot().version,
    )


def some(cases: Sequence[T], most: int) -> list[T]:
    """At most so many of the cases, drawn with a fixed seed, in their own order."""
    if len(cases) <= most:
        return list(cases)
    drawn = np.random.default_rng(SEED).choice(len(cases), size=most, replace=False)
    return [cases[number] for number in sorted(drawn.tolist())]
