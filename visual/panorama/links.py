"""Curves between cards: out of the side that looks at the buyer, into the side that looks at the supplier."""

from collections.abc import Iterator

from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.model.chain import SegmentInput
from visual.kit.svg import Markup, path
from visual.panorama.sheet import Card, Sheet

REACH = 60.0
LOOP = 16.0


def links(sheet: Sheet, graph: ChainGraph, scope: str, selected: str | None) -> Iterator[Markup]:
    """A path for every input of the chain, hidden by its class until a segment it touches is chosen."""
    cards = sheet.cards
    for edge in graph.inputs:
        source, target = cards.get(edge.input), cards.get(edge.output)
        if source is not None and target is not None:
            yield path(
                *curve(source, target),
                class_=_classes(edge, selected),
                data_from=edge.input,
                data_to=edge.output,
                marker_end=f"url(#{scope}-{'outward' if edge.input == selected else 'inward'})",
            )


def _classes(edge: SegmentInput, selected: str | None) -> str:
    names = ["link"]
    if edge.recycle:
        names.append("recycle")
    if selected is not None and selected in (edge.input, edge.output):
        names.append("lit outward" if edge.input == selected else "lit")
    return " ".join(names)


def curve(source: Card, target: Card) -> tuple[str | float, ...]:
    """Steps of the path from one card to another; in one column it loops through the gutter on the right."""
    y, end_y = source.y + source.height / 2, target.y + target.height / 2
    right, end_right = source.x + source.width, target.x + target.width
    if right < target.x:
        reach = max(REACH / 2, min(REACH, (target.x - right) / 2))
        return "M", right, y, "C", right + reach, y, target.x - reach, end_y, target.x - 1, end_y
    if end_right < source.x:
        reach = max(REACH / 2, min(REACH, (source.x - end_right) / 2))
        return "M", source.x, y, "C", source.x - reach, y, end_right + reach, end_y, end_right + 1, end_y
    out = max(right, end_right) + LOOP
    return "M", right, y, "C", out, y, out, end_y, end_right + 1, end_y
