"""A local firm that may make what the place seems to lack."""

from dataclasses import dataclass

IN_POOL = "内置名录显示本地可能有，本地名单里没有，待核实"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspect:
    """One firm that may make one segment.

    Attributes
    ----------
    firm, enterprise
        Its index in the snapshot and its name.
    words
        Its own words that say so, the loudest first.
    probability
        Chance that it makes the segment, 0 to 1.
    lost
        Why it was not placed there, in one sentence.
    """

    firm: int
    enterprise: str
    words: tuple[str, ...]
    probability: float
    lost: str

    @property
    def pooled(self) -> bool:
        """Whether only the shipped list seats the firm in the place."""
        return self.lost == IN_POOL

    @property
    def sentence(self) -> str:
        """As an officer would say it.

        >>> Suspect(firm=0, enterprise="甲厂", words=("液压机械",), probability=0.3, lost="").sentence
        '甲厂（“液压机械”，约 30 %）'
        """
        said = "".join(f"“{word}”" for word in self.words)
        listed = "，内置名录显示本地可能有" if self.pooled else ""
        return f"{self.enterprise}（{said}，约 {self.probability * 100:.0f} %{listed}）"
