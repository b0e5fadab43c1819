"""What the JSON routes take and answer with."""

from api.v1.schemas.facts import (
    ChainAnswer,
    ChainsAnswer,
    EnterpriseRow,
    EnterprisesAnswer,
    ParkFacts,
    PlaceAnswer,
    PlaceChain,
    PlaceRow,
    PlacesAnswer,
    TagsAnswer,
)
from api.v1.schemas.findings import (
    ChokepointsAnswer,
    ExcludedAnswer,
    ExtensionsAnswer,
    GapsAnswer,
    ProposedInputsAnswer,
    ProposedSegmentsAnswer,
    TargetsAnswer,
)
from api.v1.schemas.jobs import JobAnswer, JobRow, JobsAnswer
from api.v1.schemas.leads import LeadAnswer, LeadBody, LeadChangeBody, LeadRow, LeadsAnswer, LeadStep
from api.v1.schemas.writing import CorrectionAnswer, CorrectionBody, ImportAnswer, ImportRow, ImportsAnswer, UndoAnswer
from api.wire.base import Answer, Paged, Problem
from chaingraph.wire.records import Record

__all__ = [
    "Answer",
    "ChainAnswer",
    "ChainsAnswer",
    "ChokepointsAnswer",
    "CorrectionAnswer",
    "CorrectionBody",
    "EnterpriseRow",
    "EnterprisesAnswer",
    "ExcludedAnswer",
    "ExtensionsAnswer",
    "GapsAnswer",
    "ImportAnswer",
    "ImportRow",
    "ImportsAnswer",
    "JobAnswer",
    "JobRow",
    "JobsAnswer",
    "LeadAnswer",
    "LeadBody",
    "LeadChangeBody",
    "LeadRow",
    "LeadStep",
    "LeadsAnswer",
    "Paged",
    "ParkFacts",
    "PlaceAnswer",
    "PlaceChain",
    "PlaceRow",
    "PlacesAnswer",
    "Problem",
    "ProposedInputsAnswer",
    "ProposedSegmentsAnswer",
    "Record",
    "TagsAnswer",
    "TargetsAnswer",
    "UndoAnswer",
]
