"""月例会: the month's pack as slides."""

from chaingraph.export.slides.deck import Deck
from chaingraph.export.word.official import Grid
from chaingraph.findings.report.month import MonthPack, Section

MOST_ROWS = 24


def bulletin_pptx(found: MonthPack) -> bytes:
    """Cover, the month in figures, a slide or more a section, sections without anything together on one, the basis."""
    deck = Deck(f"{found.title}（{found.month}）")
    cover = (found.month_words, f"数据截至 {found.as_of or '（未注明）'}", *(("演示数据",) if found.demo else ()))
    deck.cover(found.title, *cover)
    summary, *rest = found.sections
    deck.tiles("本月一页看懂", found.figures, [("", sentence) for sentence in summary.said])
    for section in rest:
        if section.rows:
            _table(deck, section)
    bare = [section for section in rest if not section.rows]
    if bare:
        deck.points("其他各项", [(section.title, "".join(section.said)) for section in bare])
    deck.points("数据来源与口径", [("", found.basis)])
    return deck.content()


def _table(deck: Deck, section: Section) -> None:
    more = len(section.rows) - MOST_ROWS
    note = "".join(section.sentences) if len("".join(section.sentences)) <= 90 else ""
    if section.sentences and not note:
        deck.points(section.title, [("", sentence) for sentence in section.sentences])
    rest = f"　另有 {more} 条，见系统。" if more > 0 else ""
    deck.table(section.title, Grid(section.heads, section.widths, section.rows[:MOST_ROWS]), f"{note}{rest}")
