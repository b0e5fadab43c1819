"""Who says so, where, when, and how sure."""

from dataclasses import dataclass
from enum import StrEnum

from chaingraph.units import date_text


class Certainty(StrEnum):
    """How far a fact can be leant on."""

    STATED = "已注明来源"
    UNVERIFIED = "待核实"
    DEMO = "演示"
    UNSOURCED = "未注明来源"


class Confidence(StrEnum):
    """How sure whoever compiled a statement says to be of it."""

    HIGH = "高"
    MIDDLE = "中"
    LOW = "低"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The statement a fact rests on.

    Attributes
    ----------
    source
        Who says so, in words; ``None`` is "the file does not say".
    as_of
        Date the statement speaks of, YYYY[-MM[-DD]]; ``None`` is not known.
    origin
        Where it stood in the import: ``file/sheet/row``.
    """

    source: str | None = None
    as_of: str | None = None
    origin: str = ""

    def __post_init__(self) -> None:
        if self.as_of is not None:
            date_text(self.as_of, "数据截至")

    @property
    def certainty(self) -> Certainty:
        """What the source's own words say of its certainty.

        >>> Evidence(source="公司官网（待核实）").certainty.value
        '待核实'
        """
        if not self.source:
            return Certainty.UNSOURCED
        if "演示" in self.source:
            return Certainty.DEMO
        return Certainty.UNVERIFIED if "待核实" in self.source else Certainty.STATED

    @property
    def caption(self) -> str:
        """One line for a screen: source, date and place in the import."""
        parts = [self.source or "来源未注明", f"截至 {self.as_of}" if self.as_of else "", self.origin]
        return " · ".join(part for part in parts if part)


NO_EVIDENCE = Evidence()
