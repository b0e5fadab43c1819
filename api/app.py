"""The application: one workspace, its JSON routes and its pages."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import Depends, FastAPI
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles

from api.access.gate import gate
from api.access.watching import Watching
from api.address.hosts import Hosts
from api.html.templating import STATIC
from api.http.guard import Guard
from api.http.limits import BodyLimit
from api.http.page_caching import CachePages
from api.http.problems import add_problem_handlers
from api.http.work import WorkLimit
from api.mcp.door import Door, opened
from api.pages.account import administration, rules, signing
from api.pages.firm import drill, ecosystem, enterprises, explorer, paths, proposals
from api.pages.park import parks, platforms, services
from api.pages.park import projects as project_pages
from api.pages.place import (
    compare,
    extend,
    flow,
    gaps,
    home,
    matrix,
    panorama,
    places,
    portfolio,
    scenario,
    targets,
    worklist,
)
from api.pages.rule import assessment as assessment_page
from api.pages.rule import land as land_page
from api.pages.work import backtest, documents, imports, pack, search
from api.pages.work import jobs as job_pages
from api.pages.work import leads as lead_pages
from api.server.metrics import Counting
from api.server.office import Office, product_version
from api.v1.act import jobs, known, leads, own, watch, writing
from api.v1.ask import behind, enterprise, finding, questions
from api.v1.ask import compare as compare_route
from api.v1.ask import drill as drill_route
from api.v1.ask import parks as parks_route
from api.v1.ask import portfolio as portfolio_route
from api.v1.ask import relations as relations_route
from api.v1.ask import scenario as scenario_route
from api.v1.ask import suggestions as suggestions_route
from api.v1.rule import assessments as assessments_route
from api.v1.rule import parcels as parcels_route
from api.wire.openapi import complete
from chaingraph.service.workspace import Workspace
from chaingraph.settings import Settings, settings

DESCRIPTION = """产业链图谱的数据接口，与命令行一一对应。
每个回答都带 `data_version`；GET 回答带 ETag，数据未变时答 304。
错误一律为 RFC 9457 `application/problem+json`。金额单位为元，占比为 0–1。"""

PATIENCE_SECONDS = 3.0
"""How long a page waits for data that was just written before it shows the last that is ready."""

JSON_ROUTERS = (
    watch,
    questions,
    scenario_route,
    portfolio_route,
    drill_route,
    relations_route,
    compare_route,
    suggestions_route,
    parks_route,
    own,
    behind,
    finding,
    writing,
    jobs,
    leads,
    known,
    enterprise,
    parcels_route,
    assessments_route,
)
PAGE_ROUTERS = (
    home,
    documents,
    flow,
    worklist,
    panorama,
    ecosystem,
    drill,
    paths,
    compare,
    extend,
    backtest,
    proposals,
    gaps,
    targets,
    explorer,
    enterprises,
    imports,
    matrix,
    pack,
    rules,
    scenario,
    portfolio,
    search,
    places,
    signing,
    job_pages,
    lead_pages,
    parks,
    project_pages,
    platforms,
    services,
    administration,
    land_page,
    assessment_page,
)


def create_app(source: Workspace | str, rules_in_force: Settings | None = None, hosts: Hosts | None = None) -> FastAPI:
    """The web face over a workspace, or over the store at an address; answers to loopback names unless told otherwise.

    A workspace opened here is closed with the application; one given stays open.
    """
    rules_used = rules_in_force or (source.rules if isinstance(source, Workspace) else settings())
    workspace = source if isinstance(source, Workspace) else Workspace.open(source, rules_used)
    workspace.serve_stale_after(PATIENCE_SECONDS)
    office = Office(workspace, rules_used, hosts or Hosts())

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        office.start()
        async with opened(app):
            yield
        office.close()
        if isinstance(source, str):
            workspace.close()

    app = FastAPI(
        title="产业链图谱",
        version=product_version(),
        description=DESCRIPTION,
        docs_url=None,
        openapi_url=None,
        redoc_url=None,
        lifespan=lifespan,
        middleware=[
            Middleware(Counting, counters=office.counters),
            Middleware(Guard, hosts=office.hosts),
            Middleware(WorkLimit, most=rules_used.concurrency),
            Middleware(Watching, desk=office.desk),
            Middleware(BodyLimit, rules=rules_used),
            Middleware(CachePages, pages=office.pages),
            Middleware(GZipMiddleware, minimum_size=2000),
            Middleware(Door, desk=office.desk),
        ],
    )
    app.state.office = office
    add_problem_handlers(app)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for module in (*JSON_ROUTERS, *PAGE_ROUTERS):
        app.include_router(module.router, dependencies=[Depends(gate)])
    complete(app)
    return app
