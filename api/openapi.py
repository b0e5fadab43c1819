"""The OpenAPI document, completed with what routes cannot say by themselves."""

from typing import Any

from fastapi import FastAPI

from api.problems import MEDIA_TYPE
from api.schemas import Problem

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
    for path in document["paths"].values():
        for operation in path.values():
            for status, response in operation["responses"].items():
                if int(status) >= 400:
                    response["content"] = {MEDIA_TYPE: {"schema": {"$ref": REFERENCE}}}
    return document
