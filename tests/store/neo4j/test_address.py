"""Where the Neo4j server is: addresses that are taken and refused, and a password that shows nowhere."""

from pathlib import Path

import pytest

from chaingraph.errors import StoreError
from chaingraph.store.neo4j.address import PASSWORD, PASSWORD_FILE, address_of
from chaingraph.store.neo4j.store import Neo4jStore
from chaingraph.store.open import open_store
from tests.neo4j_server import Server

SECRET = "geheim-123"


@pytest.mark.parametrize(
    ("url", "uri", "database"),
    [
        ("neo4j://graph.local", "bolt://graph.local:7687", "neo4j"),
        ("bolt://10.0.0.5:9999/chains", "bolt://10.0.0.5:9999", "chains"),
        ("neo4j+s://graph.local", "neo4j+s://graph.local:7687", "neo4j"),
        ("bolt://[::1]:7687", "bolt://[::1]:7687", "neo4j"),
    ],
)
def test_an_address_names_server_and_database(url: str, uri: str, database: str) -> None:
    found = address_of(url, {})
    assert (found.uri, found.database, found.password) == (uri, database, None)


@pytest.mark.parametrize(
    "url", [f"neo4j://neo4j:{SECRET}@host", f"bolt://:{SECRET}@host:7687/neo4j", f"neo4j://host?password={SECRET}"]
)
def test_an_address_with_a_password_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(StoreError, match=PASSWORD) as refused:
        open_store(url)
    assert SECRET not in str(refused.value)


@pytest.mark.parametrize("url", ["neo4j://", "neo4j://host:99999", "neo4j://[::1"])
def test_an_address_that_names_no_server_is_refused(url: str) -> None:
    with pytest.raises(StoreError, match="Neo4j 地址"):
        open_store(url)


def test_the_password_comes_from_the_environment_or_the_first_line_of_a_file(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text(f"{SECRET}\n\n", encoding="utf-8")
    assert address_of("neo4j://host", {PASSWORD: SECRET}).password == SECRET
    from_file = address_of("neo4j://host", {PASSWORD_FILE: str(file)})
    assert from_file.password == SECRET
    assert SECRET not in repr(from_file)
    with pytest.raises(StoreError, match=PASSWORD_FILE):
        address_of("neo4j://host", {PASSWORD_FILE: str(tmp_path / "none")})


@pytest.mark.neo4j
def test_a_wrong_password_is_told_and_shown_nowhere(own_server: Server, caplog: pytest.LogCaptureFixture) -> None:
    with (
        Neo4jStore(address_of(own_server.url, {PASSWORD: SECRET})) as store,
        pytest.raises(StoreError, match="拒绝登录") as refused,
    ):
        store.data_version()
    assert SECRET not in f"{refused.value}{caplog.text}"
