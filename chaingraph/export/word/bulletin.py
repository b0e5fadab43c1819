"""月通报: the month's pack as a Word document."""

from chaingraph.export.word.official import Grid, Paper
from chaingraph.findings.report.month import MonthPack, Section

MOST_ROWS = 40


def bulletin_docx(found: MonthPack) -> bytes:
    """The sections one after another, then 数据来源与口径."""
    paper = Paper(f"{found.title}（{found.month}）")
    paper.title(found.title, f"（{found.month_words}）")
    for section in found.sections:
        _section(paper, section)
    paper.heading("数据来源与口径")
    paper.body(found.basis)
    return paper.content()


def _section(paper: Paper, section: Section) -> None:
    paper.heading(section.title)
    for sentence in section.said:
        paper.body(sentence)
    if section.rows:
        paper.grid(Grid(section.heads, section.widths, section.rows[:MOST_ROWS]))
        if len(section.rows) > MOST_ROWS:
            paper.body(f"另有 {len(section.rows) - MOST_ROWS} 条，见系统。")
