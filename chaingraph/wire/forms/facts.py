"""Forms of facts: enterprises, segments, evidence, and what is known of one firm."""

from operator import attrgetter

from chaingraph.findings.known.chain import ChainSegment, ChainSize
from chaingraph.findings.known.firm import KnownFirm, NamedTag
from chaingraph.graph.tags import Tag, TagEvidence
from chaingraph.model.chain import Segment, SegmentInput
from chaingraph.model.contacts import Notes, open_notes
from chaingraph.model.enterprise import Enterprise
from chaingraph.model.links import Offering
from chaingraph.model.live import standing
from chaingraph.model.place import Park
from chaingraph.model.provenance import Certainty, Evidence
from chaingraph.wire.forms.form import Form, Told, Word

SEGMENT_FIRST = ("key", "segment", "stage", "branch", "tier", "aliases", "definition", "industry_codes", "locality")
AT_TOP = ("registered_capital_yuan", "founded_on", "listed_as", "qualifications", "industry_code", "industry")
"""Of an enterprise, told beside it too."""


def _inner(name: str, hint: object) -> Told:
    return Told(hint, attrgetter(f"enterprise.{name}"))


def _open_notes(noted: Enterprise | Park) -> Notes:
    return open_notes(noted.notes)


FORMS = (
    Form(of=Evidence, told={"certainty": Told(Certainty, attrgetter("certainty"))}),
    Form(
        of=Enterprise,
        name="EnterpriseFacts",
        told={
            "enterprise": Told(str, attrgetter("name")),
            "region": Told(str, attrgetter("region")),
            "notes": Told(Notes, _open_notes),
            "standing": Told(str, standing),
        },
        first=("id", "enterprise"),
        words={
            "status": Word("登记状态；null 为不详"),
            "standing": Word("不计入的原因：登记状态、ST 或退市；空为正常计入", ""),
            "notes": Word("名单里的其他列；联系人、电话、邮箱不在其中"),
            "id": Word(example="91410700170000000X"),
            "enterprise": Word(example="新太行电源股份有限公司"),
            "region": Word(example="河南省/新乡市/红旗区"),
            "revenue_yuan": Word("营业收入，元；null 为不详"),
        },
    ),
    Form(of=Park, told={"notes": Told(Notes, _open_notes)}),
    Form(of=Offering, words={"share": Word("占营收，0–1")}, first=("product", "share", "evidence")),
    Form(of=TagEvidence, first=("field", "text", "matched"), told={"sentence": Told(str, attrgetter("sentence"))}),
    Form(of=Tag, name="BareTagRow"),
    Form(of=NamedTag, name="TagRow", flat=("tag",), first=("chain", "key", "segment")),
    Form(
        of=KnownFirm,
        name="EnterpriseAnswer",
        told={
            **{name: _inner(name, Enterprise.__annotations__[name]) for name in (*AT_TOP, "business_scope")},
            "evidence": _inner("evidence", Evidence),
        },
        first=("data_version", "enterprise", *AT_TOP, "business_scope", "evidence"),
    ),
    Form(
        of=Segment,
        name="BareSegmentRow",
        without=("chain", "name", "order", "excludes", "note", "locality_reason", "evidence"),
        told={"segment": Told(str, attrgetter("name"))},
    ),
    Form(of=ChainSegment, name="SegmentRow", flat=("segment",), first=(*SEGMENT_FIRST, "critical", "chokepoint")),
    Form(
        of=ChainSize,
        name="ChainRow",
        words={
            "chain": Word(example="动力电池"),
            "segments": Word(example=63),
            "inputs": Word("环节关系数", 101),
        },
    ),
    Form(
        of=SegmentInput,
        without=("chain", "output", "cost_share_high", "evidence"),
        told={
            "cost_share": Told(float | None, attrgetter("middle_share")),
            "source": Told(str | None, attrgetter("evidence.source")),
        },
        words={"cost_share": Word("占下游环节材料成本的份额，0–1；有上下限时取中间")},
    ),
)
