"""The month's pack for the review meeting: the same sections for Word, slides, page and JSON."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of the pack: sentences, then a table; ``empty`` is said in place of a table without rows.

    Attributes
    ----------
    name
        What programs know it by.
    widths
        Of each column, in parts of the line.
    """

    name: str
    title: str
    sentences: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    widths: tuple[float, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    empty: str = ""

    @property
    def said(self) -> tuple[str, ...]:
        """Its sentences, and that there is nothing where there is not."""
        return self.sentences if self.rows or not self.empty else (*self.sentences, self.empty)


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthPack:
    """A month of a place, or of all.

    Attributes
    ----------
    ends
        The day it is seen from: the month's last, or the present one in the present month.
    figures
        The month in a few (number, word).
    first
        Nothing had been imported before the month, so that nothing can be compared.
    """

    month: str
    place: str
    ends: date
    figures: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    first: bool
    demo: bool
    as_of: str | None
    data_version: str

    @property
    def title(self) -> str:
        """What stands over it."""
        return f"{self.place.rsplit('/', 1)[-1]}产业链招商工作月通报"

    @property
    def month_words(self) -> str:
        """The month as people write it."""
        return f"{self.month[:4]} 年 {int(self.month[5:])} 月"

    @property
    def basis(self) -> str:
        """Where it comes from, in words."""
        demo = "含演示数据，不是实际情况。" if self.demo else ""
        return (
            f"本通报比对月初与月末（{self.ends}）的数据生成，数据截至 {self.as_of or '（各行未注明日期）'}，"
            f"数据版本 {self.data_version[:12]}。{demo}“补上”指环节由没有本地企业变为有，“新出现”相反；"
            "变化可能来自名录更正，使用前请核实。"
            "闲置土地按《闲置土地处置办法》计时，满一年征缴价款 20 % 的闲置费，满两年无偿收回。"
        )
