"""Completion on a store: segments that built-in chains share, and what people refused."""

from chaingraph.library.reader import chains_with
from chaingraph.service.ask.move.completion import own_chains, standing_of
from chaingraph.service.workspace import Workspace
from chaingraph.store.base.memory import MemoryStore


def test_a_segment_that_built_in_chains_share_stands_once_and_names_them_all() -> None:
    snapshot = Workspace(MemoryStore()).snapshot()
    standing = standing_of(snapshot, own_chains(snapshot))
    keys = [segment.key for segment in standing.segments]
    assert len(keys) == len(set(keys))
    shared = [n for n, chains in enumerate(standing.chains) if len(chains) > 1]
    assert shared
    assert all(set(standing.chains[n]) == set(chains_with(keys[n])) for n in shared)
    assert all(standing.chains[n][0] == standing.segments[n].chain for n in shared)
