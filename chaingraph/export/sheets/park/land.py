"""The land book as a table to hand on."""

from chaingraph.export.table import Column, Table
from chaingraph.findings.rule.land_book import LandBook, LandRow

COLUMNS = (
    Column(title="序号", width=6, look="centre"),
    Column(title="地块", width=26),
    Column(title="园区", width=22),
    Column(title="土地使用权人", width=28),
    Column(title="面积(亩)", width=10, look="number"),
    Column(title="土地价款(元)", width=18),
    Column(title="约定动工", width=12, look="centre"),
    Column(title="实际动工", width=12, look="centre"),
    Column(title="计时状态", width=14, look="centre"),
    Column(title="计入天数", width=10, look="whole"),
    Column(title="满一年", width=12, look="centre"),
    Column(title="满两年", width=12, look="centre"),
    Column(title="距下一期限(天)", width=12, look="whole"),
    Column(title="闲置费(元)", width=18),
    Column(title="说明", width=44),
    Column(title="需要的文书", width=60),
    Column(title="台账状态", width=12, look="centre"),
    Column(title="地块编号", width=18),
    Column(title="数据来源", width=30),
    Column(title="数据截至", width=12, look="centre"),
)
RULE = (
    "《闲置土地处置办法》（国土资源部令第53号）：满一年征缴价款 20 % 的闲置费，满两年无偿收回；政府原因与不可抗力不计"
)


def land_table(found: LandBook) -> Table:
    """A row a parcel in the order of the book."""
    return Table(
        sheet="闲置土地",
        title=f"{found.place.rsplit('/', 1)[-1]}土地台账与闲置计时（{found.on}）",
        note=RULE,
        columns=COLUMNS,
        rows=tuple(_row(number, row) for number, row in enumerate(found.rows, 1)),
        frozen_columns=2,
        as_of=found.as_of,
        empty="没有符合条件的地块",
    )


def land_lines(found: LandBook) -> tuple[tuple[str, str], ...]:
    """The cover of the workbook."""
    return (
        ("标题", f"{found.place.rsplit('/', 1)[-1]}土地台账与闲置计时"),
        ("计算日", f"{found.on}；数据截至 {found.as_of or '未注明'}；数据版本 {found.data_version}"),
        *((label, text) for label, text in land_sentences(found)),
        ("口径", RULE),
    )


def land_sentences(found: LandBook) -> tuple[tuple[str, str], ...]:
    """The sums in words."""
    sums = found.sums
    unknown = f"；另有 {sums.unmeasured} 宗面积不详，未计入" if sums.unmeasured else ""
    stock = f"批而未征 {_mu(sums.approved_mu)}，征而未供 {_mu(sums.acquired_mu)}，供而未用 {_mu(sums.unused_mu)}"
    idle = f"{sums.idle} 宗 {_mu(sums.idle_mu)}，其中满两年可无偿收回 {_mu(sums.reclaim_mu)}"
    soon = f"到 {found.quarter_ends} 可收回 {len(found.reclaimable)} 宗 {_mu(sums.soon_mu)}"
    return (
        ("存量", f"{stock}{unknown}"),
        ("闲置", f"{idle}；应征闲置费 {sums.fee_yuan:,.2f} 元"),
        ("本季", f"{soon}；已收回 {_mu(sums.recovered_mu)}"),
    )


def _mu(area: float) -> str:
    return f"{area:,.1f} 亩"


def _row(number: int, row: LandRow) -> tuple[str | int | float | None, ...]:
    parcel, clock = row.parcel, row.verdict
    return (
        number, parcel.name, parcel.park, row.enterprise, parcel.area_mu,
        None if parcel.price_yuan is None else f"{parcel.price_yuan:,.2f}",
        parcel.agreed_start, parcel.actual_start, clock.state.value, clock.late_days or None,
        _day(clock.one_year), _day(clock.two_years), clock.days_left,
        None if clock.fee_yuan is None else f"{clock.fee_yuan:,.2f}",
        clock.reason, "；".join(row.papers) or None, row.stage.value if row.stage else None,
        parcel.number, parcel.evidence.source, parcel.evidence.as_of,
    )  # fmt: skip


def _day(day: object) -> str | None:
    return None if day is None else str(day)
