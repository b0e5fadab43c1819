"""A report for people: what to do next first, then the issues by kind, each with its count and one example."""

from collections.abc import Iterator
from dataclasses import dataclass

from loaders.record.report import ImportIssue, ImportReport, Severity

ORDER = (Severity.CONFLICT, Severity.REJECTED, Severity.HINT, Severity.MERGED)
NOT_RECORDS = ("合计行", "重复表头")
ADVICE = {
    "必填": "补上名称后再导入这几行",
    "名称": "核对这几行的名称",
    "信用代码存成数字": "把代码列设为“文本”格式重新填写，再导入一次即可补上",
    "信用代码长度": "旧注册号不是信用代码；查到 18 位代码后再导入一次即可补上",
    "信用代码校验": "对照营业执照核对代码",
    "一码两名": "核实是否更名；更名的在“曾用名”列写上原名称后再导入",
    "疑似同一企业": "核实后把同一家的名称改成一致，再导入一次",
    "新建园区": "在“园区”表里补全新建园区的主导产业和可用土地、厂房",
    "园区须已知": "把园区名称改成“园区”表里的写法，或先导入园区",
    "产业链须已知": "把产业链名称改成库里的写法，或先导入自己的产业链",
    "环节须已知": "把环节名称改成库里的写法",
    "项目地点": "写明园区或建设地点，或指明这批项目都在哪里",
    "名录外企业": "核实名录外的往来企业，补上所在地和主营产品",
    "隐藏的行": "确认被隐藏或筛选掉的行是否也要",
    "单位": "在表头写明单位，例如“营业收入（万元）”",
    "认识的表": "把认不出的表改名为“企业”“项目”“供应关系”等，或在预览里选择",
}
MOST_STEPS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueGroup:
    """The issues of one severity and rule: how many, one of them, and what to do about them (empty: nothing)."""

    severity: Severity
    rule: str
    count: int
    example: ImportIssue
    advice: str = ""


def groups_of(report: ImportReport) -> tuple[IssueGroup, ...]:
    """The issues by kind: conflicts, rejected rows, hints, merges; within these the most frequent first."""
    found: dict[tuple[Severity, str], list[ImportIssue]] = {}
    for issue in report.issues:
        found.setdefault((issue.severity, issue.rule), []).append(issue)
    groups = [
        IssueGroup(severity=severity, rule=rule, count=len(issues), example=issues[0], advice=ADVICE.get(rule, ""))
        for (severity, rule), issues in found.items()
    ]
    return tuple(sorted(groups, key=lambda group: (ORDER.index(group.severity), -group.count, group.rule)))


def next_steps(report: ImportReport) -> tuple[str, ...]:
    """What to do next, the most needed first: the place, then each kind of issue that somebody can mend.

    >>> from chaingraph.ids import ImportId
    >>> next_steps(ImportReport(id=ImportId("a"), files=("a",), read=3, accepted=3, merged=0, rejected=0, unplaced=3))
    ('3 家企业没有写明在哪里：如果都在一个地区，请在预览页“这批企业都在”一栏填上（命令行 --place 地区）再导入一次',)
    """
    return tuple(_steps(report))[:MOST_STEPS]


def _steps(report: ImportReport) -> Iterator[str]:
    if report.unplaced:
        yield (
            f"{report.unplaced} 家企业没有写明在哪里：如果都在一个地区，"
            "请在预览页“这批企业都在”一栏填上（命令行 --place 地区）再导入一次"
        )
    for group in groups_of(report):
        if group.advice and group.rule not in NOT_RECORDS:
            yield f"{group.rule} {group.count} 处：{group.advice}"
