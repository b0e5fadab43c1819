"""Where every branch and every flow of a sankey diagram stands: pure geometry, the same input the same place."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from chaingraph.findings.place.flow import Flow, FlowNode, Flows

NODE_WIDTH = 15.0
GAP = 20.0
"""Between two branches of a column: enough for a line of text beside each."""
LEAST = 3.0
ROUNDS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A branch: ``amount`` is the larger of what comes in and what goes out."""

    node: FlowNode
    column: int
    x: float
    y: float
    height: float
    amount: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Ribbon:
    """A flow: it leaves ``source`` at ``start`` and reaches ``target`` at ``end``, both the upper edge."""

    flow: Flow
    source: Bar
    target: Bar
    start: float
    end: float
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowSheet:
    """A diagram laid out; ribbons wide ones first, so that thin ones are drawn on top."""

    bars: tuple[Bar, ...]
    ribbons: tuple[Ribbon, ...]


def columns_of(nodes: Sequence[FlowNode], flows: Iterable[Flow]) -> dict[str, int]:
    """Column of every branch: behind all that flow into it; one fed by none, just before the first it feeds.

    The flows must be free of circles. O(nodes · flows).

    >>> from chaingraph.findings.place.flow import Flow, FlowNode
    >>> from chaingraph.model.chain import Stage
    >>> ore, cell, car = (FlowNode(name=name, stage=Stage.UPSTREAM) for name in ("矿", "电芯", "车"))
    >>> flow = lambda a, b: Flow(source=a, target=b, amount=1.0, drawn=True, examples=())
    >>> columns_of([ore, cell, car], [flow("矿", "电芯"), flow("电芯", "车")])
    {'矿': 0, '电芯': 1, '车': 2}
    """
    pairs = [(flow.source, flow.target) for flow in flows]
    column = {node.name: 0 for node in nodes}
    for _ in nodes:
        for source, target in pairs:
            column[target] = max(column[target], column[source] + 1)
    fed = {target for _, target in pairs}
    for name in column:
        reached = [column[target] for source, target in pairs if source == name]
        if name not in fed and reached:
            column[name] = min(reached) - 1
    return column


def lay_out_flows(found: Flows, *, left: float, top: float, width: float, height: float) -> FlowSheet:
    """The drawn flows within a frame; ``width`` is to the left edge of the last column. O(rounds · flows log flows)."""
    flows = [flow for flow in found.flows if flow.drawn]
    amounts = _amounts(flows)
    nodes = [node for node in found.nodes if node.name in amounts]
    if not nodes:
        return FlowSheet(bars=(), ribbons=())
    column = columns_of(nodes, flows)
    stacks: dict[int, list[str]] = defaultdict(list)
    for node in nodes:
        stacks[column[node.name]].append(node.name)
    unit = min((height - GAP * (len(stack) - 1)) / sum(amounts[name] for name in stack) for stack in stacks.values())
    tall = {name: max(LEAST, amount * unit) for name, amount in amounts.items()}
    tops = _settled(stacks, tall, flows, height)
    step = width / max(1, *stacks)
    bars = {
        node.name: Bar(
            node=node,
            column=column[node.name],
            x=left + column[node.name] * step,
            y=top + tops[node.name],
            height=tall[node.name],
            amount=amounts[node.name],
        )
        for node in nodes
    }
    return FlowSheet(bars=tuple(bars.values()), ribbons=tuple(_ribbons(flows, bars, unit)))


def _amounts(flows: Iterable[Flow]) -> dict[str, float]:
    out: dict[str, float] = defaultdict(float)
    into: dict[str, float] = defaultdict(float)
    for flow in flows:
        out[flow.source] += flow.amount
        into[flow.target] += flow.amount
    return {name: max(out[name], into[name]) for name in {*out, *into}}


def _settled(
    stacks: Mapping[int, list[str]], tall: Mapping[str, float], flows: Sequence[Flow], height: float
) -> dict[str, float]:
    """Upper edge of every bar: drawn towards its neighbours by their weight, to and fro, without overlap."""
    near: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for flow in flows:
        near[flow.source].append((flow.target, flow.amount))
        near[flow.target].append((flow.source, flow.amount))
    tops = {name: at for stack in stacks.values() for name, at in _stacked(stack, tall, {}, height).items()}
    order = sorted(stacks)
    for turn in range(ROUNDS):
        for column in order if turn % 2 else reversed(order):
            wished = {}
            for name in stacks[column]:
                weight = sum(amount for _, amount in near[name])
                middle = sum((tops[far] + tall[far] / 2) * amount for far, amount in near[name]) / weight
                wished[name] = middle - tall[name] / 2
            tops |= _stacked(stacks[column], tall, wished, height)
    return tops


def _stacked(
    stack: Sequence[str], tall: Mapping[str, float], wished: Mapping[str, float], height: float
) -> dict[str, float]:
    """The bars of a column as near to their wishes as they can stand apart inside the frame; centred without wishes."""
    ranked = sorted(stack, key=lambda name: (wished.get(name, 0.0), stack.index(name)))
    whole = sum(tall[name] for name in stack) + GAP * (len(stack) - 1)
    at, tops = (height - whole) / 2 if not wished else 0.0, {}
    for name in ranked:
        tops[name] = max(at, wished.get(name, at))
        at = tops[name] + tall[name] + GAP
    floor = height
    for name in reversed(ranked):
        tops[name] = max(0.0, min(tops[name], floor - tall[name]))
        floor = tops[name] - GAP
    for above, below in pairwise(ranked):
        tops[below] = max(tops[below], tops[above] + tall[above] + GAP)
    return tops


def _ribbons(flows: Sequence[Flow], bars: Mapping[str, Bar], unit: float) -> list[Ribbon]:
    """Every flow at its place along both bars, those to higher bars above."""
    starts = _places(flows, bars, unit, leaving=True)
    ends = _places(flows, bars, unit, leaving=False)
    found = [
        Ribbon(
            flow=flow,
            source=bars[flow.source],
            target=bars[flow.target],
            start=starts[number],
            end=ends[number],
            width=max(1.0, flow.amount * unit),
        )
        for number, flow in enumerate(flows)
    ]
    return sorted(found, key=lambda ribbon: (-ribbon.width, ribbon.flow.source, ribbon.flow.target))


def _places(flows: Sequence[Flow], bars: Mapping[str, Bar], unit: float, *, leaving: bool) -> dict[int, float]:
    def far(flow: Flow) -> Bar:
        return bars[flow.target if leaving else flow.source]

    at = {name: bar.y for name, bar in bars.items()}
    ranked = sorted(enumerate(flows), key=lambda pair: (far(pair[1]).y + far(pair[1]).height / 2, far(pair[1]).x))
    places = {}
    for number, flow in ranked:
        own = flow.source if leaving else flow.target
        places[number] = at[own]
        at[own] += flow.amount * unit
    return places
