"""Forms of what is found by the rules parks are run by: parcels and assessment."""

from operator import attrgetter

from chaingraph.findings.rule.assessment import Awarded, Improvement, Points
from chaingraph.findings.rule.land import LandVerdict
from chaingraph.findings.rule.land_book import LandRow
from chaingraph.findings.rule.ranking import Ranked
from chaingraph.findings.rule.standing import Step
from chaingraph.wire.forms.form import Form, Told, Word

NAMES = ("park", "name", "number", "use", "area_mu", "agreed_start", "actual_start")

FORMS = (
    Form(
        of=LandVerdict,
        words={
            "state": Word("计时状态", "满一年"),
            "one_year": Word("满一年之日；计时中止而未定时为空", "2026-06-01"),
            "two_years": Word("满两年之日；计时中止而未定时为空", "2027-06-01"),
            "fee_yuan": Word("土地闲置费：价款的 20 %，精确到分；未满一年或价款不详时为空", 2469135.78),
            "late_days": Word("计入的天数，政府原因与不可抗力除外", 381),
            "warning": Word("90 或 30：距下一个期限不到这么多天"),
        },
    ),
    Form(
        of=LandRow,
        name="ParcelRow",
        without=("parcel",),
        flat=("verdict",),
        told={
            **{name: Told(str | None, attrgetter(f"parcel.{name}")) for name in NAMES if name != "area_mu"},
            "area_mu": Told(float | None, attrgetter("parcel.area_mu")),
            "price_yuan": Told(float | None, lambda row: row.parcel.price_yuan),
            "cause": Told(str | None, attrgetter("parcel.cause")),
            "source": Told(str | None, attrgetter("parcel.evidence.source")),
            "as_of": Told(str | None, attrgetter("parcel.evidence.as_of")),
        },
        first=("park", "name", "number", "enterprise", "use", "area_mu", "price_yuan", "stage", "state"),
        words={"stage": Word("批而未征、征而未供、供而未用、已动工或收回"), "papers": Word("这一步需要的文书")},
    ),
    Form(
        of=Points,
        name="PointsRow",
        without=("reported", "part"),
        told={
            "indicator": Told(str, attrgetter("indicator.name")),
            "weight": Told(float, attrgetter("indicator.weight")),
            "unit": Told(str | None, attrgetter("indicator.unit")),
            "value": Told(float | None, lambda one: one.reported.value if one.reported else None),
            "basis": Told(str | None, lambda one: one.reported.basis if one.reported else None),
            "computed": Told(bool, lambda one: bool(one.reported and one.reported.computed)),
        },
        first=("indicator", "weight", "unit", "value", "points"),
        words={"basis": Word("谁填报，或怎样算出"), "value": Word("没有数值时为空，不得分")},
    ),
    Form(
        of=Improvement,
        without=("park",),
        told={
            "indicator": Told(str, attrgetter("indicator.name")),
            "unit": Told(str | None, attrgetter("indicator.unit")),
        },
        first=("indicator", "unit", "before", "after"),
        words={
            "effort": Word("要多拿这项满分的几成，0–1", 0.2),
            "cost_yuan": Word("按设置的单位代价，元；未设时为空"),
        },
    ),
    Form(of=Awarded, without=("park", "rank")),
    Form(
        of=Step,
        without=("before", "after"),
        told={
            "status": Told(str | None, attrgetter("before.status")),
            "status_after": Told(str | None, attrgetter("after.status")),
            "watched_until": Told(str | None, attrgetter("after.watched_until")),
            "moved": Told(bool, attrgetter("moved")),
        },
    ),
    Form(
        of=Ranked,
        name="AssessmentRow",
        without=("score", "before", "published"),
        flat=("step", "award"),
        told={
            **{name: Told(str, attrgetter(f"score.{name}")) for name in ("park", "grade")},
            **{name: Told(float, attrgetter(f"score.{name}")) for name in ("score", "possible")},
            "rank": Told(int, attrgetter("score.rank")),
            **{name: Told(bool, attrgetter(f"score.{name}")) for name in ("good", "among_last")},
            "missing": Told(tuple[str, ...], attrgetter("score.missing")),
            "points": Told(tuple[Points, ...], attrgetter("score.points")),
            "rank_before": Told(int | None, lambda row: row.before.rank if row.before else None),
            "score_before": Told(float | None, lambda row: row.before.score if row.before else None),
            "published": Told(bool, lambda row: row.published is not None and not row.differs),
            "award_reason": Told(str, attrgetter("award.reason")),
            "reason": Told(str, attrgetter("step.reason")),
        },
        first=("park", "rank", "score", "grade", "status", "status_after", "reason"),
        words={
            "possible": Word("缺报的指标若都得满分，总分是多少"),
            "among_last": Word("名次是否在末几位（设置里的“考评末位数”）"),
            "lifts": Word("单做哪一项名次会变，代价小的在前"),
            "rank_before": Word("上一期名次"),
        },
    ),
)
