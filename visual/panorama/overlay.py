"""What is laid over a panorama: the weight of each gap, and layers that can be switched on and off."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from chaingraph.analysis.gaps.marks import segment_marks
from chaingraph.findings.place.gap import Coverage, Gap, SegmentState
from chaingraph.findings.place.marks import NO_MARKS, Marks, Weight
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.snapshot import Snapshot
from chaingraph.ids import SegmentKey
from visual.kit.svg import Markup, element, group, path, words

LAYERS = (("platforms", "创新平台"), ("projects", "项目"), ("risks", "风险"))
"""Name of a layer, which is its class in the picture, and its title."""
Platforms = Mapping[SegmentKey, tuple[str, ...]]
"""Platforms that serve a segment, in words, by its key."""
NO_PLATFORMS: Platforms = {}


@dataclass(frozen=True, slots=True)
class Overlay:
    """Weights and marks by segment key; what is not in them has none."""

    weights: Mapping[SegmentKey, Weight] = field(default_factory=dict)
    marks: Mapping[SegmentKey, Marks] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        snapshot: Snapshot,
        coverage: Coverage,
        graph: ChainGraph,
        gaps: Sequence[Gap],
        platforms: Platforms = NO_PLATFORMS,
    ) -> "Overlay":
        """The overlay of a chain in a place whose gaps were weighed, with the platforms that serve its segments."""
        weights = {gap.key: gap.weight for gap in gaps if gap.weight is not None}
        marks = dict(segment_marks(snapshot, coverage, graph, gaps))
        for key, names in platforms.items():
            marks[key] = replace(marks.get(key, NO_MARKS), platforms=names)
        return cls(weights, marks)

    def weight(self, state: SegmentState) -> Weight | None:
        """How pressing the segment is, None where it is no certain gap."""
        return self.weights.get(state.segment.key)

    def letter(self, state: SegmentState) -> str:
        """The letter on the card: of the weight where it has one, else of the status."""
        weight = self.weight(state)
        return weight.letter if weight else state.status.letter

    def name(self, state: SegmentState) -> str:
        """The same as a word."""
        weight = self.weight(state)
        return weight.value if weight else state.status.value

    def classes(self, state: SegmentState) -> str:
        """Classes of the card: its status, and its weight where it has one."""
        weight = self.weight(state)
        return state.status.name.lower() + (f" {weight.name.lower().replace('_', '-')}" if weight else "")

    def of_state(self, state: SegmentState) -> Marks:
        """The marks of the segment."""
        return self.marks.get(state.segment.key, NO_MARKS)


NOTHING_OVER = Overlay()
SHAPES: Mapping[str, tuple[str | float, ...]] = {
    "platforms": ("M", 0, -4.6, "L", 4.6, 0, "L", 0, 4.6, "L", -4.6, 0, "z"),
    "projects": ("M", 0, -4.4, "L", 4.6, 3.8, "L", -4.6, 3.8, "z"),
    "risks": ("M", -4.2, -4.2, "H", 4.2, "V", 4.2, "H", -4.2, "z", "M", 0, -2.6, "V", 0.6, "M", 0, 1.8, "V", 2.8),
}


def shape(layer: str, x: float, y: float, title: str = "") -> Markup:
    """The sign of a layer: a filled diamond, an open triangle, a square with a stroke in it."""
    hover = [element("title", words(title))] if title else []
    return group(*hover, path(*SHAPES[layer]), transform=f"translate({x:.1f},{y:.1f})", class_=f"layer {layer}")


def signs(marks: Marks, right: float, y: float) -> Iterator[Markup]:
    """The signs of a card from the right, layer by layer."""
    for layer, title in LAYERS:
        told = getattr(marks, layer)
        if told:
            yield shape(layer, right, y, f"{title}：{'；'.join(told)}")
            right -= 13
