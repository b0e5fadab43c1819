"""Reading a picture back: cards, boxes and texts with their places, by the kit's own measure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from xml.etree import ElementTree

from visual.kit.measure import Face

SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True, slots=True)
class Area:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Area") -> bool:
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > 0.05 and down > 0.05

    def holds(self, other: "Area", slack: float = 0.11) -> bool:
        return (
            self.left - slack <= other.left
            and other.right <= self.right + slack
            and self.top - slack <= other.top
            and other.bottom <= self.bottom + slack
        )


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def with_class(root: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [node for node in root.iter() if name in (node.get("class") or "").split()]


def rectangle(node: ElementTree.Element, x: float = 0, y: float = 0) -> Area:
    left, top = x + float(node.get("x", "0")), y + float(node.get("y", "0"))
    return Area(left, top, left + float(node.get("width", "0")), top + float(node.get("height", "0")))


def shift(node: ElementTree.Element) -> tuple[float, float]:
    found = re.fullmatch(r"translate\((-?[\d.]+),(-?[\d.]+)\)", node.get("transform", "translate(0,0)"))
    assert found is not None
    return float(found[1]), float(found[2])


def card_areas(root: ElementTree.Element, name: str = "card") -> dict[str, Area]:
    """By data-key (or data-node), the outline of each card."""
    return {
        node.get("data-key") or node.get("data-node") or "": rectangle(with_class(node, "face")[0], *shift(node))
        for node in with_class(root, name)
    }


def text_areas(node: ElementTree.Element, faces: Iterable[Face], middle: Sequence[str] = ()) -> Iterator[Area]:
    """The area of each text below the node, in the node's own coordinates; ``middle`` classes are centred by CSS."""
    by_name = {face.name: face for face in faces}
    for text in node.iter(f"{SVG}text"):
        face = by_name[text.get("class") or ""]
        width = face.width(text.text or "")
        anchor = text.get("text-anchor") or ("middle" if face.name in middle else "start")
        x, y = float(text.get("x", "0")), float(text.get("y", "0"))
        left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
        yield Area(left, y - 0.88 * face.size, left + width, y + 0.12 * face.size)


def overlaps(areas: Iterable[Area]) -> list[tuple[Area, Area]]:
    return [(one, other) for one, other in combinations(areas, 2) if one.meets(other)]
