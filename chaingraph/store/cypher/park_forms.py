"""How the facts of the parks as they are run appear in a property graph."""

from chaingraph.model.kinds import KIND_BY_NAME
from chaingraph.store.cypher.forms import EdgeForm, NodeForm

LABELS = {
    "park_statuses": "ParkStanding",
    "park_factors": "ParkFactor",
    "park_checks": "ParkCheck",
    "yearly_targets": "YearlyTarget",
    "platforms": "Platform",
    "funds": "Fund",
    "parcels": "Parcel",
    "milestones": "Milestone",
    "firm_services": "FirmService",
    "visits": "Visit",
    "tasks": "Task",
    "indicators": "Indicator",
    "grades": "GradeBorder",
    "rewards": "Reward",
    "assessments": "AssessmentValue",
    "assessment_results": "AssessmentResult",
}
PARK_NODES: tuple[NodeForm, ...] = tuple(
    NodeForm(label, "name" if kind == "funds" else "id", KIND_BY_NAME[kind].label, kind)
    for kind, label in LABELS.items()
)


def _joins(type_: str, title: str, kind: str, end: tuple[str, tuple[str, ...]]) -> EdgeForm:
    """A relationship from the node of a kind to what one of its fields names."""
    return EdgeForm(type=type_, title=title, kind=kind, start=(LABELS[kind], KIND_BY_NAME[kind].key), end=end)


PARK_EDGES: tuple[EdgeForm, ...] = (
    _joins("STANDING_OF", "园区类别", "park_statuses", ("Park", ("park",))),
    _joins("FACTOR_OF", "园区要素", "park_factors", ("Park", ("park",))),
    _joins("CHECK_OF", "园区清单", "park_checks", ("Park", ("park",))),
    _joins("TARGET_OF", "年度目标", "yearly_targets", ("Park", ("place",))),
    _joins("PLATFORM_IN", "平台所在", "platforms", ("Park", ("park",))),
    _joins("FUND_FOR", "基金投向", "funds", ("Park", ("place",))),
    _joins("PARCEL_IN", "地块所在", "parcels", ("Park", ("park",))),
    _joins("PARCEL_OF", "受让人", "parcels", ("Enterprise", ("enterprise",))),
    _joins("MILESTONE_OF", "节点", "milestones", ("Project", ("project", "park"))),
    _joins("SERVES", "服务企业", "firm_services", ("Enterprise", ("enterprise",))),
    _joins("VISIT_TO", "走访企业", "visits", ("Enterprise", ("enterprise",))),
    _joins("TASK_ON", "任务对象", "tasks", ("Enterprise", ("enterprise",))),
    _joins("TASK_FOR", "任务地点", "tasks", ("Park", ("place",))),
    _joins("VALUE_OF", "考评数据", "assessments", ("Park", ("park",))),
    _joins("RESULT_OF", "考评结果", "assessment_results", ("Park", ("park",))),
)
