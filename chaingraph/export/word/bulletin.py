"""月通报: what changed in a month, place by place, as a Word document."""

from collections.abc import Iterator, Sequence

from chaingraph.export.word.official import Grid, Paper
from chaingraph.findings.report.bulletin import Bulletin, LeadMove, PlaceMonth, ProjectMove, StatusMove
from chaingraph.units import percent, wan

UNKNOWN = "—"
MOST_NAMES = 12
MOST_ROWS = 40


def bulletin_docx(found: Bulletin) -> bytes:
    """总体情况, each place that changed, places without change, 数据来源与口径."""
    year, month = found.month.split("-")
    paper = Paper(f"产业链招商工作月通报（{found.month}）")
    paper.title("产业链招商工作月通报", f"（{year} 年 {int(month)} 月）")
    paper.heading("总体情况")
    for line in summary(found):
        paper.body(line)
    if found.imports:
        rows = tuple((each.on, each.title, f"{each.rows}", each.by or UNKNOWN) for each in found.imports[:MOST_ROWS])
        paper.grid(Grid(("日期", "事项", "行数", "经办"), (2.4, 8, 1.6, 2.4), rows))
    for place in found.places:
        if not place.quiet:
            _place(paper, place)
    still = [place.place.label for place in found.places if place.quiet]
    if still and not found.first:
        paper.heading("本月没有变化的园区和地区")
        paper.body(f"{'、'.join(still)}。请相关责任人核实台账是否及时更新。")
    paper.heading("数据来源与口径")
    paper.body(
        f"本通报由系统比对月初与月末的数据生成，数据截至 {found.as_of or '（各行未注明日期）'}，"
        f"数据版本 {found.data_version[:12]}。“缺口补上”指环节由没有本地企业变为有本地企业，"
        "“新出现缺口”相反；变化可能来自名录更正，使用前请核实。"
    )
    return paper.content()


def summary(found: Bulletin) -> Iterator[str]:
    """The month in a few sentences."""
    if found.first:
        yield f"本月首次导入数据，共 {len(found.imports)} 次；没有上月可比，下月起通报变化。"
        return
    if not found.imports:
        yield "本月没有导入或更正数据，各园区和地区均无变化。"
        return
    arrived = {name for place in found.places for name in place.arrived}
    leads = sum(len(place.leads) for place in found.places)
    projects = sum(len(place.projects) for place in found.places)
    parks = [place for place in found.places if place.place.park] or list(found.places)
    closed = sum(move.closed for place in parks for move in place.statuses)
    opened = sum(move.opened for place in parks for move in place.statuses)
    yield (
        f"本月导入和更正 {len(found.imports)} 次。新增本地企业 {len(arrived)} 家，招商线索新增或推进 {leads} 条，"
        f"项目新增或进展 {projects} 个；按园区计，补上缺口 {closed} 个，新出现缺口 {opened} 个。"
    )


def _place(paper: Paper, place: PlaceMonth) -> None:
    paper.heading(place.place.name)
    paper.body(_firms(place))
    if place.leads:
        paper.subheading("招商线索")
        paper.grid(Grid(("企业", "环节", "阶段变化", "责任人", "下次跟进"), (4.4, 3, 3, 2, 2.4), _leads(place.leads)))
    if place.projects:
        paper.subheading("项目")
        rows = _projects(place.projects)
        paper.grid(Grid(("项目", "批次", "投资", "进度", "状态"), (5, 2.4, 2.6, 2.6, 3), rows))
    if place.statuses:
        paper.subheading("环节变化")
        paper.grid(Grid(("产业链", "环节", "变化", "说明"), (3, 4, 3.4, 3), _statuses(place.statuses)))


def _firms(place: PlaceMonth) -> str:
    parts = [f"现有名录企业 {place.firms} 家"]
    for word, names in (("本月新增", place.arrived), ("本月移出", place.left)):
        if names:
            tail = "等" if len(names) > MOST_NAMES else ""
            parts.append(f"{word} {len(names)} 家：{'、'.join(names[:MOST_NAMES])}{tail}")
    return f"{'；'.join(parts)}。"


def _leads(moves: Sequence[LeadMove]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (
            move.enterprise,
            " / ".join(filter(None, (move.lead.chain, move.lead.segment))) or UNKNOWN,
            f"{move.before}→{move.lead.stage}" if move.before else f"新增（{move.lead.stage}）",
            move.lead.owner or UNKNOWN,
            move.lead.next_on or UNKNOWN,
        )
        for move in moves[:MOST_ROWS]
    )


def _projects(moves: Sequence[ProjectMove]) -> tuple[tuple[str, ...], ...]:
    return tuple(_project(move) for move in moves[:MOST_ROWS])


def _project(move: ProjectMove) -> tuple[str, ...]:
    was, is_now = move.before, move.project
    return (
        is_now.name,
        _change(was.batch if was else None, is_now.batch, new=was is None),
        wan(is_now.invest_yuan),
        _change(percent(was.progress) if was else None, percent(is_now.progress), new=was is None),
        is_now.status or UNKNOWN,
    )


def _change(before: str | None, after: str | None, *, new: bool) -> str:
    """How a value moved.

    >>> _change("储备", "新开", new=False), _change(None, "储备", new=True), _change("新开", "新开", new=False)
    ('储备→新开', '新增（储备）', '新开')
    """
    if new:
        return f"新增（{after or UNKNOWN}）"
    return (after or UNKNOWN) if before == after else f"{before or UNKNOWN}→{after or UNKNOWN}"


def _statuses(moves: Sequence[StatusMove]) -> tuple[tuple[str, ...], ...]:
    ranked = sorted(moves, key=lambda move: (not move.closed, not move.opened))
    return tuple(
        (
            move.chain,
            move.segment,
            f"{move.before.value}→{move.after.value}",
            "缺口补上" if move.closed else "新出现缺口" if move.opened else "强弱变化",
        )
        for move in ranked[:MOST_ROWS]
    )
