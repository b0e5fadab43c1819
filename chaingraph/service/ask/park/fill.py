"""Urgent gaps of the chains that parks stand for, with the projects that would fill them."""

from collections.abc import Iterable, Iterator

from chaingraph.analysis.parks.fill import urgent
from chaingraph.findings.park.project import UnfilledGap
from chaingraph.graph.places import Place
from chaingraph.ids import ChainId
from chaingraph.model.place import Park
from chaingraph.service.workspace import Workspace

MOST_PAIRS = 16
"""Parks and chains of one question at most: each is a study of its own."""


def urgent_gaps(workspace: Workspace, parks: Iterable[Park]) -> tuple[UnfilledGap, ...]:
    """Urgent gaps of the parks' own chains, the most severe first."""
    found = [gap for place, chain in _pairs(workspace, parks) for gap in _gaps(workspace, place, chain)]
    return tuple(sorted(found, key=lambda gap: (-gap.severity, gap.park, gap.chain, gap.key)))


def _pairs(workspace: Workspace, parks: Iterable[Park]) -> list[tuple[Place, ChainId]]:
    chains = workspace.snapshot().chains
    return [(Place.of_park(park), chain) for park in parks for chain in park.chains if chain in chains][:MOST_PAIRS]


def _gaps(workspace: Workspace, place: Place, chain: str) -> Iterator[UnfilledGap]:
    study = workspace.study(place.name, chain)
    yield from urgent(place, study.graph.chain.name, study.gaps)
