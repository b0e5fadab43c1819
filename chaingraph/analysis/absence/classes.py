"""How well each firm is described and which industry class it is of, as columns of numbers."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from chaingraph.arrays import Mask, Numbers
from chaingraph.graph.snapshot import Snapshot
from chaingraph.library.gbt4754 import class_code, industry_name, parents
from chaingraph.memo import Key
from chaingraph.model.enterprise import Enterprise

NAMED, SAID, PLACED, GONE = 0, 1, 2, 3
"""A firm of which only the name and class are known; one with products or scope on no segment; one on a segment; one
that is not live and speaks for nothing."""
LEAST_FIRMS = 3
"""An industry that GB/T 4754 does not know counts as a class from so many firms on."""
UNKNOWN = ""


@dataclass(frozen=True, slots=True, eq=False)
class FirmClasses:
    """N firms: the class of each as a position in ``codes`` (the first is "not known"), and its level of description.

    Shapes: of_firm (N,), level (N,), group (B,): the position in ``groups`` of the group of each class, -1 for none.
    """

    codes: tuple[str, ...]
    of_firm: Numbers
    level: Numbers
    groups: tuple[str, ...]
    group: Numbers


KEPT = Key[FirmClasses]("firm classes")


def firm_classes(snapshot: Snapshot) -> FirmClasses:
    """The columns of a snapshot, made once; what-ifs share them. O(N)."""
    return snapshot.memo.get(KEPT, lambda: _classes(snapshot))


def _classes(snapshot: Snapshot) -> FirmClasses:
    own = [class_of(enterprise) for enterprise in snapshot.enterprises]
    count = Counter(own)
    known = sorted(code for code in count if industry_name(code) or count[code] >= LEAST_FIRMS)
    codes = (UNKNOWN, *(code for code in known if code))
    number = {code: position for position, code in enumerate(codes)}
    groups = tuple(sorted({group_of(code) for code in codes} - {UNKNOWN}))
    at = {group: position for position, group in enumerate(groups)}
    return FirmClasses(
        codes=codes,
        of_firm=np.array([number.get(code, 0) for code in own], dtype=np.int64),
        level=_levels(snapshot),
        groups=groups,
        group=np.array([at.get(group_of(code), -1) for code in codes], dtype=np.int64),
    )


def class_of(enterprise: Enterprise) -> str:
    """The class its industry is named after, else its industry code, else the industry as written, else "".

    >>> class_of(Enterprise(id="a", name="甲", industry="锂离子电池制造", industry_code="C3849"))
    'C3841'
    """
    industry, code = (enterprise.industry or "").strip(), (enterprise.industry_code or "").strip().upper()
    if code and not code[0].isalpha() and industry_name(code):
        code = next((f"{section}{code}" for section in parents(code)[:1]), code)
    return class_code(industry) or code or industry


def group_of(code: str) -> str:
    """The group of a class or group of GB/T 4754, else "".

    >>> group_of("C3841"), group_of("C384"), group_of("C38"), group_of("850101")
    ('C384', 'C384', '', '')
    """
    return code[:4] if code[:1].isalpha() and len(code) >= 4 and industry_name(code[:4]) else UNKNOWN


def _levels(snapshot: Snapshot) -> Numbers:
    placed = np.diff(snapshot.tags.start) > 0
    said = _said(snapshot)
    levels = np.where(placed, PLACED, np.where(said, SAID, NAMED)).astype(np.int64)
    levels[sorted(snapshot.gone)] = GONE
    return levels


def _said(snapshot: Snapshot) -> Mask:
    """Which firms state products or a business scope."""
    scoped: Sequence[bool] = [bool(enterprise.business_scope) for enterprise in snapshot.enterprises]
    said = np.array(scoped, dtype=bool)
    offering = [snapshot.index.get(offering.enterprise, -1) for offering in snapshot.offerings]
    firms = np.array(offering, dtype=np.int64)
    said[firms[firms >= 0]] = True
    return said
