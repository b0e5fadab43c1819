"""How often suggestions were right on the store's own data, method by method."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A figure and the 95 % interval around it by bootstrap over the cases."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodResult:
    """One method on the same cases: hit among the first k, mean reciprocal rank, area under the ROC curve."""

    method: str
    hit: Interval
    mrr: Interval
    auc: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Backtest:
    """One question put to the store's own past or to what was hidden of it.

    ``cases`` were asked, each among ``candidates`` on average; ``not_proved`` says what the figures do not show.
    """

    question: str
    title: str
    hidden: str
    cases: int
    candidates: float
    top: int
    methods: tuple[MethodResult, ...]
    not_proved: tuple[str, ...]
    data_version: str
