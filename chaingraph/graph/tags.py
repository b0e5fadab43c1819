"""Which firm stands on which segment: the tagger's answer as columns, with its evidence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from chaingraph.ids import ChainId, SegmentKey

INFERRED = "相关度推断"
"""Field of the evidence of a firm that no word of its own places on a segment: a proposal to verify."""
TAUGHT = "标注推断"
"""Field of the evidence of a firm that the examples of a chain place: no word of the chain's own need speak for it."""
ALIKE = "用词相近"
"""Field of the evidence of a candidate: a text of the firm is like a word of the segment; it places nobody."""

LEAST_STATED = 0.005
"""A part of revenue up to this is a placeholder of whoever made the list, not a statement."""
WHOLE = 0.999
"""From this part on all of a firm is counted on a segment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TagEvidence:
    """Why a firm was placed on a segment: the field, the firm's own words, and the part of them that met the chain's.

    ``field`` is 主营产品, 经营范围, 企业名称, 行业, 行业代码, 人工标注, 标注推断, 用词相近 or 相关度推断; ``share`` is
    the product's part of revenue.
    """

    field: str
    text: str
    matched: str = ""
    share: float | None = None

    @property
    def sentence(self) -> str:
        """The evidence as a person would say it.

        >>> TagEvidence(field="主营产品", text="锂电铜箔", matched="铜箔").sentence
        '主营产品“锂电铜箔”含“铜箔”'
        >>> TagEvidence(field="主营产品", text="BMS", matched="bms").sentence
        '主营产品“BMS”与环节名称或别名一致'
        """
        if self.field == INFERRED:
            return f"相关度推断（待核实）：{self.text}"
        if self.field == ALIKE:
            return f"“{self.text}”与环节用词“{self.matched}”相近"
        if self.field == "行业代码":
            return f"行业代码“{self.text}”与环节的国标代码一致"
        if self.field == TAUGHT:
            return self.text
        if self.field == "相似企业":
            return f"因为您把“{self.text}”归入此环节，本企业主营与它相近"
        if self.field == "相似企业被否":
            return f"因为您把“{self.text}”移出此环节，本企业主营与它相近"
        part = f"（占营收 {self.share:.0%}）" if self.share is not None else ""
        words = (
            f"含“{self.matched}”"
            if self.matched and self.matched.casefold() != self.text.casefold()
            else "与环节名称或别名一致"
        )
        if self.field == "人工标注":
            return f"人工标注：{self.text}"
        return f"{self.field}“{self.text}”{part}{words}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """One firm on one segment.

    Attributes
    ----------
    score
        0 to 1, monotone in the strength of the match; the threshold of the settings applies to it.
    probability
        Chance that a person would agree, or None when nothing has been calibrated.
    share
        Part of the firm's size that is counted on this segment, 0 to 1.
    """

    chain: ChainId
    key: SegmentKey
    score: float
    probability: float | None
    share: float
    evidence: tuple[TagEvidence, ...]

    @property
    def share_stated(self) -> bool:
        """Whether ``share`` rests on a stated part of revenue: of the words that place the firm, one says how much."""
        return sum(piece.share or 0.0 for piece in self.evidence) > LEAST_STATED

    @property
    def inferred(self) -> bool:
        """Whether no word of the firm's own places it here, only likeness."""
        return all(piece.field == INFERRED for piece in self.evidence) and bool(self.evidence)


@dataclass(frozen=True, slots=True, eq=False)
class Proposals:
    """Firms that no word of their own places on a segment and that fit it best, as inferred tags by firm; and the
    relevance of every firm for the segment, shape (N,), 0 to 1."""

    tags: Mapping[int, Tag]
    relevance: npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class TagTable:
    """Tags of all firms, grouped by firm: ``rows[start[i]:start[i + 1]]`` are the tags of firm i, best first.

    Shapes: start (N + 1,) int64; rows a tuple of tags.
    """

    start: npt.NDArray[np.int64]
    rows: tuple[Tag, ...]

    @classmethod
    def of(cls, per_firm: Sequence[Sequence[Tag]]) -> "TagTable":
        """The table of tags given firm by firm."""
        start = np.zeros(len(per_firm) + 1, dtype=np.int64)
        np.cumsum([len(tags) for tags in per_firm], out=start[1:])
        return cls(start, tuple(tag for tags in per_firm for tag in tags))

    def of_firm(self, firm: int) -> tuple[Tag, ...]:
        """Tags of one firm, best first."""
        return self.rows[self.start[firm] : self.start[firm + 1]]

    def stated_of_firm(self, firm: int) -> tuple[bool, ...]:
        """Of each tag of a firm, whether its share is known and not spread evenly: a part of revenue is stated, or all
        that the firm makes stands on this one segment, in whatever chain.
        """
        tags = self.of_firm(firm)
        single = len({tag.key for tag in tags}) == 1
        return tuple(tag.share_stated or (single and tag.share >= WHOLE) for tag in tags)

    def firm_of_row(self) -> npt.NDArray[np.int64]:
        """The firm index of every row."""
        return np.repeat(np.arange(len(self.start) - 1), np.diff(self.start))
