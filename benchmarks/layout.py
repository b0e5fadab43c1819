"""How many links cross in the panorama of every built-in chain: python -m benchmarks.layout prints a table."""

import time

from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.library.card import ChainCard
from chaingraph.library.reader import library
from tests.visual.builders import coverage_of
from tests.visual.panorama.test_untangle import drawn
from visual.panorama.panorama import panorama_svg
from visual.panorama.sheet import links_of
from visual.panorama.untangle import crossings, shuffled, swept

RESTARTS = 20
DRAWINGS = 5


def row(card: ChainCard) -> str:
    """One line of the table: own order of the chain, as drawn, the best of the restarts, and CPU time of a picture."""
    graph = ChainGraph.of(card.chain, card.segments, card.inputs)
    stacks, links = drawn(graph), links_of(graph)
    own = tuple(tuple(tuple(sorted(box)) for box in sorted(stack, key=min)) for stack in stacks)
    now, best = crossings(stacks, links), min(swept(shuffled(stacks, 1000 + n), links)[1] for n in range(RESTARTS))
    seen = coverage_of(graph)
    started = time.process_time()
    for _ in range(DRAWINGS):
        svg = panorama_svg(seen, graph)
    spent = (time.process_time() - started) / DRAWINGS
    figures = (len(graph.segments), len(links), crossings(own, links), now, best, f"{now / max(1, best) - 1:+.1%}")
    return "| " + " | ".join(map(str, (card.chain.name, *figures, f"{spent * 1000:.0f}", len(svg) // 1000))) + " |"


def main() -> None:
    """Print the table."""
    print("| chain | segments | links | own order | drawn | best of 20 | drawn against best | CPU ms | SVG kB |")
    print("|---|---|---|---|---|---|---|---|---|")
    for card in library():
        print(row(card))


if __name__ == "__main__":
    main()
