"""What a place's lists hold, so that one knows what their silence is worth."""

from dataclasses import dataclass

from chaingraph.model.place import RosterKind

LEAST_FIRMS = 20
"""Fewer firms than this tell nothing of what a list holds."""
WHOLE_AND_LARGE = (RosterKind.ALL, RosterKind.ABOVE_SCALE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """The lists of one place.

    Attributes
    ----------
    stated
        Whether a table said so; else it was inferred from the firms.
    services
        Whether the lists hold firms beside mining, manufacturing and utilities; None when that is not known.
    firms
        How many firms the lists hold.
    """

    kind: RosterKind
    stated: bool
    services: bool | None
    firms: int

    def unlike(self, other: "Roster") -> str:
        """Why figures of the two places must not be held against one another, in words; empty where they may.

        Fewer firms than ``LEAST_FIRMS`` tell nothing of what a list holds, and are no reason.

        >>> listed, whole = (Roster(kind=k, stated=False, services=None, firms=30) for k in list(RosterKind)[2::2])
        >>> listed.unlike(whole), listed.unlike(listed)
        ('名录口径不同（上市 对 未知），家数、完整度与区位商不可直接比较', '')
        """
        pair = (self.kind, other.kind)
        if self.kind is other.kind or (RosterKind.LISTED not in pair and set(pair) != {*WHOLE_AND_LARGE}):
            return ""
        if any(one.kind is RosterKind.UNKNOWN and one.firms < LEAST_FIRMS for one in (self, other)):
            return ""
        return f"名录口径不同（{self.kind.value} 对 {other.kind.value}），家数、完整度与区位商不可直接比较"

    @property
    def sentence(self) -> str:
        """What the lists hold, in words.

        >>> Roster(kind=RosterKind.LISTED, stated=False, services=None, firms=30).sentence
        '名录口径：上市（由名录推断：30 家均为上市企业），未上市企业不在其中'
        """
        lacks = {
            RosterKind.LISTED: "，未上市企业不在其中",
            RosterKind.ABOVE_SCALE: "，规模以下企业不在其中",
            RosterKind.MANUFACTURING: "，服务业企业不在其中",
        }.get(self.kind, "")
        return f"名录口径：{self.kind.value}（{'已填报' if self.stated else self._inferred}）{lacks}"

    @property
    def _inferred(self) -> str:
        told = {
            RosterKind.LISTED: f"{self.firms:,} 家均为上市企业",
            RosterKind.ABOVE_SCALE: f"{self.firms:,} 家营业收入均在规上线以上",
            RosterKind.MANUFACTURING: f"{self.firms:,} 家中有行业代码的均为工业企业",
        }.get(self.kind, f"{self.firms:,} 家，口径未填")
        return f"由名录推断：{told}"


NO_ROSTER = Roster(kind=RosterKind.UNKNOWN, stated=False, services=None, firms=0)
