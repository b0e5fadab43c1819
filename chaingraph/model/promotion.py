"""What officers follow and decide: projects with their milestones, leads, corrections of tags."""

from dataclasses import dataclass

from chaingraph.errors import InvalidFact
from chaingraph.ids import ChainId, EnterpriseId, SegmentKey
from chaingraph.model.provenance import NO_EVIDENCE, Evidence
from chaingraph.units import Mu, Share, SquareMetre, Yuan, date_text, non_negative, share

BATCHES = ("建设", "新开", "储备", "谋划")
LEAD_STAGES = ("待联系", "对接", "在谈", "签约", "落地", "投产", "放弃")


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A project of one of the four batches (四个一批); (name, park) is its key.

    Attributes
    ----------
    supervised
        Whether it is on the list of what the city's leaders watch themselves (挂牌督办).
    """

    name: str
    park: str
    enterprise: EnterpriseId | None = None
    chain: ChainId | None = None
    segment: SegmentKey | None = None
    batch: str | None = None
    status: str | None = None
    invest_yuan: Yuan | None = None
    land_mu: Mu | None = None
    plant_m2: SquareMetre | None = None
    start_on: str | None = None
    due_on: str | None = None
    progress: Share | None = None
    owner: str | None = None
    supervised: bool = False
    evidence: Evidence = NO_EVIDENCE

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise InvalidFact("项目名称为空")
        if self.batch is not None and self.batch not in BATCHES:
            raise InvalidFact(f"批次“{self.batch}”不是 {'、'.join(BATCHES)} 之一")
        for value, name in ((self.invest_yuan, "投资"), (self.land_mu, "用地"), (self.plant_m2, "厂房")):
            if value is not None:
                non_negative(value, name)
        for on, name in ((self.start_on, "开工日期"), (self.due_on, "到期日期")):
            if on is not None:
                date_text(on, name)
        if self.progress is not None:
            share(self.progress, "进度")


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A step of a project with the day it is due and the day it was done; (project, park, name) is its key."""

    project: str
    park: str
    name: str
    due_on: str | None = None
    done_on: str | None = None
    note: str | None = None
    evidence: Evidence = NO_EVIDENCE

    def __post_init__(self) -> None:
        if not self.project.strip() or not self.name.strip():
            raise InvalidFact("项目名称或节点为空")
        for on, name in ((self.due_on, "节点期限"), (self.done_on, "完成日期")):
            if on:
                date_text(on, name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """A target that someone follows up for a place; (enterprise, place, chain, segment) is its key.

    ``owner``, ``next_on``, ``note``, ``contact`` and ``phone`` are empty text where an officer took them back, which is
    laid over what was known, and None where nobody has said anything.
    """

    enterprise: EnterpriseId
    place: str
    chain: ChainId | None = None
    segment: SegmentKey | None = None
    stage: str = "待联系"
    owner: str | None = None
    next_on: str | None = None
    note: str | None = None
    updated_on: str | None = None
    contact: str | None = None
    phone: str | None = None
    evidence: Evidence = NO_EVIDENCE

    def __post_init__(self) -> None:
        if self.stage not in LEAD_STAGES:
            raise InvalidFact(f"阶段“{self.stage}”不是 {'、'.join(LEAD_STAGES)} 之一")
        for on, name in ((self.next_on, "下次跟进"), (self.updated_on, "更新日期")):
            if on:
                date_text(on, name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A person's word on a tag: the enterprise is, or is not, on the segment."""

    enterprise: EnterpriseId
    chain: ChainId
    segment: SegmentKey
    verdict: bool = True
    by: str | None = None
    on: str | None = None
    evidence: Evidence = NO_EVIDENCE

    def __post_init__(self) -> None:
        if self.on is not None:
            date_text(self.on, "标注日期")
