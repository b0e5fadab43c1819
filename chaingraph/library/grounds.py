"""What a figure or a claim of a chain file rests on, and how far it can be leant on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chaingraph.errors import InvalidFact
from chaingraph.model.provenance import Confidence

UNVERIFIED = "待核实"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """Where a claim comes from, in words, and how far it can be leant on; ``None`` is "the file does not say"."""

    basis: str | None = None
    confidence: Confidence | None = None

    @property
    def source(self) -> str:
        """The basis as a fact's evidence names it; without one the claim is still to be verified.

        >>> Grounds(basis="估计", confidence=Confidence.LOW).source, Grounds().source
        ('估计（置信度低）', '待核实')
        """
        if self.basis is None or self.confidence is None:
            return self.basis or UNVERIFIED
        return f"{self.basis}（置信度{self.confidence}）"


def grounds_of(entry: Mapping[str, Any], titles: Mapping[str, str], *, prefix: str = "") -> Grounds:
    """Basis and confidence of a part of a chain file; ids of its sources become their titles.

    ``source`` is read as ``basis`` where there is none. Raises InvalidFact when the confidence is no step of three.

    >>> grounds_of({"basis": "S1", "confidence": "高"}, {"S1": "《目录》"})
    Grounds(basis='《目录》', confidence=<Confidence.HIGH: '高'>)
    """
    basis = entry.get(f"{prefix}basis") or (None if prefix else entry.get("source"))
    return Grounds(
        basis=titles.get(basis, str(basis)) if basis else None,
        confidence=_step(entry.get(f"{prefix}confidence")),
    )


def _step(word: str | None) -> Confidence | None:
    if word is not None and word not in set(Confidence):
        raise InvalidFact(f"置信度“{word}”不是高、中、低之一")
    return None if word is None else Confidence(word)
