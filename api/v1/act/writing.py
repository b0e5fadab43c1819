"""What officers decide: imports, their undoing, corrections of tags."""

from typing import Annotated, Any

from fastapi import APIRouter, File, Path, Query, Response, UploadFile

from api.access.gate import VisitorDep, needs
from api.access.roles import Permission
from api.access.visitor import decider
from api.http.deps import FirmName, Fresh, OfficeDep, PagingDep
from api.officer.correcting import correct
from api.officer.importing import digest, load_upload, start_import, undo_import
from api.server.office import now
from api.server.uploads import Reading
from api.v1 import schemas
from api.v1.answers import job_answer
from api.wire.statuses import LISTING, WRITING, errors
from chaingraph.findings.known.firm import named_tags

router = APIRouter(prefix="/api/v1", dependencies=[needs(Permission.SEE)])
REPEATED: dict[int | str, dict[str, Any]] = {
    200: {"model": schemas.ImportAnswer, "description": "同样的内容以前导入过，或只是试算"},
    202: {"model": schemas.JobAnswer, "description": "已在后台开始"},
}


@router.get("/imports", tags=["导入"], summary="导入记录，最新的在前", responses=errors(*LISTING), dependencies=[Fresh])
def imports(office: OfficeDep, visitor: VisitorDep, paging: PagingDep) -> schemas.ImportsAnswer:
    """Imports, newest first."""
    records = office.imports(visitor)[::-1]
    return schemas.ImportsAnswer(
        data_version=office.workspace.snapshot().version,
        total=len(records),
        page=paging.page,
        size=paging.size,
        results=[schemas.ImportRow.model_validate(record) for record in records[paging.part]],
    )


@router.post(
    "/imports",
    dependencies=[needs(Permission.IMPORT)],
    tags=["导入"],
    summary="导入一个 xlsx、csv 或 json 文件",
    status_code=201,
    responses=errors(*WRITING, fresh=False) | REPEATED,
)
def import_file(
    office: OfficeDep,
    visitor: VisitorDep,
    response: Response,
    file: Annotated[UploadFile, File(description="不超过 50 MB")],
    dry_run: Annotated[bool, Query(description="只试算，不写入")] = False,
    place: Annotated[str, Query(max_length=60, description="没有写明地区的行都在这里（省、市或区县）")] = "",
    visible_only: Annotated[bool, Query(description="只读看得见的行：隐藏或筛选掉的不导入")] = False,
    background: Annotated[bool, Query(description="作为任务在后台导入，立即回答 202 与任务")] = False,
) -> schemas.ImportAnswer | schemas.JobAnswer:
    """Load a file, all or nothing; the same content twice changes nothing."""
    upload = office.uploads.keep(file.filename or "", file.file)
    upload = office.uploads.choose(upload.token, Reading(place=place, visible_only=visible_only))
    if background:
        job = start_import(office, upload, visitor)
        response.status_code = 202
        response.headers["Location"] = f"/api/v1/jobs/{job.id}"
        return job_answer(office, job)
    try:
        report = load_upload(office, upload, visitor, dry_run=dry_run)
    finally:
        office.uploads.drop(upload.token)
    response.status_code = 200 if dry_run or report.already_imported else 201
    told = report.as_json()
    return schemas.ImportAnswer(data_version=office.workspace.snapshot().version, next=list(digest(told)[0]), **told)


@router.delete(
    "/imports/{import_id}",
    dependencies=[needs(Permission.IMPORT)],
    tags=["导入"],
    summary="撤销一次导入",
    responses=errors(*WRITING, fresh=False),
)
def undo(
    office: OfficeDep, visitor: VisitorDep, import_id: Annotated[str, Path(max_length=64, description="导入编号")]
) -> schemas.UndoAnswer:
    """Take an import away; what was below it comes back."""
    undo_import(office, import_id, visitor)
    return schemas.UndoAnswer(data_version=office.workspace.snapshot().version, id=import_id, undone=True)


@router.post(
    "/enterprises/{enterprise:path}/corrections",
    dependencies=[needs(Permission.CORRECT)],
    tags=["企业"],
    summary="更正企业所在环节",
    status_code=201,
    responses=errors(*WRITING, fresh=False),
)
def add_correction(
    office: OfficeDep, visitor: VisitorDep, enterprise: FirmName, body: schemas.CorrectionBody
) -> schemas.CorrectionAnswer:
    """Say that an enterprise is, or is not, on a segment."""
    workspace = office.workspace
    firm = workspace.snapshot().firm(enterprise)
    correct(workspace, firm, body.chain, body.segment, verdict=body.verdict, by=decider(visitor, body.by), at=now())
    snapshot = workspace.snapshot()
    rows = named_tags(snapshot, snapshot.firm(enterprise))
    return schemas.CorrectionAnswer(data_version=snapshot.version, enterprise=enterprise, segments=rows)
