"""What the JSON routes take and answer with."""

from api.v1.schemas.asking import HitRow, SearchAnswer, SourcesAnswer, WorklistAnswer
from api.v1.schemas.facts import (
    ChainAnswer,
    ChainsAnswer,
    EnterpriseRow,
    EnterprisesAnswer,
    OwnPlaceAnswer,
    OwnPlaceBody,
    ParkFacts,
    PlaceAnswer,
    PlaceChain,
    PlaceRow,
    PlacesAnswer,
    TagsAnswer,
)
from api.v1.schemas.findings import (
    ChokepointsAnswer,
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
    "ExtensionsAnswer",
    "GapsAnswer",
    "HitRow",
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
    "OwnPlaceAnswer",
    "OwnPlaceBody",
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
    "SearchAnswer",
    "SourcesAnswer",
    "TagsAnswer",
    "TargetsAnswer",
    "UndoAnswer",
    "WorklistAnswer",
]
