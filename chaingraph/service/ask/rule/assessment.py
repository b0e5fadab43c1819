"""Who ranks where in a period, who moves up or down by it, and what would change that?"""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

from chaingraph.analysis.assess.history import Published, before_of, mark_of, standing_before
from chaingraph.analysis.assess.improve import improvements, supposed
from chaingraph.analysis.assess.moves import step
from chaingraph.analysis.assess.rewards import rewards
from chaingraph.analysis.assess.score import Values, assess
from chaingraph.errors import Refused, UnknownName
from chaingraph.findings.rule.assessment import Assessed
from chaingraph.findings.rule.periods import period_end
from chaingraph.findings.rule.ranking import Before, Ranked, Ranking, Supposed
from chaingraph.findings.rule.scheme import Scheme
from chaingraph.findings.rule.standing import Step
from chaingraph.graph.snapshot import Snapshot
from chaingraph.model.parks.assessment import AssessmentResult
from chaingraph.model.place import Park
from chaingraph.model.provenance import Certainty
from chaingraph.service.ask.rule.schemes import own_values, periods_of, scheme_of, values_of
from chaingraph.service.workspace import Workspace

SUPPOSED = re.compile(r"(?P<park>[^:：]+)[:：](?P<indicator>[^=]+)=(?P<value>[^=]+)")


def ranking(
    workspace: Workspace,
    period: str = "",
    scheme: str = "",
    what_if: Sequence[Supposed] = (),
    *,
    facts: Snapshot | None = None,
) -> Ranking:
    """The assessment of a period, by default the last one with values; with values supposed where ``what_if`` says; of
    other ``facts`` than the present ones where they are given.

    Raises NoScheme without a scheme, Refused without a value in the period, UnknownName for a park or an indicator
    that is not part of it.
    """
    snapshot = facts or workspace.snapshot()
    own = scheme_of(snapshot, workspace.rules, scheme, period)
    known = periods_of(snapshot, own)
    if not known:
        raise Refused(f"考评办法“{own.name}”还没有考评数据：请导入“考评数据”表（园区、考评期、指标、数值）")
    asked = period or known[-1]
    if asked not in known:
        raise UnknownName("考评期", asked, tuple(reversed(known)))
    values = values_of(workspace, snapshot, own, asked)
    changed = _changed(values, own, what_if)
    found = assess(asked, own, changed)
    past = _Past(workspace, snapshot, own, tuple(one for one in known if one != asked and _earlier(one, asked)))
    rows = _rows(found, changed, past)
    marked = [one for one in own_values(snapshot, own) if one.period == asked]
    return Ranking(
        period=asked,
        ends=period_end(asked),
        scheme=own.name,
        rule=rule_in_words(own),
        rows=rows,
        periods=tuple(reversed(known)),
        absent=tuple(sorted(past.last_parks() - {row.park for row in found.parks})),
        supposed=tuple(what_if),
        real={row.park: row for row in assess(asked, own, values).parks} if what_if else {},
        as_of=max((one.evidence.as_of for one in marked if one.evidence.as_of), default=None),
        demo=any(one.evidence.certainty is Certainty.DEMO for one in marked),
        data_version=snapshot.version,
    )


def read_supposed(texts: Sequence[str]) -> tuple[Supposed, ...]:
    """Suppositions as people write them: ``园区:指标=值``. Raises Refused.

    >>> read_supposed(["甲园:净地=300"])[0].value
    Decimal('300')
    """
    found = []
    for text in texts:
        parts = SUPPOSED.fullmatch(text.strip())
        try:
            value = Decimal(parts["value"].strip()) if parts else None
        except InvalidOperation:
            value = None
        if parts is None or value is None or not value.is_finite():
            raise Refused(f"推演“{text}”不是 园区:指标=值，例如 甲园:净地收储=300")
        found.append(Supposed(park=parts["park"].strip(), indicator=parts["indicator"].strip(), value=value))
    return tuple(found)


def rule_in_words(scheme: Scheme) -> str:
    """The rule of the scheme in one line."""
    rules, borders = scheme.rules, "，".join(f"{grade} ≥ {least.normalize():f}" for grade, least in scheme.borders[:-1])
    return (
        f"{borders}；专业园区连续 {rules.running} 次低于{rules.good}且在末 {rules.last} 位，转预备园区观察 "
        f"{rules.observation_years} 年，期满仍低于{rules.good}即摘牌；{rules.good}以上按名次奖励"
    )


class _Past:
    """Assessments before this one, each worked out once."""

    def __init__(self, workspace: Workspace, snapshot: Snapshot, scheme: Scheme, periods: tuple[str, ...]) -> None:
        self.snapshot, self.scheme, self.periods = snapshot, scheme, periods
        self._published = {period: _published(snapshot, scheme, period) for period in periods}
        self._found = {
            period: assess(period, scheme, values_of(workspace, snapshot, scheme, period))
            for period in periods
            if not self._published[period]
        }

    def last_parks(self) -> set[str]:
        """Parks of the assessment before."""
        if not self.periods:
            return set()
        last = self.periods[-1]
        found = self._found.get(last)
        return {row.park for row in found.parks} if found else set(self._published[last])

    def before(self, park: str) -> Before | None:
        """The park in the last assessment that it was part of."""
        made = (before_of(one, park, self._published[one], self._found.get(one)) for one in reversed(self.periods))
        return next((one for one in made if one is not None), None)

    def step(self, park: str, found: Assessed) -> Step:
        """What becomes of the park by all assessments since it last changed."""
        facts, on = self.snapshot.facts, period_end(found.period)
        own = next((one for one in self.snapshot.parks if one.name == park), Park(name=park))
        told = [one for one in facts["park_statuses"] if one.park == park]
        standing, since = standing_before(own, told, on, self.scheme)
        marks = [
            mark_of(one, park, self._published[one], self._found.get(one), self.scheme)
            for one in self.periods
            if since is None or period_end(one) > since
        ]
        return step(standing, [*marks, mark_of(found.period, park, {}, found, self.scheme)], on, self.scheme.rules)

    def published(self, period: str) -> Published:
        """What was published for a period."""
        return _published(self.snapshot, self.scheme, period)


def _rows(found: Assessed, values: Values, past: _Past) -> tuple[Ranked, ...]:
    steps = {row.park: past.step(row.park, found) for row in found.parks}
    paused = {park for park, made in steps.items() if made.after.out_of_favour}
    awards = {one.park: one for one in rewards(found, paused)}
    published = past.published(found.period)
    return tuple(
        Ranked(
            score=row,
            before=past.before(row.park),
            step=steps[row.park],
            award=awards[row.park],
            lifts=improvements(found, values, row.park),
            published=published.get(row.park),
        )
        for row in found.parks
    )


def _published(snapshot: Snapshot, scheme: Scheme, period: str) -> Mapping[str, AssessmentResult]:
    told = snapshot.facts["assessment_results"]
    return {one.park: one for one in told if one.period == period and one.scheme in (scheme.name, None, "")}


def _earlier(one: str, other: str) -> bool:
    """Whether a period is over before another, and as long: years are compared with years, halves with halves."""
    return len(one) == len(other) and one[5:6] == other[5:6] and period_end(one) < period_end(other)


def _changed(values: Values, scheme: Scheme, what_if: Sequence[Supposed]) -> Values:
    names = {one.name for one in scheme.indicators}
    for one in what_if:
        if one.park not in values:
            raise UnknownName("参评园区", one.park, tuple(sorted(values)))
        if one.indicator not in names:
            raise UnknownName("考评指标", one.indicator, tuple(sorted(names)))
        values = supposed(values, one.park, one.indicator, one.value)
    return values
