"""闲置土地处置清单: the parcels to be acted on as a Word document, with the papers each step asks for."""

from chaingraph.export.sheets.park.land import RULE, land_sentences
from chaingraph.export.word.official import Grid, Paper
from chaingraph.findings.rule.land import ClockState
from chaingraph.findings.rule.land_book import LandBook, LandRow

UNKNOWN = "—"
MOST_ROWS = 60


def land_docx(found: LandBook) -> bytes:
    """总体情况, a table for each state, 需要的文书, 口径."""
    place = found.place.rsplit("/", 1)[-1]
    paper = Paper(f"{place}闲置土地处置清单（{found.on}）")
    paper.title(f"{place}闲置土地处置清单", f"（{found.on.year} 年 {found.on.month} 月 {found.on.day} 日）")
    paper.heading("总体情况")
    for label, text in land_sentences(found):
        paper.body(f"{label}：{text}。")
    for state in ClockState:
        rows = [row for row in found.rows if row.verdict.state is state]
        if rows:
            _state(paper, state, rows)
    if not found.rows:
        paper.body("没有符合条件的地块。")
    paper.heading("口径与来源")
    paper.body(f"{RULE}。数据截至 {found.as_of or '（各行未注明日期）'}，数据版本 {found.data_version[:12]}。")
    return paper.content()


def land_grid(rows: list[LandRow]) -> Grid:
    """Parcels as a table: which, whose, how large, since when, and what is due."""
    heads = ("地块", "园区", "使用权人", "亩", "满一年", "满两年", "闲置费(元)")
    widths = (3.2, 3, 3.4, 1.4, 2.3, 2.3, 2.8)
    return Grid(heads, widths, tuple(_row(row) for row in rows[:MOST_ROWS]))


def _state(paper: Paper, state: ClockState, rows: list[LandRow]) -> None:
    paper.heading(f"{state.value}（{len(rows)} 宗）")
    paper.grid(land_grid(rows))
    if len(rows) > MOST_ROWS:
        paper.body(f"其余 {len(rows) - MOST_ROWS} 宗见附表。")
    if rows[0].papers:
        paper.body(f"需要的文书：{'；'.join(rows[0].papers)}。")


def _row(row: LandRow) -> tuple[str, ...]:
    parcel, clock = row.parcel, row.verdict
    return (
        parcel.name,
        parcel.park,
        row.enterprise or UNKNOWN,
        UNKNOWN if parcel.area_mu is None else f"{parcel.area_mu:,.1f}",
        str(clock.one_year or UNKNOWN),
        str(clock.two_years or UNKNOWN),
        UNKNOWN if clock.fee_yuan is None else f"{clock.fee_yuan:,.2f}",
    )
