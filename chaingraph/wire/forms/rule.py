"""Forms of what is found by the rules parks are run by: parcels and assessment."""

from operator import attrgetter

from chaingraph.findings.rule.land import LandVerdict
from chaingraph.findings.rule.land_book import LandRow
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
)
