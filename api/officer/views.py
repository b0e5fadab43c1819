"""One enterprise, or one place, put together for its page."""

from dataclasses import dataclass

from chaingraph.analysis.standing.coverage import coverage
from chaingraph.findings.place.gap import Coverage
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.places import Place
from chaingraph.graph.snapshot import Snapshot
from chaingraph.graph.tags import Tag
from chaingraph.model.chain import Segment
from chaingraph.model.enterprise import Enterprise
from chaingraph.model.links import Offering, SupplyLink
from chaingraph.model.place import Park
from chaingraph.model.promotion import Correction, Lead, Project
from chaingraph.service.workspace import Workspace


@dataclass(frozen=True, slots=True)
class TagInChains:
    """A tag with the chain and segment it speaks of; ``chains`` are all that share the segment and say the same."""

    tag: Tag
    segment: Segment
    graph: ChainGraph
    chains: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SeenLink:
    """A supply link seen from one firm; ``other`` is the firm at the far end, or None when it is not in the lists."""

    link: SupplyLink
    other: Enterprise | None
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterpriseView:
    """What the page of an enterprise shows."""

    firm: Enterprise
    offerings: tuple[Offering, ...]
    standings: tuple[TagInChains, ...]
    suppliers: tuple[SeenLink, ...]
    customers: tuple[SeenLink, ...]
    corrections: tuple[Correction, ...]
    projects: tuple[Project, ...]
    leads: tuple[Lead, ...]
    chains: tuple[ChainGraph, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """What the page of a park or region shows; ``covers`` are chains it has firms on or stands for."""

    place: Place
    park: Park | None
    covers: tuple[Coverage, ...]
    firms: tuple[Enterprise, ...]
    projects: tuple[Project, ...]
    parks: tuple[Park, ...]


def enterprise_view(facts: Snapshot, number: int, preferred: str = "") -> EnterpriseView:
    """Everything known of a firm; of chains that share a segment the preferred one speaks. O(links + leads)."""
    firm = facts.enterprises[number]
    own = [link for link in facts.links if firm.id in (link.supplier, link.buyer)]
    return EnterpriseView(
        firm=firm,
        offerings=facts.offerings_of[number],
        standings=standings_of(facts, number, preferred),
        suppliers=tuple(_tie(facts, link, link.supplier) for link in own if link.buyer == firm.id),
        customers=tuple(_tie(facts, link, link.buyer) for link in own if link.supplier == firm.id),
        corrections=tuple(c for c in facts.corrections if c.enterprise == firm.id),
        projects=tuple(project for project in facts.projects if project.enterprise == firm.id),
        leads=tuple(lead for lead in facts.leads if lead.enterprise == firm.id),
        chains=tuple(facts.chains.values()),
    )


def place_view(workspace: Workspace, name: str) -> PlaceView:
    """Everything known of a place. O(chains · segments + N)."""
    facts = workspace.snapshot()
    place = facts.place(name)
    park = next((park for park in facts.parks if place.park == park.name), None)
    declared = park.chains if park else ()
    present = {chain for chain, here in workspace.presence(place.name).items() if here.firms}
    shown = [chain for chain in facts.chains if chain in present or chain in declared]
    covers = [coverage(facts, place, facts.chains[chain], workspace.rules) for chain in shown]
    covers.sort(key=lambda cover: (cover.chain not in declared, -cover.firms, cover.chain))
    parks = tuple(each for each in facts.parks if park is None and Place.of_park(each).within(place))
    names = {place.name, place.label, *(each.name for each in parks)}
    members = facts.members(place)
    firms = [firm for number, firm in enumerate(facts.enterprises) if members[number]]
    return PlaceView(
        place=place,
        park=park,
        covers=tuple(covers),
        firms=tuple(sorted(firms, key=lambda firm: (-(firm.revenue_yuan or 0), firm.name))),
        projects=tuple(project for project in facts.projects if project.park in names),
        parks=parks,
    )


def standings_of(facts: Snapshot, number: int, preferred: str = "") -> tuple[TagInChains, ...]:
    """The firm's tags, one line a segment: chains that share it and say the same stand together.

    The preferred chain first, then as the tags stand: best first, the main business before a by-line. O(own tags).
    """
    alike: dict[tuple[object, ...], list[Tag]] = {}
    for tag in facts.tags.of_firm(number):
        graph = facts.chains.get(tag.chain)
        if graph is not None and tag.key in graph.index:
            name = graph.segments[graph.index[tag.key]].name
            alike.setdefault((tag.key, name, tag.score, tag.evidence), []).append(tag)
    found = []
    for tags in alike.values():
        own = next((tag for tag in tags if tag.chain == preferred), tags[0])
        graph = facts.chains[own.chain]
        chains = (own.chain, *(tag.chain for tag in tags if tag is not own))
        found.append(TagInChains(own, graph.segments[graph.index[own.key]], graph, chains))
    return tuple(sorted(found, key=lambda standing: standing.tag.chain != preferred))


def _tie(facts: Snapshot, link: SupplyLink, far: str) -> SeenLink:
    number = next((facts.index[key] for key in (link.supplier, link.buyer) if key == far and key in facts.index), None)
    other = None if number is None else facts.enterprises[number]
    return SeenLink(link, other, other.name if other else far)
