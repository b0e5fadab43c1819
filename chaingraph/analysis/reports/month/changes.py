"""What moved in the month: gaps, targets being followed, projects."""

from collections.abc import Iterator

from chaingraph.analysis.reports.month.grounds import UNKNOWN, MonthGrounds, nothing_to_compare
from chaingraph.findings.report.bulletin import LeadMove, ProjectMove, StatusMove
from chaingraph.findings.report.month import Section
from chaingraph.graph.snapshot import Snapshot
from chaingraph.model.promotion import BATCHES
from chaingraph.units import percent, wan


def gap_section(grounds: MonthGrounds) -> Section:
    """Gaps that closed, then those that opened, by park and chain."""
    found = [(one.place.label, move) for one in grounds.park_moves for move in one.statuses]
    told = [(place, move) for place, move in found if move.closed or move.opened]
    ranked = sorted(told, key=lambda pair: (not pair[1].closed, pair[0], pair[1].chain, pair[1].segment))
    closed = sum(move.closed for _, move in told)
    sentence = f"补上缺口 {closed} 个，新出现缺口 {len(told) - closed} 个；其余强弱变化 {len(found) - len(told)} 个。"
    return Section(
        name="gaps",
        title="缺口变化",
        sentences=() if grounds.first else (sentence,),
        heads=("园区", "产业链", "环节", "由", "到", "说明"),
        widths=(4, 3, 3.6, 1.6, 1.6, 2),
        rows=tuple(_gap(place, move) for place, move in ranked),
        empty=nothing_to_compare(grounds, "本月没有补上的缺口，也没有新出现的缺口。"),
    )


def _gap(place: str, move: StatusMove) -> tuple[str, ...]:
    word = "补上" if move.closed else "新出现"
    return place, str(move.chain), move.segment, move.before.value, move.after.value, word


def lead_section(grounds: MonthGrounds) -> Section:
    """Targets that are new or came further, by place and firm."""
    moves = [(one.place.label, move) for one in grounds.moves for move in one.leads]
    new = sum(move.before is None for _, move in moves)
    return Section(
        name="leads",
        title="招商目标推进",
        sentences=(f"新增线索 {new} 条，推进 {len(moves) - new} 条。",) if moves else (),
        heads=("地点", "企业", "环节", "阶段变化", "责任人", "下次跟进"),
        widths=(2.8, 3.8, 2.8, 2.8, 2, 2.9),
        rows=tuple(_lead(place, move, grounds.snapshot) for place, move in moves),
        empty=nothing_to_compare(grounds, "本月招商目标没有变化。"),
    )


def _lead(place: str, move: LeadMove, snapshot: Snapshot) -> tuple[str, ...]:
    lead = move.lead
    graph = snapshot.chains.get(lead.chain) if lead.chain else None
    number = graph.index.get(lead.segment) if graph is not None and lead.segment else None
    segment = graph.segments[number].name if graph is not None and number is not None else lead.segment
    stage = f"{move.before}→{lead.stage}" if move.before else f"新增（{lead.stage}）"
    where = " / ".join(str(part) for part in (lead.chain, segment) if part) or UNKNOWN
    return place, move.enterprise, where, stage, lead.owner or UNKNOWN, lead.next_on or UNKNOWN


def project_section(grounds: MonthGrounds) -> Section:
    """Projects that are new or stand differently; before them how many stand in each batch."""
    moves = [(one.place.label, move) for one in grounds.moves for move in one.projects]
    counts = [f"{batch} {sum(card.batch == batch for card in grounds.cards)}" for batch in BATCHES]
    if loose := sum(card.batch not in BATCHES for card in grounds.cards):
        counts.append(f"未分批 {loose}")
    batches = f"月末在册项目 {len(grounds.cards)} 个：{'，'.join(counts)}。" if grounds.cards else "月末没有在册项目。"
    return Section(
        name="projects",
        title="项目进展（四个一批）",
        sentences=(batches,),
        heads=("园区", "项目", "批次", "投资", "进度", "状态"),
        widths=(3.4, 4.6, 2.6, 2.2, 2.4, 2),
        rows=tuple(_project(place, move) for place, move in moves),
        empty=nothing_to_compare(grounds, "本月项目没有变化。"),
    )


def _project(place: str, move: ProjectMove) -> tuple[str, ...]:
    was, now = move.before, move.project
    batch = change(was.batch if was else None, now.batch, new=was is None)
    done = (
        change(percent(was.progress) if was else None, percent(now.progress), new=False)
        if was
        else percent(now.progress)
    )
    return place, now.name, batch, wan(now.invest_yuan), done, now.status or UNKNOWN


def change(before: str | None, after: str | None, *, new: bool) -> str:
    """How a value moved.

    >>> change("储备", "新开", new=False), change(None, "储备", new=True), change("新开", "新开", new=False)
    ('储备→新开', '新增（储备）', '新开')
    """
    if new:
        return f"新增（{after or UNKNOWN}）"
    return (after or UNKNOWN) if before == after else f"{before or UNKNOWN}→{after or UNKNOWN}"


def firm_sentences(grounds: MonthGrounds) -> Iterator[str]:
    """Firms that came and went, park by park."""
    for one in grounds.park_moves:
        parts = [
            f"{word} {len(names)} 家（{'、'.join(names[:5])}{'等' if len(names) > 5 else ''}）"
            for word, names in (("新增名录企业", one.arrived), ("移出", one.left))
            if names
        ]
        if parts:
            yield f"{one.place.label}：{'，'.join(parts)}。"
