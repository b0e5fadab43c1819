"""园区考评通报: the ranking, who moves, rewards and what would change a rank, as a Word document."""

from chaingraph.export.sheets.park.assessment import change
from chaingraph.export.word.official import Grid, Paper
from chaingraph.findings.rule.periods import period_name
from chaingraph.findings.rule.ranking import Ranked, Ranking

UNKNOWN = "—"


def assessment_docx(found: Ranking) -> bytes:
    """名次与等次, 升降, 奖励, 再做哪一件事名次会变, 口径与来源."""
    paper = Paper(f"园区考评通报（{period_name(found.period)}）")
    paper.title("园区考评通报", f"（{period_name(found.period)}）")
    paper.heading("名次与等次")
    paper.grid(ranking_grid(found))
    lacking = [row for row in found.rows if row.score.missing]
    for row in lacking:
        paper.body(f"{row.score.park}缺报{'、'.join(row.score.missing)}，缺报的不得分。")
    paper.heading("升降")
    for line in move_lines(found):
        paper.body(line)
    paper.heading("奖励")
    _rewards(paper, found)
    paper.heading("再做哪一件事名次会变")
    lines = [lift_line(row) for row in found.rows if row.lifts]
    for line in lines or ["没有园区单做一件就能升名次。"]:
        paper.body(line)
    paper.heading("口径与来源")
    demo = "本通报含演示数据，不是实际考评。" if found.demo else ""
    paper.body(f"{found.rule}。{demo}数据截至 {found.as_of or '（未注明）'}，数据版本 {found.data_version[:12]}。")
    return paper.content()


def ranking_grid(found: Ranking) -> Grid:
    """Parks by rank, with their last rank and what they become."""
    heads, widths = ("名次", "园区", "总分", "等次", "上期名次", "考评后"), (1.3, 5.2, 1.8, 1.6, 1.9, 4.4)
    rows = tuple(
        (
            str(row.score.rank), row.score.park, f"{row.score.score}", row.score.grade,
            str(row.before.rank) if row.before and row.before.rank else UNKNOWN, row.step.after.words,
        )
        for row in found.rows
    )  # fmt: skip
    return Grid(heads, widths, rows)


def move_lines(found: Ranking) -> tuple[str, ...]:
    """Who moves and who has to be looked at, in words."""
    moved = [
        f"{row.score.park}：{row.step.before.words}→{row.step.after.words}。{row.step.reason}。" for row in found.moved
    ]
    noticed = [f"{row.score.park}：{row.step.reason}。" for row in found.rows if row.step.notice]
    absent = [f"{park}本期没有考评数据，不能认定连续。" for park in found.absent]
    return (*moved, *noticed, *absent) or ("本期没有园区升降。",)


def lift_line(row: Ranked) -> str:
    """The cheapest thing that would lift a park, in words."""
    one = row.lifts[0]
    cost = "代价未知" if one.cost_yuan is None else f"约 {one.cost_yuan / 10_000:,.1f} 万元"
    what = f"{one.indicator.name} {change(one.indicator, one.before, one.after)}"
    ranks = f"总分 {one.score_before}→{one.score_after}，第 {one.rank_before}→{one.rank_after} 名"
    return f"{row.score.park}：{what}，{ranks}（{cost}）。"


def _rewards(paper: Paper, found: Ranking) -> None:
    given = [row for row in found.rows if row.award.money_yuan or row.award.land_mu or row.award.environment]
    if not given:
        paper.body("本期没有园区得到奖励。")
        return
    rows = tuple((row.score.park, *_amounts(row)) for row in given)
    paper.grid(Grid(("园区", "资金(万元)", "用地指标(亩)", "环境容量(吨)"), (6, 3, 3, 3), rows))


def _amounts(row: Ranked) -> tuple[str, str, str]:
    award = row.award
    return f"{award.money_yuan / 10_000:,.2f}", f"{award.land_mu:,.1f}", f"{award.environment:,.1f}"
