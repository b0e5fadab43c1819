"""The OpenAPI document reads like a manual: summaries, examples, and every way to fail."""

from typing import Any

import pytest

from tests.api.world import reading

DOCUMENT: dict[str, Any] = reading().get("/openapi.json").json()
OPERATIONS = [(path, method) for path, methods in DOCUMENT["paths"].items() for method in methods]


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_every_operation_has_a_summary_a_tag_and_its_errors_as_problems(path: str, method: str) -> None:
    operation = DOCUMENT["paths"][path][method]
    assert operation["summary"]
    assert operation["tags"]
    if path.startswith("/api/"):
        failures = {status for status in operation["responses"] if int(status) >= 400}
        assert {"422", "503"} <= failures
        for status in failures:
            assert list(operation["responses"][status]["content"]) == ["application/problem+json"]
    if method in ("post", "delete"):
        assert {"403", "413", "408"} <= operation["responses"].keys()


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_every_name_in_a_path_and_every_query_is_described(path: str, method: str) -> None:
    for parameter in DOCUMENT["paths"][path][method].get("parameters", []):
        assert parameter.get("description"), (path, parameter["name"])


def test_the_problem_is_described_and_the_stock_one_is_gone() -> None:
    schemas = DOCUMENT["components"]["schemas"]
    assert schemas["Problem"]["properties"]["title"]["examples"]
    assert "HTTPValidationError" not in schemas
    assert all("data_version" in schemas[name]["properties"] for name in schemas if name.endswith("Answer"))


def test_no_page_shows_the_stock_documentation_from_a_cdn() -> None:
    assert reading().get("/docs").status_code == 404
    assert reading().get("/redoc").status_code == 404


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_every_answer_and_every_problem_has_an_example_and_a_key_is_asked_for(path: str, method: str) -> None:
    operation = DOCUMENT["paths"][path][method]
    if not path.startswith("/api/"):
        return
    assert operation["security"] == [{"key": []}]
    assert {"401", "403"} <= operation["responses"].keys()
    for status, response in operation["responses"].items():
        for media in response.get("content", {}).values():
            assert media["example"]["status" if int(status) >= 400 else "data_version"]


def test_the_parts_of_an_example_are_those_of_a_real_answer() -> None:
    shown = DOCUMENT["paths"]["/api/v1/chains"]["get"]["responses"]["200"]["content"]["application/json"]["example"]
    assert shown.keys() == reading().get("/api/v1/chains").json().keys()
