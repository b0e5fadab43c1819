"""What is known: places, chains, enterprises."""

from fastapi import APIRouter

from api.access.gate import VisitorDep, needs, scope_of
from api.access.roles import Permission
from api.http.deps import ChainName, FirmName, Fresh, OfficeDep, PagingDep, PlaceName, SearchWords, WorkspaceDep
from api.v1 import answers, schemas
from api.wire.statuses import LISTING, READING, errors
from chaingraph.findings.known.chain import chain_segments, chain_sizes
from chaingraph.service.ask.firm.doubt import doubt_about

router = APIRouter(prefix="/api/v1", dependencies=[needs(Permission.SEE), Fresh])


@router.get("/places", tags=["地点"], summary="园区与地区", responses=errors(*LISTING))
def places(workspace: WorkspaceDep, visitor: VisitorDep, paging: PagingDep) -> schemas.PlacesAnswer:
    """Parks first, then cities with firms."""
    snapshot = workspace.snapshot()
    scope = scope_of(visitor, snapshot)
    known = [place for place in workspace.places() if scope.holds(snapshot.place(place.name))]
    return schemas.PlacesAnswer(
        data_version=snapshot.version,
        total=len(known),
        page=paging.page,
        size=paging.size,
        results=[answers.place_row(place, snapshot) for place in known[paging.part]],
    )


@router.get("/places/{place:path}", tags=["地点"], summary="一个园区或地区", responses=errors(*READING))
def place(workspace: WorkspaceDep, place: PlaceName) -> schemas.PlaceAnswer:
    """One place, with how complete each chain is there."""
    snapshot = workspace.snapshot()
    found = snapshot.place(place)
    park = next((park for park in snapshot.parks if park.name == found.park), None)
    chains = [
        schemas.PlaceChain(chain=chain, firms=here.firms, own=here.own, completeness=here.completeness)
        for chain, here in workspace.presence(place).items()
        if here.firms
    ]
    return schemas.PlaceAnswer(
        data_version=snapshot.version,
        place=answers.place_row(found, snapshot),
        park=answers.park_facts(park) if park else None,
        chains=chains,
    )


@router.get("/chains", tags=["产业链"], summary="产业链库", responses=errors(*LISTING))
def chains(workspace: WorkspaceDep, paging: PagingDep) -> schemas.ChainsAnswer:
    """All chains known, by name."""
    snapshot = workspace.snapshot()
    rows = chain_sizes(snapshot)
    return schemas.ChainsAnswer(
        data_version=snapshot.version, total=len(rows), page=paging.page, size=paging.size, results=rows[paging.part]
    )


@router.get("/chains/{chain:path}", tags=["产业链"], summary="一条产业链的全部环节", responses=errors(*READING))
def chain(workspace: WorkspaceDep, chain: ChainName) -> schemas.ChainAnswer:
    """A chain with all its segments in drawing order."""
    snapshot = workspace.snapshot()
    graph = snapshot.chain(chain)
    return schemas.ChainAnswer(
        data_version=snapshot.version,
        chain=graph.chain.name,
        definition=graph.chain.definition,
        results=chain_segments(graph),
    )


@router.get("/enterprises", tags=["企业"], summary="搜索企业", responses=errors(*LISTING))
def enterprises(
    office: OfficeDep, visitor: VisitorDep, paging: PagingDep, q: SearchWords = ""
) -> schemas.EnterprisesAnswer:
    """Enterprises by name, code, product, segment, pinyin or initials; all of them for an empty search."""
    snapshot = office.workspace.snapshot()
    found = office.search(snapshot, q, visitor)
    rows = [answers.enterprise_row(snapshot.enterprises[firm]) for firm in found[paging.part]]
    return schemas.EnterprisesAnswer(
        data_version=snapshot.version, total=len(found), page=paging.page, size=paging.size, results=rows
    )


@router.get(
    "/enterprises/{enterprise:path}/tags", tags=["企业"], summary="企业所在环节与依据", responses=errors(*READING)
)
def tags(workspace: WorkspaceDep, enterprise: FirmName) -> schemas.TagsAnswer:
    """Segments of one enterprise, best first, each with its evidence; candidates not taken, and what is missing."""
    snapshot = workspace.snapshot()
    firm = snapshot.firm(enterprise)
    return answers.tags_answer(snapshot, firm, doubt_about(snapshot, firm, workspace.rules))
