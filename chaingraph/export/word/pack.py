"""产业链招商图谱报告 as a Word document, and its tables, which the slides show too."""

from chaingraph.export.word.official import Grid, Paper
from chaingraph.findings.report.pack import GapBrief, Pack, told_names

NOBODY = "名录内暂无"
REASONS = 2


def pack_docx(found: Pack, panorama: bytes, ecosystem: bytes | None) -> bytes:
    """一链一图一表一策 on the first page, then gaps, targets, the leading firm, visits, method; pictures are PNG."""
    cover = found.coverage
    paper = Paper(found.title)
    paper.title(f"{cover.place.label}{cover.chain}产业链", "招商图谱报告")
    paper.heading("总体研判")
    for head, line in (
        ("一链", found.chain_line),
        ("一图", found.gap_line),
        ("一表", found.target_line),
        ("一策", found.plan_line),
    ):
        paper.body(f"{head}：{line}")
    paper.heading("最要紧的缺口")
    if found.gaps:
        paper.grid(gap_grid(found))
    else:
        paper.body("没有把握够大的缺口。")
    paper.heading("目标企业")
    if found.targets:
        paper.grid(target_grid(found))
    else:
        paper.body(found.target_line)
    paper.heading("龙头生态")
    if found.anchor is not None and ecosystem is not None:
        paper.body(f"以{found.anchor.enterprise}看上下游：有来源的关系 {found.anchor.observed_links} 条，按环节推断 "
                   f"{found.anchor.inferred_links} 条。")  # fmt: skip
        paper.picture(ecosystem, f"图 1 {found.anchor.enterprise}上下游生态（实线有来源，虚线为按环节推断）")
    else:
        paper.body("本地还没有这条链上的企业。")
    paper.heading("建议走访")
    if found.visits:
        paper.grid(visit_grid(found))
    else:
        paper.body("现有名录提不出走访对象。")
    paper.heading("口径与来源")
    for line in found.sources:
        paper.body(line)
    paper.wide_picture(panorama, f"附图 {cover.place.label}{cover.chain}产业链全景")
    return paper.content()


def gap_grid(found: Pack) -> Grid:
    """Gaps: what, why, for whom, who could come."""
    heads = ("缺口环节", "紧迫度", "为什么", "为谁", "谁能来")
    return Grid(heads, (2.4, 1.5, 5, 2.6, 3.8), tuple(_gap_row(brief) for brief in found.gaps))


def target_grid(found: Pack) -> Grid:
    """Targets in the order of the list, with the sentence to read aloud."""
    rows = tuple(
        (str(number), target.enterprise, target.segment, f"{target.priority * 100:.1f}", target.sentence)
        for number, target in enumerate(found.targets, 1)
    )
    return Grid(("序号", "企业", "补哪个环节", "推荐值", "一句话"), (1, 3.2, 2.1, 1.5, 7.6), rows)


def visit_grid(found: Pack) -> Grid:
    """Visits: whom, what for, what to ask."""
    rows = tuple(
        (str(number), visit.kind.value, visit.enterprise, visit.why, visit.ask)
        for number, visit in enumerate(found.visits, 1)
    )
    return Grid(("序号", "事由", "企业", "为什么去", "问什么"), (1, 1.5, 3, 5.4, 4.2), rows)


def _gap_row(brief: GapBrief) -> tuple[str, ...]:
    gap = brief.gap
    word = gap.weight.value if gap.weight else gap.status.value
    return (
        f"{gap.segment}（{word}）",
        f"{gap.severity * 100:.1f}",
        "；".join(reason.rstrip("。；") for reason in gap.reasons[:REASONS]),
        brief.whom,
        told_names(brief.candidates, len(brief.candidates)) or NOBODY,
    )
