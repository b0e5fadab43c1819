"""The first sheet of a workbook: what the lists say, by which rules, from which data."""

from collections.abc import Sequence

from chaingraph.findings.move.target import Target
from chaingraph.findings.place.gap import Coverage, SegmentStatus
from chaingraph.settings import Settings

SHOWN = ("strong_firms", "backbone_revenue_yuan", "weak_local_supply", "demand_tiers")
WEIGHTS = "weight_"


def cover_lines(coverage: Coverage, targets: Sequence[Target], rules: Settings) -> tuple[tuple[str, str], ...]:
    """(label, text) lines: title, scope, counts, date, rules, weights, and what the lists do not claim."""
    counts = "、".join(f"{status.value} {coverage.count(status)} 个" for status in SegmentStatus)
    described = rules.described()
    shown = [f"{title}：{value}（{words}）" for name, title, value, words in described if name in SHOWN]
    weights = "，".join(f"{title} {value}" for name, title, value, _ in described if name.startswith(WEIGHTS))
    return (
        ("标题", f"{coverage.place.label} · {coverage.chain}产业链招商清单"),
        ("范围", f"{coverage.place.kind.value}：{coverage.place.name}；产业链：{coverage.chain}"),
        (
            "概况",
            f"环节 {len(coverage.states)} 个（{counts}）；本地企业 {coverage.firms} 家；"
            f"产业链完整度 {coverage.completeness:.0%}；目标企业 {len(targets)} 条",
        ),
        ("数据截至", coverage.as_of or "各行均未注明日期"),
        ("数据版本", coverage.data_version),
        *((("判定口径" if n == 0 else ""), line) for n, line in enumerate(shown)),
        ("匹配度", f"各分项 0–1，按权重加权平均后换算为 0–100 分。权重：{weights}"),
        (
            "用途说明",
            f"目标企业由规则计算得出，供研判参考，不是招引结论；“缺失”是名录内没有本地企业的把握够大，“待摸排”是可能有企业、须先问清；{coverage.roster.sentence}",
        ),
        ("打印", "横向、一页宽：目标企业清单前 15 列（A3），缺口清单到判定理由为止（A4）；其余各列在右侧，不打印"),
    )
