"""Names of things as an officer reads them."""

from chaingraph.graph.snapshot import Snapshot


def segment_name(snapshot: Snapshot, chain: str, key: str) -> str:
    """The name of a segment, or its key when the chain no longer has it."""
    graph = next((graph for name, graph in snapshot.chains.items() if name == chain), None)
    position = next((i for known, i in graph.index.items() if known == key), None) if graph else None
    return graph.segments[position].name if graph and position is not None else key
