"""An assessment as tables to hand on: the ranking, every point with what it rests on, and what would change a rank."""

from decimal import Decimal

from chaingraph.export.table import Column, Table
from chaingraph.findings.rule.periods import period_name
from chaingraph.findings.rule.ranking import Ranked, Ranking
from chaingraph.model.parks.assessment import Indicator


def ranking_table(found: Ranking) -> Table:
    """A row a park, best first; a column an indicator."""
    indicators = [one.indicator for one in found.rows[0].score.points] if found.rows else []
    columns = (
        Column(title="名次", width=6, look="centre"),
        Column(title="园区", width=26),
        *(Column(title=f"{one.name}({one.weight:g}分)", width=12, look="number") for one in indicators),
        Column(title="总分", width=8, look="number"),
        Column(title="等次", width=8, look="centre"),
        Column(title="上期名次", width=9, look="centre"),
        Column(title="上期总分", width=9, look="number"),
        Column(title="现类别", width=12, look="centre"),
        Column(title="考评后", width=12, look="centre"),
        Column(title="说明", width=46),
        Column(title="奖励资金(万元)", width=13, look="number"),
        Column(title="用地指标(亩)", width=11, look="number"),
        Column(title="环境容量(吨)", width=11, look="number"),
        Column(title="缺报指标", width=24),
    )
    return Table(
        sheet="考评排名",
        title=f"园区考评排名（{period_name(found.period)}）",
        note=found.rule,
        columns=columns,
        rows=tuple(_row(row) for row in found.rows),
        frozen_columns=2,
        printed_columns=len(columns),
        as_of=found.as_of,
    )


def points_table(found: Ranking) -> Table:
    """A row an indicator of a park: value, points, and who says so."""
    columns = (
        Column(title="园区", width=26),
        Column(title="指标", width=20),
        Column(title="满分", width=8, look="number"),
        Column(title="数值", width=12),
        Column(title="单位", width=8, look="centre"),
        Column(title="得分", width=8, look="number"),
        Column(title="依据", width=70),
    )
    rows = tuple(
        (
            row.score.park, one.indicator.name, one.indicator.weight,
            figure(one.reported.value) if one.reported else "缺报", one.indicator.unit, round(float(one.points), 2),
            one.reported.basis if one.reported else "没有填报，也算不出；不得分",
        )
        for row in found.rows
        for one in row.score.points
    )  # fmt: skip
    return Table(sheet="逐项得分", title="逐项得分与依据", note="", columns=columns, rows=rows, as_of=found.as_of)


def lifts_table(found: Ranking) -> Table:
    """What would lift each park, cheapest first."""
    columns = (
        Column(title="园区", width=26),
        Column(title="指标", width=20),
        Column(title="做到", width=30),
        Column(title="总分", width=18, look="centre"),
        Column(title="名次", width=12, look="centre"),
        Column(title="代价(万元)", width=12),
        Column(title="占该项满分", width=12, look="centre"),
    )
    rows = tuple(
        (
            row.score.park, one.indicator.name, change(one.indicator, one.before, one.after),
            f"{one.score_before} → {one.score_after}", f"{one.rank_before} → {one.rank_after}",
            "未知" if one.cost_yuan is None else f"{one.cost_yuan / 10_000:,.1f}", f"{one.effort:.0%}",
        )
        for row in found.rows
        for one in row.lifts
    )  # fmt: skip
    note = "假设别的园区不动、只做这一件；代价按设置的单位代价，未设的为未知"
    return Table(
        sheet="名次变动",
        title="再做哪一件事名次会变",
        note=note,
        columns=columns,
        rows=rows,
        empty="没有单做一件就能升名次的",
    )


def ranking_lines(found: Ranking) -> tuple[tuple[str, str], ...]:
    """The cover of the workbook."""
    lacking = sum(len(row.score.missing) for row in found.rows)
    return (
        ("标题", f"园区考评（{period_name(found.period)}）"),
        ("办法", found.scheme),
        ("口径", found.rule),
        ("状态", "已公布" if found.published else "未公布，供研究"),
        ("缺报", f"{lacking} 项没有数值，不得分" if lacking else "没有缺报"),
        (
            "数据",
            f"数据截至 {found.as_of or '未注明'}{'，含演示数据' if found.demo else ''}；数据版本 {found.data_version}",
        ),
    )


def change(indicator: Indicator, before: Decimal | None, after: Decimal) -> str:
    """How a value would move.

    >>> change(Indicator(scheme="a", name="b", weight=1, unit="亩"), None, Decimal("30.50"))
    '缺报 → 30.5 亩'
    """
    was = "缺报" if before is None else figure(before)
    return f"{was} → {figure(after)}{f' {indicator.unit}' if indicator.unit else ''}"


def figure(value: Decimal) -> str:
    """A figure without empty decimals.

    >>> figure(Decimal("30.50")), figure(Decimal("1200"))
    ('30.5', '1,200')
    """
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _row(row: Ranked) -> tuple[str | int | float | None, ...]:
    score, before, award = row.score, row.before, row.award
    return (
        score.rank, score.park,
        *(None if one.reported is None else round(float(one.points), 2) for one in score.points),
        float(score.score), score.grade,
        before.rank if before else None, None if before is None or before.score is None else float(before.score),
        row.step.before.words, row.step.after.words, row.step.reason,
        float(award.money_yuan) / 10_000 or None, float(award.land_mu) or None, float(award.environment) or None,
        "、".join(score.missing) or None,
    )  # fmt: skip
