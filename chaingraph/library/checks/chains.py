"""What must hold of every built-in chain, checked; an empty answer means all is well."""

from collections import Counter
from collections.abc import Iterator

import networkx as nx

from chaingraph.ids import SegmentKey
from chaingraph.library.card import ChainCard
from chaingraph.library.checks.inputs import check_equipment, check_inputs, check_services
from chaingraph.library.checks.problem import Problem
from chaingraph.library.checks.words import check_words
from chaingraph.library.gbt4754 import industry_name
from chaingraph.library.reader import library, shared_homes
from chaingraph.model.chain import SegmentInput, Stage

STAGE_ORDER = {Stage.UPSTREAM: 0, Stage.MIDSTREAM: 1, Stage.DOWNSTREAM: 2}
LEAST_ALIASES = 4
FEWEST_SEGMENTS, MOST_SEGMENTS = 40, 80


def check_library() -> tuple[Problem, ...]:
    """Problems of all built-in chains, sorted. O(words + edges)."""
    cards = library()
    found = [problem for card in cards for problem in (*check_card(card), *check_size(card))]
    found += check_words(cards, {card.chain.name: shared_homes(card.chain.name) for card in cards})
    return tuple(sorted(found, key=lambda p: (p.chain, p.segment, p.problem)))


def check_card(card: ChainCard) -> Iterator[Problem]:
    """Problems of one chain, whatever its size: edges, cycles, dead ends, shares, aliases, stages, industry codes."""
    name, keys = card.chain.name, {segment.key for segment in card.segments}
    for edge in card.inputs:
        for end in (edge.input, edge.output):
            if end not in keys:
                yield Problem(name, edge.output, f"环节关系指向不存在的环节“{end}”")
    yield from _cycles(card)
    yield from _lone(card)
    yield from check_inputs(card)
    yield from check_services(card)
    yield from check_equipment(card)
    yield from _aliases(card)
    yield from _stages(card)
    yield from _reach(card)
    yield from _codes(card)


def check_size(card: ChainCard) -> Iterator[Problem]:
    """A problem when a chain has too few segments to show a gap, or too many to be looked over."""
    count = len(card.segments)
    if not FEWEST_SEGMENTS <= count <= MOST_SEGMENTS:
        yield Problem(card.chain.name, "", f"环节 {count} 个，应在 {FEWEST_SEGMENTS} 到 {MOST_SEGMENTS} 个之间")


def _reach(card: ChainCard) -> Iterator[Problem]:
    """Segments no raw segment leads to, or that lead to none without buyers; recycling left out, lone ones exempt."""
    graph = nx.DiGraph((edge.input, edge.output) for edge in card.inputs if not edge.recycle)
    for segment in sorted(set(graph) - _reached(graph)):
        yield Problem(card.chain.name, segment, "从任何原料环节都到不了它")
    for segment in sorted(set(graph) - _reached(graph.reverse())):
        yield Problem(card.chain.name, segment, "走不到任何没有买方的环节")


def _reached(graph: "nx.DiGraph[SegmentKey]") -> set[SegmentKey]:
    sources = [node for node in graph if graph.in_degree(node) == 0]
    return set(sources).union(*(nx.descendants(graph, source) for source in sources))


def _codes(card: ChainCard) -> Iterator[Problem]:
    for segment in card.segments:
        for code in segment.industry_codes:
            if industry_name(code) is None:
                yield Problem(card.chain.name, segment.key, f"行业代码“{code}”不在 GB/T 4754-2017 中")


def _cycles(card: ChainCard) -> Iterator[Problem]:
    graph = nx.DiGraph((edge.input, edge.output) for edge in card.inputs if not edge.recycle)
    for members in nx.strongly_connected_components(graph):
        if len(members) > 1:
            yield Problem(card.chain.name, min(members), f"未声明的循环：{'、'.join(sorted(members))}")


def _lone(card: ChainCard) -> Iterator[Problem]:
    linked = {end for edge in card.inputs for end in (edge.input, edge.output)}
    for segment in card.segments:
        if segment.key not in linked:
            yield Problem(card.chain.name, segment.key, "没有上游也没有下游")


def _aliases(card: ChainCard) -> Iterator[Problem]:
    count = Counter(word for segment in card.segments for word in {segment.name, *segment.aliases})
    for segment in card.segments:
        if len(segment.aliases) < LEAST_ALIASES:
            yield Problem(card.chain.name, segment.key, f"别名只有 {len(segment.aliases)} 个，至少 {LEAST_ALIASES} 个")
        for word in sorted({segment.name, *segment.aliases}):
            if count[word] > 1:
                yield Problem(card.chain.name, segment.key, f"“{word}”在链内不止一个环节使用")


def _stages(card: ChainCard) -> Iterator[Problem]:
    stage = {segment.key: segment.stage for segment in card.segments}

    def backward(edge: SegmentInput) -> bool:
        low, high = (STAGE_ORDER.get(stage.get(end) or Stage.SUPPORT) for end in (edge.input, edge.output))
        return low is not None and high is not None and low > high

    for edge in card.inputs:
        if not edge.recycle and backward(edge):
            yield Problem(card.chain.name, edge.output, f"上游“{edge.input}”的阶段比它靠后")
