"""Every error as one problem: RFC 9457 JSON for programs, a Chinese page for people."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from api.access.gate import Forbidden, SignInNeeded
from api.html.templating import templates
from api.http.fence import FENCE
from api.http.page_caching import FromCache
from api.jobs.jobs import TooManyJobs
from api.wire.titles import MEDIA_TYPE, TITLES
from chaingraph.errors import (
    AmbiguousName,
    ChaingraphError,
    InvalidFact,
    Overtaken,
    Refused,
    StoreError,
    StoreUnavailable,
    UnknownName,
)

LOG = logging.getLogger("chaingraph.api")
RETRY_SECONDS = "5"
NOBODY = "请先登录；程序请用 Authorization: Bearer 带上接口密钥（没有，或已停用）"
JSON_PATHS = ("/api/", "/mcp", "/healthz", "/readyz", "/metrics", "/openapi.json")
SLUG_TITLES = {"overtaken": "已被别人修改"}
"""Where a status has more than one meaning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpProblem:
    """What went wrong, for programs and people alike.

    ``slug`` ends the problem type; ``choices`` are names the person may have meant; ``errors`` are single parameters.
    """

    status: int
    slug: str
    detail: str
    choices: tuple[str, ...] = ()
    errors: tuple[Mapping[str, str], ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The short name of the status."""
        return SLUG_TITLES.get(self.slug) or TITLES.get(self.status, HTTPStatus(self.status).phrase)

    def as_json(self, instance: str) -> dict[str, Any]:
        """The members of an RFC 9457 problem."""
        members: dict[str, Any] = {
            "type": f"urn:chaingraph:problem:{self.slug}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "instance": instance,
        }
        if self.choices:
            members["choices" if self.status == HTTPStatus.CONFLICT else "suggestions"] = list(self.choices)
        if self.errors:
            members["errors"] = [dict(error) for error in self.errors]
        return members


class TurnedAway(HTTPException):
    """A problem met before the body of a request is read: meanwhile only this kind is passed on as it is."""

    def __init__(self, error: Exception) -> None:
        self.problem = problem_of(error)
        super().__init__(self.problem.status, self.problem.detail)


def problem_of(error: Exception) -> HttpProblem:
    """The problem an exception stands for; this is the only place that knows statuses.

    >>> problem_of(UnknownName("企业", "甲", ("甲乙",))).status
    404
    """
    match error:
        case SignInNeeded() | Forbidden() | TooManyJobs():
            return _of_access(error)
        case UnknownName():
            return HttpProblem(status=404, slug="unknown-name", detail=str(error), choices=error.suggestions)
        case AmbiguousName():
            return HttpProblem(status=409, slug="ambiguous-name", detail=str(error), choices=error.choices)
        case Overtaken():
            return HttpProblem(status=409, slug="overtaken", detail=str(error))
        case StoreUnavailable():
            waiting = {"Retry-After": RETRY_SECONDS}
            return HttpProblem(status=503, slug="store-unavailable", detail=str(error), headers=waiting)
        case Refused() | InvalidFact():
            return HttpProblem(status=422, slug="refused", detail=str(error))
        case StoreError() | ChaingraphError():
            return HttpProblem(status=500, slug="store", detail=str(error))
    return _of_framework(error)


def _of_framework(error: Exception) -> HttpProblem:
    match error:
        case TurnedAway():
            return error.problem
        case RequestValidationError():
            return _of_parameters(error.errors())
        case HTTPException():
            return _of_http(error)
    return _unexpected(error)


def _of_access(error: SignInNeeded | Forbidden | TooManyJobs) -> HttpProblem:
    match error:
        case SignInNeeded():
            return HttpProblem(status=401, slug="sign-in", detail=NOBODY, headers={"WWW-Authenticate": "Bearer"})
        case Forbidden():
            return HttpProblem(status=403, slug="forbidden", detail=str(error))
    return HttpProblem(status=429, slug="too-many-jobs", detail=str(error), headers={"Retry-After": "30"})


def answer(request: Request, problem: HttpProblem) -> Response:
    """The problem in the form the caller reads: JSON under the API, a page otherwise."""
    if problem.status == HTTPStatus.NOT_MODIFIED:
        return Response(status_code=problem.status, headers={**FENCE, **problem.headers})
    if request.url.path.startswith(JSON_PATHS):
        body = problem.as_json(request.url.path)
        return JSONResponse(body, problem.status, {**FENCE, **problem.headers}, media_type=MEDIA_TYPE)
    part = request.headers.get("hx-request") == "true"
    if problem.status == HTTPStatus.UNAUTHORIZED:
        return _to_sign_in(request, part)
    name = "problem_part.html" if part else "problem.html"
    known = getattr(request.state, "visitor", None)
    context = {"problem": problem, "request": request, "pair": None, "here": "problem", "visitor": known}
    page = templates().get_template(name).render(context)
    return Response(page, problem.status, {**FENCE, **problem.headers}, media_type="text/html; charset=utf-8")


def _to_sign_in(request: Request, part: bool) -> Response:
    """Lead a person to the sign-in page and back to where they wanted to go; a part of a page takes the whole along."""
    wanted = request.url.path if request.method == "GET" and not part else ""
    query = f"?{request.url.query}" if wanted and request.url.query else ""
    address = f"/sign-in?next={quote(wanted + query, safe='')}" if wanted else "/sign-in"
    if part:
        return Response(status_code=401, headers={**FENCE, "HX-Redirect": address})
    return RedirectResponse(address, 303, {**FENCE, "Cache-Control": "no-store"})


def add_problem_handlers(app: FastAPI) -> None:
    """Map the whole error tree, once."""

    def as_before(_: Request, error: Exception) -> Response:
        return error.page.again() if isinstance(error, FromCache) else Response(status_code=500)

    def respond(request: Request, error: Exception) -> Response:
        return answer(request, problem_of(error))

    app.add_exception_handler(FromCache, as_before)
    for kind in (SignInNeeded, Forbidden, ChaingraphError, RequestValidationError, HTTPException, Exception):
        app.add_exception_handler(kind, respond)


def _of_parameters(errors: Sequence[Mapping[str, Any]]) -> HttpProblem:
    rows = tuple({"field": ".".join(str(part) for part in e["loc"]), "message": _in_chinese(e)} for e in errors)
    detail = "；".join(f"{row['field']}：{row['message']}" for row in rows[:5])
    return HttpProblem(status=422, slug="parameters", detail=detail, errors=rows)


def _in_chinese(error: Mapping[str, Any]) -> str:
    """The rule a parameter broke, with its bound."""
    bounds = error.get("ctx") or {}
    words = {
        "missing": "缺少此项",
        "string_pattern_mismatch": "写法不对，或不在可选的范围内",
        "string_too_long": f"不能超过 {bounds.get('max_length')} 个字",
        "string_too_short": f"不能少于 {bounds.get('min_length')} 个字",
        "int_parsing": "应为整数",
        "float_parsing": "应为数字",
        "finite_number": "应为有限的数字",
        "bool_parsing": "应为 true 或 false",
        "greater_than_equal": f"不能小于 {bounds.get('ge')}",
        "less_than_equal": f"不能大于 {bounds.get('le')}",
        "enum": f"应为 {bounds.get('expected')} 之一",
        "literal_error": f"应为 {bounds.get('expected')} 之一",
        "json_invalid": "不是有效的 JSON",
        "extra_forbidden": "没有这个参数",
        "too_long": f"不能超过 {bounds.get('max_length')} 个",
    }
    return words.get(str(error["type"]), str(error["msg"]))


def _of_http(error: HTTPException) -> HttpProblem:
    stock = HTTPStatus(error.status_code).phrase
    detail = TITLES.get(error.status_code, stock) if error.detail == stock else str(error.detail)
    if error.status_code == HTTPStatus.NOT_FOUND and error.detail == stock:
        detail = "这个地址没有内容，可能是链接写错了，或者页面已经移走"
    slug = stock.lower().replace(" ", "-").replace("'", "")
    return HttpProblem(status=error.status_code, slug=slug, detail=detail, headers=error.headers or {})


def _unexpected(error: Exception) -> HttpProblem:
    number = uuid4().hex[:8]
    LOG.error("unexpected error %s", number, exc_info=error)
    return HttpProblem(
        status=500, slug="internal", detail=f"系统没能完成这个请求，错误编号 {number}，请把编号告诉维护人员"
    )
