"""One enterprise by any of its names; comes after every longer enterprise route."""

from fastapi import APIRouter

from api.access.gate import needs
from api.access.roles import Permission
from api.http.deps import FirmName, Fresh, WorkspaceDep
from api.wire.statuses import READING, errors
from chaingraph.findings.known.firm import KnownFirm
from chaingraph.wire.records import Wire

router = APIRouter(prefix="/api/v1", dependencies=[needs(Permission.SEE), Fresh], tags=["企业"])


@router.get("/enterprises/{enterprise:path}", summary="一家企业", responses=errors(*READING))
def enterprise(workspace: WorkspaceDep, enterprise: FirmName) -> Wire[KnownFirm]:
    """All that is known of one enterprise."""
    snapshot = workspace.snapshot()
    return KnownFirm.of(snapshot, snapshot.firm(enterprise))
