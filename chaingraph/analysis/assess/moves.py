"""The state machine of parks: who rises, who comes down to probation, who is delisted."""

from collections.abc import Sequence
from datetime import date

from chaingraph.analysis.land.clock import years_later
from chaingraph.findings.rule.scheme import Rules
from chaingraph.findings.rule.standing import Mark, Standing, Step
from chaingraph.model.parks.standing import ParkStatus


def step(standing: Standing, marks: Sequence[Mark], on: date, rules: Rules) -> Step:
    """What the marks up to now, oldest first, make of the park on the day the last of them is published.

    ``marks`` has one for every period that was held. A park that was not assessed in one of the last periods neither
    falls nor rises by them: it is noticed instead. O(periods).
    """
    if standing.status is None:
        return _stay(standing, "园区类别不详，请先补登", notice=True)
    if standing.status is ParkStatus.DELISTED:
        return _stay(standing, "已摘牌，不参加考评")
    if not marks or marks[-1].good is None:
        period = marks[-1].period if marks else "各期"
        return _stay(standing, f"{period}没有考评结果，身份不变", notice=True)
    if standing.watched_until is not None:
        return _watched(standing, standing.watched_until, marks, on, rules)
    if standing.status is ParkStatus.SPECIALISED:
        return _specialised(standing, marks, on, rules)
    return _rising(standing, marks, rules)


def walk(standing: Standing, marks: Sequence[Mark], days: Sequence[date], rules: Rules) -> tuple[Step, ...]:
    """The steps of a park through all its periods, oldest first; each stands on the one before."""
    steps: list[Step] = []
    since = 0
    for number, on in enumerate(days):
        made = step(standing, marks[since : number + 1], on, rules)
        since = number + 1 if made.moved else since
        standing = made.after
        steps.append(made)
    return tuple(steps)


def _specialised(standing: Standing, marks: Sequence[Mark], on: date, rules: Rules) -> Step:
    recent = marks[-rules.running :]
    names = "、".join(mark.period for mark in recent)
    if len(recent) == rules.running and all(mark.bad for mark in recent):
        until = years_later(on, rules.observation_years)
        after = Standing(status=ParkStatus.PROBATIONARY, watched_until=until)
        reason = f"{names}连续 {rules.running} 次低于{rules.good}且在末 {rules.last} 位，转预备园区，观察至 {until}"
        return Step(before=standing, after=after, reason=reason)
    if marks[-1].bad and any(mark.good is None for mark in recent):
        return _stay(standing, f"{names}中有一期缺考评，不能认定连续", notice=True)
    if marks[-1].bad:
        return _stay(standing, f"本期首次低于{rules.good}且在末 {rules.last} 位，再有一次即转预备园区", notice=True)
    return _stay(standing, "保持专业园区")


def _watched(standing: Standing, until: date, marks: Sequence[Mark], on: date, rules: Rules) -> Step:
    if on < until:
        return _stay(standing, f"观察期至 {until}，期内考评照常")
    if marks[-1].good:
        after = Standing(status=ParkStatus.SPECIALISED)
        return Step(
            before=standing,
            after=after,
            reason=f"观察期满（{until}），{marks[-1].period}达到{rules.good}，恢复专业园区",
        )
    after = Standing(status=ParkStatus.DELISTED)
    return Step(before=standing, after=after, reason=f"观察期满（{until}），{marks[-1].period}仍低于{rules.good}，摘牌")


def _rising(standing: Standing, marks: Sequence[Mark], rules: Rules) -> Step:
    """A nurtured park needs one good assessment, a probationary one as many in a row as bring a park down."""
    nurtured = standing.status is ParkStatus.NURTURED
    needed = 1 if nurtured else rules.running
    recent = marks[-needed:]
    if len(recent) == needed and all(mark.good for mark in recent):
        higher = ParkStatus.PROBATIONARY if nurtured else ParkStatus.SPECIALISED
        times = "本期" if needed == 1 else f"连续 {needed} 次"
        return Step(
            before=standing, after=Standing(status=higher), reason=f"{times}达到{rules.good}，升为{higher.value}"
        )
    times = "" if nurtured else f"连续 {needed} 次"
    return _stay(standing, f"保持{standing.words}，{times}达到{rules.good}方可晋升")


def _stay(standing: Standing, reason: str, *, notice: bool = False) -> Step:
    return Step(before=standing, after=standing, reason=reason, notice=notice)
