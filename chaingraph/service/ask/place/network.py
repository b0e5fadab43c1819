"""Questions of the observed supply network: answered by the store where it can, from the snapshot otherwise."""

from chaingraph.analysis.network import supply_network
from chaingraph.findings.firm.network import Neighbourhood, Paths, TierFirm
from chaingraph.service.workspace import Workspace
from chaingraph.store.cypher.questions import GraphQuestions

LONGEST_PATH = 6
MOST_PATHS = 100
MOST_FIRMS = 500


def supply_tiers(workspace: Workspace, enterprise: str, tiers: int = 2) -> tuple[TierFirm, ...]:
    """Suppliers (below 0) and customers (above 0) of the firm by observed links; see ``analysis.supply_network``.

    Raises UnknownName or AmbiguousName.
    """
    deep = min(tiers, workspace.rules.max_depth)
    store, firm = workspace.store, _named(workspace, enterprise)
    if isinstance(store, GraphQuestions) and isinstance(firm, str):
        return store.supply_tiers(firm, deep)
    return supply_network.supply_tiers(workspace.snapshot(), workspace.firm(enterprise), deep)


def supply_paths(workspace: Workspace, supplier: str, buyer: str) -> Paths:
    """The shortest ways the goods of one firm reach another, of at most six links and a hundred paths."""
    store, ends = workspace.store, (_named(workspace, supplier), _named(workspace, buyer))
    if isinstance(store, GraphQuestions) and ends[0] is not None and ends[1] is not None:
        return store.supply_paths(ends[0], ends[1], longest=LONGEST_PATH, most=MOST_PATHS)
    numbers = workspace.firm(supplier), workspace.firm(buyer)
    return supply_network.supply_paths(workspace.snapshot(), *numbers, longest=LONGEST_PATH, most=MOST_PATHS)


def neighbourhood(workspace: Workspace, enterprise: str, links: int = 2) -> Neighbourhood:
    """Firms within so many observed links of the firm, whichever way; at most 500, the nearest."""
    deep = min(links, workspace.rules.max_depth)
    store, firm = workspace.store, _named(workspace, enterprise)
    if isinstance(store, GraphQuestions) and isinstance(firm, str):
        return store.neighbourhood(firm, links=deep, most=MOST_FIRMS)
    snapshot = workspace.snapshot()
    return supply_network.neighbourhood(snapshot, snapshot.firm(enterprise), links=deep, most=MOST_FIRMS)


def firms_by_words(workspace: Workspace, words: str) -> tuple[str, ...]:
    """Ids of at most 500 firms whose name, short name or a product contains the words."""
    store = workspace.store
    if isinstance(store, GraphQuestions):
        return store.firms_by_words(words, most=MOST_FIRMS)
    return supply_network.firms_by_words(workspace.snapshot(), words, most=MOST_FIRMS)


def _named(workspace: Workspace, name: str) -> str | None:
    """The id the store finds at once; None leaves the name, and what is wrong with it, to the snapshot."""
    store = workspace.store
    return store.firm_named(name) if isinstance(store, GraphQuestions) else None
