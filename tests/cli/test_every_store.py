"""Every command gives the same answer from the SQLite file and from Neo4j."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from chaingraph.cli.main import root
from chaingraph.store.neo4j.address import address_of
from chaingraph.store.neo4j.store import Neo4jStore
from tests.cli.asked import ASKED, ELSEWHERE, FIRM, commands
from tests.graph_fixtures import wipe

pytestmark = pytest.mark.neo4j
ENTERPRISES = f"""企业名称,省,市,主营产品,营业收入(万元),数据截至,来源
{FIRM},甲省,子市,锂离子电池:0.8；电池包,52000,2025-12-31,名录
丑市隔膜有限公司,乙省,丑市,锂电池隔膜,9000,2025-12-31,名录
丑市铜箔有限公司,乙省,丑市,锂电铜箔,,2025-12-31,名录
"""
LINKS = f"供应商,采购方,产品,年份\n丑市隔膜有限公司,{FIRM},锂电池隔膜,2024\n"


@pytest.fixture(scope="module")
def urls(neo4j_url: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Lists loaded by the command into Neo4j, and from its backup restored into a SQLite file."""
    with Neo4jStore(address_of(neo4j_url)) as store:
        wipe(store)
    folder = tmp_path_factory.mktemp("lists")
    (folder / "enterprises.csv").write_text(ENTERPRISES, encoding="utf-8")
    (folder / "supply_links.csv").write_text(LINKS, encoding="utf-8")
    saved = tmp_path_factory.mktemp("saved") / "store.backup"
    found = {"sqlite": f"sqlite:///{tmp_path_factory.mktemp('store')}/s.db", "neo4j": neo4j_url}
    for words in (
        ["load", str(folder), "--store", neo4j_url, "--by", "测试"],
        ["backup", "--out", str(saved), "--store", neo4j_url],
        ["restore", str(saved), "--store", found["sqlite"]],
    ):
        result = CliRunner().invoke(root, words)
        assert result.exit_code == 0, result.output
    return found


def test_every_command_is_asked_here_or_elsewhere() -> None:
    assert set(commands()) == set(ASKED) | set(ELSEWHERE), "add the new command to tests/cli/asked.py"


@pytest.mark.parametrize("name", sorted(ASKED))
def test_a_command_answers_the_same_from_either_store(name: str, urls: dict[str, str], tmp_path: Path) -> None:
    answers = {}
    for kind, url in urls.items():
        out = tmp_path / kind
        words = [word.format(out=out) for word in ASKED[name]]
        result = CliRunner().invoke(root, [name, *words, "--store", url])
        assert result.exit_code == 0, result.output
        written = {path.suffix: path.read_bytes() for path in tmp_path.glob(f"{kind}*")}
        answers[kind] = (result.stdout, written)
    assert answers["neo4j"] == answers["sqlite"]
    assert any(answers["neo4j"])
