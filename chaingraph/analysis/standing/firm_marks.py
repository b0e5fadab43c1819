"""What each firm's row says of its standing, as columns: revenue, qualifications, listing, leading roles."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from chaingraph.arrays import Floats, Mask, Numbers
from chaingraph.graph.snapshot import Snapshot
from chaingraph.ids import ChainId
from chaingraph.memo import Key
from chaingraph.model.enterprise import Enterprise
from chaingraph.settings import Settings

NATIONAL = ("单项冠军", "小巨人", "国家企业技术中心", "专精特新")


@dataclass(frozen=True, slots=True, eq=False)
class FirmMarks:
    """N firms.

    Attributes
    ----------
    revenue_yuan
        Known revenue, NaN where it is not; shape (N,).
    marked
        Whether the firm has any qualification or is listed; shape (N,).
    national
        Whether it is listed or has a national qualification; shape (N,).
    leaders
        Firms named leading firms, by chain; those of no chain in particular under None.
    """

    revenue_yuan: Floats
    marked: Mask
    national: Mask
    leaders: Mapping[ChainId | None, frozenset[int]]

    def leads(self, firms: Numbers, chain: ChainId) -> Mask:
        """Which of these firms are named leading firms of the chain; shape of ``firms``."""
        named = sorted(self.leaders.get(chain, frozenset()) | self.leaders.get(None, frozenset()))
        return np.isin(firms, named) if named else np.zeros(len(firms), dtype=bool)

    def backbone(self, firms: Numbers, chain: ChainId, rules: Settings) -> Mask:
        """Which of these firms can carry a segment; shape of ``firms``.

        Revenue at least ``backbone_revenue_yuan``, listed, nationally qualified, or a named leader of the chain.
        """
        large = np.nan_to_num(self.revenue_yuan[firms], nan=-1.0) >= rules.backbone_revenue_yuan
        return large | self.national[firms] | self.leads(firms, chain)


def firm_marks(snapshot: Snapshot) -> FirmMarks:
    """The columns of a snapshot, made once; what-ifs share them. O(N)."""
    return snapshot.memo.get(Key[FirmMarks]("firm marks"), lambda: _marks(snapshot))


def _marks(snapshot: Snapshot) -> FirmMarks:
    firms = snapshot.enterprises
    leaders: dict[ChainId | None, set[int]] = {}
    for number, firm in enumerate(firms):
        for role in firm.roles:
            leaders.setdefault(role.chain, set()).add(number)
    revenue = (np.nan if firm.revenue_yuan is None else float(firm.revenue_yuan) for firm in firms)
    return FirmMarks(
        revenue_yuan=np.fromiter(revenue, dtype=np.float64, count=len(firms)),
        marked=np.fromiter(map(is_marked, firms), dtype=bool, count=len(firms)),
        national=np.fromiter(map(is_national, firms), dtype=bool, count=len(firms)),
        leaders={chain: frozenset(found) for chain, found in leaders.items()},
    )


def is_listed(firm: Enterprise) -> bool:
    """Whether its row names a listing other than 未上市."""
    return bool(firm.listed_as) and "未上市" not in (firm.listed_as or "")


def is_marked(firm: Enterprise) -> bool:
    """Whether the firm has any qualification or is listed."""
    return bool(firm.qualifications) or is_listed(firm)


def is_national(firm: Enterprise) -> bool:
    """Whether the firm is listed or holds a national qualification."""
    return is_listed(firm) or any(mark in text for text in firm.qualifications for mark in NATIONAL)
