"""The OpenAPI document, completed with what routes cannot say by themselves."""

from typing import Any

from fastapi import FastAPI

from api.wire.base import Problem
from api.wire.examples import example_of, problem_example
from api.wire.titles import MEDIA_TYPE

KEY = "接口密钥，由管理员在“接口密钥”页建立；单机模式不需要"
REFERENCE = "#/components/schemas/Problem"


def complete(app: FastAPI) -> None:
    """Make the app's document name our problem for every error, and describe it once."""
    made = app.openapi

    def document() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _completed(made())
        return app.openapi_schema

    app.openapi = document  # type: ignore[method-assign]


def _completed(document: dict[str, Any]) -> dict[str, Any]:
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    schemas["Problem"] = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    document["components"]["securitySchemes"] = {"key": {"type": "http", "scheme": "bearer", "description": KEY}}
    for path, methods in document["paths"].items():
        for operation in methods.values():
            _complete_operation(path, operation, schemas)
    return document


def _complete_operation(path: str, operation: dict[str, Any], schemas: dict[str, Any]) -> None:
    """Say that a key is needed, and give every answer and every problem an example."""
    if "401" in operation["responses"]:
        operation["security"] = [{"key": []}]
    for status, response in operation["responses"].items():
        if int(status) >= 400:
            example = problem_example(int(status), path)
            response["content"] = {MEDIA_TYPE: {"schema": {"$ref": REFERENCE}, "example": example}}
            continue
        for media in response.get("content", {}).values():
            if media.get("schema"):
                media.setdefault("example", example_of(media["schema"], schemas))
