"""The look that all pictures share: colours of status, stage and nearness, and what each status means in words."""

from dataclasses import dataclass

from chaingraph.findings.firm.ecosystem import Nearness
from chaingraph.findings.place.gap import SegmentStatus
from chaingraph.findings.place.marks import Weight
from chaingraph.model.chain import Stage
from chaingraph.settings import Settings
from chaingraph.units import percent, wan

INK = "#16202e"
SOFT = "#5b6675"
LINE = "#dfe4ea"
PANEL = "#f7f9fb"
ACCENT = "#1457c8"
OUTWARD = "#8a3ffc"


@dataclass(frozen=True, slots=True)
class Tone:
    """Colours that go together: strong for edges, light for faces; the tab and its letter, where they differ."""

    strong: str
    light: str
    tab: str = ""
    letter: str = "#fff"


STATUS_TONES = {
    SegmentStatus.STRONG: Tone("#17803a", "#e3f3e7"),
    SegmentStatus.POTENTIAL: Tone("#3a7fca", "#e6f0fb"),
    SegmentStatus.WEAK: Tone("#b86b00", "#fff4dd", "#f3bd55", "#3d2600"),
    SegmentStatus.UNSURVEYED: Tone("#6b4fa0", "#f3effa", "#d9ccf0", "#35206b"),
    SegmentStatus.MISSING: Tone("#c01c1c", "#fdeeee"),
}
WEIGHT_TONES = {
    Weight.URGENT: Tone("#a8121f", "#fff"),
    Weight.PLAIN: Tone("#c01c1c", "#fff8f8", "#fff", "#b01818"),
    Weight.LET_BE: Tone("#b9c1cb", "#fbfcfd", "#fbfcfd", "#5b6675"),
}
"""A certain gap by its weight: filled tab and thick border, dashed, or hardly there; so also in grey."""
PATTERNS = {SegmentStatus.MISSING: "hatch", SegmentStatus.UNSURVEYED: "dots"}
"""What fills a status without a firm, so that grey print tells them apart."""
STAGE_COLOURS = {
    Stage.UPSTREAM: "#1f5fbf",
    Stage.MIDSTREAM: "#0b776d",
    Stage.DOWNSTREAM: "#b05200",
    Stage.SUPPORT: "#55507f",
}
NEARNESS_TONES = {
    Nearness.PARK: Tone("#1f5fbf", "#dde9fb"),
    Nearness.CITY: Tone("#12857a", "#dff2ef"),
    Nearness.PROVINCE: Tone("#6c57b0", "#ebe7f7"),
    Nearness.OUTSIDE: Tone("#7a8494", "#f2f3f5"),
    Nearness.UNKNOWN: Tone("#9aa2ad", "#fafafa"),
}
STAGE_ORDER = (Stage.UPSTREAM, Stage.MIDSTREAM, Stage.DOWNSTREAM, Stage.SUPPORT)


def status_rules(rules: Settings) -> dict[SegmentStatus, str]:
    """The rule behind each status in a few words, with the numbers of the settings."""
    enough, line = rules.strong_firms, percent(rules.weak_local_supply)
    return {
        SegmentStatus.STRONG: f"≥{enough} 家且有骨干企业",
        SegmentStatus.POTENTIAL: f"≥{enough} 家无骨干，或不足 {enough} 家但有骨干",
        SegmentStatus.WEAK: f"不足 {enough} 家且无骨干，或配套率 <{line}",
        SegmentStatus.UNSURVEYED: f"没有识别到企业，把握不到 {percent(rules.certain_absence)}",
        SegmentStatus.MISSING: f"本地没有企业，把握 ≥{percent(rules.certain_absence)}",
    }


def legend_rules(rules: Settings) -> dict[SegmentStatus | Weight, str]:
    """The same for the row of a legend, a dozen characters each, and the rules of the weights of a certain gap."""
    enough, sure = rules.strong_firms, percent(rules.certain_absence)
    return {
        SegmentStatus.STRONG: f"≥{enough} 家且有骨干",
        SegmentStatus.POTENTIAL: f"≥{enough} 家，或有骨干",
        SegmentStatus.WEAK: f"<{enough} 家无骨干，或供不足",
        SegmentStatus.UNSURVEYED: "可能有人做，先问",
        SegmentStatus.MISSING: f"没有的把握 ≥{sure}",
        Weight.URGENT: f"确实没有，紧迫度 ≥{rules.urgent_severity * 100:g}",
        Weight.PLAIN: "确实没有，可以等",
        Weight.LET_BE: "外购为宜或没有需求",
    }


def backbone_rule(rules: Settings) -> str:
    """What makes a firm a backbone firm, in words."""
    revenue = wan(rules.backbone_revenue_yuan).replace(".0 ", " ")
    return f"骨干企业=营收≥{revenue}，或上市、国家级资质、本链龙头"
