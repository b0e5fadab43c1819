"""What the JSON routes take and answer with."""

from api.schemas.base import Answer, Paged, Problem, Record
from api.schemas.facts import ChainAnswer, ChainRow, ChainsAnswer, EnterpriseAnswer, EnterpriseRow, EnterprisesAnswer, EvidenceRow, OfferingRow, ParkFacts, PlaceAnswer, PlaceChain, PlaceRow, PlacesAnswer, SegmentInputRow, SegmentRow, TagEvidenceRow, TagRow, TagsAnswer
from api.schemas.findings import EcosystemAnswer, EdgeRow, GapRow, GapsAnswer, NodeRow, PanoramaAnswer, StateRow, TargetEvidenceRow, TargetRow, TargetsAnswer
from api.schemas.writing import CorrectionAnswer, CorrectionBody, ImportAnswer, ImportRow, ImportsAnswer, UndoAnswer

__all__ = [
    "Answer",
    "ChainAnswer",
    "ChainRow",
    "ChainsAnswer",
    "CorrectionAnswer",
    "CorrectionBody",
    "EcosystemAnswer",
    "EdgeRow",
    "EnterpriseAnswer",
    "EnterpriseRow",
    "EnterprisesAnswer",
    "EvidenceRow",
    "GapRow",
    "GapsAnswer",
    "ImportAnswer",
    "ImportRow",
    "ImportsAnswer",
    "NodeRow",
    "OfferingRow",
    "Paged",
    "PanoramaAnswer",
    "ParkFacts",
    "PlaceAnswer",
    "PlaceChain",
    "PlaceRow",
    "PlacesAnswer",
    "Problem",
    "Record",
    "SegmentInputRow",
    "SegmentRow",
    "StateRow",
    "TagEvidenceRow",
    "TagRow",
    "TagsAnswer",
    "TargetEvidenceRow",
    "TargetRow",
    "TargetsAnswer",
    "UndoAnswer",
]
