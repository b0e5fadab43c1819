"""A chain in a place branch by branch: what a narrow screen folds and unfolds instead of the whole picture."""

from dataclasses import dataclass

from chaingraph.analysis.gaps.closing import closing
from chaingraph.findings.place.gap import Coverage, SegmentState
from chaingraph.settings import Settings
from visual.panorama.overlay import Overlay


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One segment of a branch: its state, letter and classes as on its card, and what would lift it."""

    state: SegmentState
    letter: str
    classes: str
    closing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """Segments of one branch in the chain's order; ``tally`` counts their letters, the commonest first."""

    stage: str
    title: str
    lines: tuple[Line, ...]

    @property
    def tally(self) -> str:
        """The letters with their counts, in words.

        >>> Branch(stage="上游", title="原料", lines=()).tally
        ''
        """
        letters = [line.letter for line in self.lines]
        return " ".join(
            f"{letter}{letters.count(letter)}" for letter in dict.fromkeys("急缺疑弱潜强免") if letter in letters
        )


def branches(cover: Coverage, over: Overlay, rules: Settings) -> tuple[Branch, ...]:
    """Every branch with its segments, in drawing order. O(S)."""
    grouped: dict[tuple[str, str], list[Line]] = {}
    for state in cover.states:
        weight = over.weight(state)
        line = Line(
            state=state,
            letter=over.letter(state),
            classes=over.classes(state),
            closing=closing(state, weight, rules),
        )
        grouped.setdefault((state.stage.value, state.segment.branch or f"{state.stage.value}环节"), []).append(line)
    return tuple(Branch(stage=stage, title=title, lines=tuple(lines)) for (stage, title), lines in grouped.items())
