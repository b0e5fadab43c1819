"""One's own place: what is remembered of the visitor, and where they are at home from now on."""

from fastapi import APIRouter

from api.access.gate import VisitorDep, needs, require_place, scope_of
from api.access.roles import Permission
from api.http.deps import OfficeDep
from api.server.office import now
from api.server.own import suggested
from api.v1 import schemas
from api.wire.statuses import LISTING, WRITING, errors

router = APIRouter(prefix="/api/v1", dependencies=[needs(Permission.SEE)], tags=["地点"])


@router.get("/place", summary="我的地方", responses=errors(*LISTING, fresh=False))
def own_place(office: OfficeDep, visitor: VisitorDep) -> schemas.OwnPlaceAnswer:
    """The visitor's own place and chain, null while not chosen; then where most imported firms are."""
    snapshot = office.workspace.snapshot()
    place, own = office.own.place(visitor, snapshot), office.own.of(visitor)
    return schemas.OwnPlaceAnswer(
        data_version=snapshot.version,
        place=place.name if place else None,
        chain=own.chain or None if place and own else None,
        suggested=None if place else suggested(visitor, snapshot) or None,
    )


@router.put("/place", summary="设定我的地方", responses=errors(*WRITING, fresh=False))
def choose(office: OfficeDep, visitor: VisitorDep, body: schemas.OwnPlaceBody) -> schemas.OwnPlaceAnswer:
    """From now on the visitor is at home there; a key has no home of its own."""
    snapshot = office.workspace.snapshot()
    found = snapshot.place(body.place.strip())
    require_place(scope_of(visitor, snapshot), snapshot, found.name)
    office.own.choose(visitor, found, now())
    return own_place(office, visitor)
