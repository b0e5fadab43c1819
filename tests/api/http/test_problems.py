"""Every refusal is one problem: RFC 9457 for programs, a Chinese page for people."""

import pytest

from chaingraph.errors import StoreUnavailable
from chaingraph.ids import DataVersion
from chaingraph.service.workspace import Workspace
from chaingraph.settings import Settings
from chaingraph.store.base.memory import MemoryStore
from tests.api.world import CHAIN, PARK, client, reading, workspace

GAPS = f"/api/v1/places/{PARK}/chains/{CHAIN}/gaps"
TARGETS = f"/api/v1/places/{PARK}/chains/{CHAIN}/targets"


class SilentStore(MemoryStore):
    """A store whose server does not answer."""

    def data_version(self) -> DataVersion:
        raise StoreUnavailable("数据库没有应答")


def test_an_unknown_name_is_404_with_suggestions() -> None:
    found = reading().get("/api/v1/enterprises/本地电芯")
    assert found.status_code == 404
    assert found.headers["content-type"] == "application/problem+json"
    told = found.json()
    assert told["type"] == "urn:chaingraph:problem:unknown-name"
    assert told["suggestions"] == ["本地电芯厂"]
    assert told["status"] == 404
    assert told["instance"] == "/api/v1/enterprises/本地电芯"


def test_an_ambiguous_place_is_409_with_the_choices() -> None:
    found = reading().get(f"/api/v1/places/东区/chains/{CHAIN}/gaps")
    assert found.status_code == 409
    assert found.json()["choices"] == ["乙省/丑市/东区", "甲省/子市/东区"]


@pytest.mark.parametrize(
    ("path", "query"),
    [
        (TARGETS, {"min_score": "nan"}),
        (TARGETS, {"min_score": "1e309"}),
        (TARGETS, {"top": 0}),
        (TARGETS, {"segment": ["甲"] * 51}),
        (GAPS, {"page": 0}),
        (GAPS, {"size": 501}),
        (GAPS, {"page": "甲"}),
        ("/api/v1/enterprises", {"q": "长" * 101}),
        ("/api/v1/enterprises/本地电芯厂/ecosystem", {"tiers": 9}),
    ],
)
def test_a_wrong_parameter_is_422_and_named(path: str, query: dict[str, str]) -> None:
    found = reading().get(path, params=query)
    assert found.status_code == 422
    assert found.json()["errors"][0]["field"].startswith(f"query.{next(iter(query))}")


def test_a_body_that_is_no_json_or_lacks_a_field_is_422() -> None:
    web = reading()
    path = "/api/v1/enterprises/本地电芯厂/corrections"
    broken = web.post(path, content=b"{", headers={"content-type": "application/json"})
    assert (broken.status_code, broken.json()["errors"][0]["message"]) == (422, "不是有效的 JSON")
    assert web.post(path, json={"chain": CHAIN}).status_code == 422
    assert web.post(path, json={"chain": CHAIN, "segment": "没有这个环节"}).status_code == 404


def test_a_store_that_does_not_answer_is_503_with_retry_after() -> None:
    web = client(Workspace(SilentStore(), Settings()))
    for path in ("/api/v1/places", "/readyz", "/metrics", "/"):
        found = web.get(path)
        assert (found.status_code, found.headers["retry-after"]) == (503, "5"), path
    assert web.get("/healthz").status_code == 200


def test_an_unexpected_error_is_500_with_a_number_and_without_its_text() -> None:
    class BrokenStore(MemoryStore):
        def data_version(self) -> DataVersion:
            raise RuntimeError("secret detail")

    found = client(Workspace(BrokenStore(), Settings())).get("/api/v1/places")
    assert found.status_code == 500
    assert "错误编号" in found.json()["detail"]
    assert "secret" not in found.text
    assert "Content-Security-Policy" in found.headers


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/没有这一页", 404, "这个地址没有内容"),
        (f"/places/没有这里/chains/{CHAIN}/gaps", 404, "找不到园区或地区"),
        (f"/places/{PARK}/chains/没有这条/gaps", 404, "找不到产业链"),
        (f"/places/东区/chains/{CHAIN}/panorama", 409, "甲省/子市/东区"),
        (f"/places/{PARK}/chains/{CHAIN}/panorama?segment=没有", 404, "找不到环节"),
        ("/enterprises/没有这家", 404, "找不到企业"),
        ("/imports/没有这次", 404, "找不到导入记录"),
        ("/enterprises?q=" + "长" * 101, 422, "不能超过 100 个字"),
    ],
)
def test_people_get_a_chinese_page(path: str, status: int, words: str) -> None:
    found = reading().get(path)
    assert found.status_code == status
    assert found.headers["content-type"].startswith("text/html")
    assert words in found.text
    assert "回首页" in found.text


def test_a_part_of_a_page_gets_a_part_of_an_error_page() -> None:
    found = reading().get(f"/places/{PARK}/chains/{CHAIN}/segments/没有", headers={"HX-Request": "true"})
    assert found.status_code == 404
    assert "<html" not in found.text
    assert "找不到环节" in found.text


def test_a_name_is_never_markup_in_an_error_page() -> None:
    found = client(workspace()).get("/enterprises/<script>alert(1)</script>")
    assert "<script>alert" not in found.text
    assert "&lt;script&gt;alert" in found.text
