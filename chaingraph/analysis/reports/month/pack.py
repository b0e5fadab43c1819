"""The month's pack put together: a few figures, then section after section in the order of the meeting."""

from chaingraph.analysis.reports.month.changes import firm_sentences, gap_section, lead_section, project_section
from chaingraph.analysis.reports.month.due import overdue_section, supervised_section, todo_section
from chaingraph.analysis.reports.month.grounds import MonthGrounds, nothing_to_compare
from chaingraph.analysis.reports.month.running import (
    factor_section,
    land_section,
    platform_section,
    ranking_section,
)
from chaingraph.findings.report.month import MonthPack, Section
from chaingraph.model.provenance import Certainty

BUILDERS = (
    gap_section, lead_section, project_section, factor_section, ranking_section, land_section, overdue_section,
    supervised_section, platform_section, todo_section,
)  # fmt: skip
TOLD = ("parks", "projects", "platforms", "parcels", "park_factors", "assessments")
"""Kinds whose own sources say whether the pack holds demo figures."""


def month_pack(grounds: MonthGrounds) -> MonthPack:
    """The pack. O(facts)."""
    sections = tuple(build(grounds) for build in BUILDERS)
    figures = _figures(grounds, {one.name: one for one in sections})
    facts = grounds.snapshot.facts
    return MonthPack(
        month=grounds.month,
        place=grounds.place.name if grounds.place else "",
        ends=grounds.ends,
        figures=figures,
        sections=(_summary(grounds, figures), *sections),
        first=grounds.first,
        demo=any(one.evidence.certainty is Certainty.DEMO for kind in TOLD for one in facts[kind]),
        as_of=grounds.snapshot.as_of,
        data_version=grounds.snapshot.version,
    )


def _figures(grounds: MonthGrounds, by_name: dict[str, Section]) -> tuple[tuple[str, str], ...]:
    statuses = [move for one in grounds.park_moves for move in one.statuses]
    changes = (
        (f"{sum(move.closed for move in statuses)}", "补上缺口"),
        (f"{sum(move.opened for move in statuses)}", "新出现缺口"),
        (f"{len(by_name['leads'].rows)}", "招商目标有进展"),
        (f"{len(by_name['projects'].rows)}", "项目有变化"),
    )
    standing = (
        (f"{grounds.land.sums.idle}", "宗闲置土地"),
        (f"{len(grounds.rings)}", "件逾期"),
        (f"{len(by_name['supervised'].rows)}", "个挂牌督办"),
        (f"{len(by_name['todo'].rows)}", "件下月到期"),
    )
    return standing if grounds.first else (*changes, *standing)


def _summary(grounds: MonthGrounds, figures: tuple[tuple[str, str], ...]) -> Section:
    told = "，".join(
        f"{word} {number}" if word[0] not in "宗件个" else f"{word[1:]} {number} {word[0]}" for number, word in figures
    )
    firms = tuple(firm_sentences(grounds))
    quiet = "名录企业没有增减。" if not firms else ""
    return Section(
        name="summary",
        title="总体情况",
        sentences=(f"{told}。", *(firms or (nothing_to_compare(grounds, quiet),))),
    )


def _counted(number: str, word: str) -> str:
    """A figure with its word as a sentence has it.

    >>> _counted("3", "宗闲置土地"), _counted("2", "补上缺口")
    ('闲置土地 3 宗', '补上缺口 2')
    """
    return f"{word[1:]} {number} {word[0]}" if word[0] in "宗件个" else f"{word} {number}"
