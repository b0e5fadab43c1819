"""A registry reads, tags, adds up and hands over what the ordinary path says, whatever the batches."""

import json
from collections import defaultdict
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from benchmarks.realdata import ashare, shared_data, write_table
from benchmarks.registry_export import uscc
from chaingraph.graph.size import firm_size
from chaingraph.scale.engines import engine_of
from chaingraph.scale.layout import Registry
from chaingraph.scale.questions import aggregate
from chaingraph.scale.tagging import READ, BatchTagger
from chaingraph.service.workspace import Workspace
from chaingraph.settings import Settings
from chaingraph.store.base.memory import MemoryStore
from loaders.registry.reading import tables_in
from loaders.registry_command import registry
from loaders.run import load

pytestmark = pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")
HEADER = ("企业名称", "统一社会信用代码", "省", "市", "主营产品", "营业收入(万元)", "登记状态")
ROWS = [
    ("甲铜箔有限公司", "", "河南省", "新乡市", "锂电铜箔:0.5", "1000", "存续"),
    ("乙铜箔有限公司", "", "江苏省", "扬州市", "锂电铜箔", "3000", "存续"),
    ("丙隔膜有限公司", "", "江苏省", "扬州市", "锂电池隔膜", "500", "存续"),
    ("丁隔膜有限公司", "", "江苏省", "苏州市", "锂电池隔膜", "", "存续"),
    ("戊隔膜有限公司", "", "江苏省", "苏州市", "锂电池隔膜", "900", "注销"),
    ("", "", "江苏省", "苏州市", "铜箔", "1", "存续"),
]


def call(*words: object) -> str:
    answer = CliRunner().invoke(registry, [str(word) for word in words], catch_exceptions=False)
    assert answer.exit_code == 0, answer.output
    return answer.output


@pytest.fixture
def built(tmp_path: Path) -> Path:
    write_table(tmp_path / "in" / "企业.csv", HEADER, ROWS)
    call("build", tmp_path / "in", "--registry", tmp_path / "r")
    call("tag", "--registry", tmp_path / "r")
    return tmp_path / "r"


def test_rows_add_up_and_a_second_run_reads_nothing(tmp_path: Path) -> None:
    write_table(tmp_path / "in" / "企业.csv", HEADER, ROWS)
    command = ("build", tmp_path / "in", "--registry", tmp_path / "r", "--format", "json")
    first, second = json.loads(call(*command)), json.loads(call(*command))
    assert (first["read"], first["accepted"], first["rejected"], first["firms"]) == (6, 5, 1, 5)
    assert (second["read"], second["files_before"], second["firms"]) == (0, 1, 5)
    (rejected,) = (tmp_path / "r").glob("parts/*/rejected.parquet")
    assert [row["rule"] for row in pq.read_table(rejected).to_pylist()] == ["必填"]


def test_a_part_half_written_is_read_again(tmp_path: Path, built: Path) -> None:
    (mark,) = built.glob("parts/*/done")
    mark.unlink()
    told = json.loads(call("build", tmp_path / "in", "--registry", built, "--format", "json"))
    assert (told["read"], told["firms"]) == (6, 5)


def test_capability_is_of_live_firms_and_null_where_no_revenue_is_known(built: Path) -> None:
    rows = json.loads(call("aggregate", "--registry", built))
    found = {
        (row["place"], row["key"]): (row["firms"], row["capability_yuan"]) for row in rows if row["chain"] == "动力电池"
    }
    copper = next(key for place, key in found if place == "河南省/新乡市")
    film = next(key for place, key in found if place == "江苏省/苏州市")
    assert found["河南省/新乡市", copper] == (1, 5_000_000)
    assert found["江苏省/扬州市", copper] == (1, 30_000_000)
    assert found["江苏省/苏州市", film] == (1, None)


def test_targets_are_firms_elsewhere_on_segments_nobody_here_is_on(built: Path) -> None:
    told = json.loads(call("targets", "--registry", built, "--place", "新乡市", "--chain", "动力电池", "--top", "1"))
    assert [row["name"] for row in told] == ["丙隔膜有限公司"]


def test_a_part_of_a_name_finds_a_firm(built: Path) -> None:
    told = json.loads(call("show", "丁隔膜", "--registry", built))
    assert [(row["name"], row["offerings"][0]["product"]) for row in told] == [("丁隔膜有限公司", "锂电池隔膜")]


def test_attaching_twice_leaves_one_import_that_pages_work_on(tmp_path: Path, built: Path) -> None:
    url = f"sqlite:///{tmp_path / 'a.db'}"
    command = ("attach", "--registry", built, "--place", "新乡市", "--top", "1", "--store", url)
    call(*command)
    call(*command)
    with Workspace.open(url) as workspace:
        snapshot = workspace.snapshot()
        assert len(workspace.store.imports()) == 1
    assert sorted(firm.name for firm in snapshot.enterprises) == ["丙隔膜有限公司", "乙铜箔有限公司", "甲铜箔有限公司"]
    assert [str(one.product) for one in snapshot.offerings_of[snapshot.names["甲铜箔有限公司"][0]]] == ["锂电铜箔"]


def test_a_file_in_small_pieces_is_read_as_in_one(tmp_path: Path) -> None:
    write_table(tmp_path / "企业.csv", HEADER, ROWS)

    def rows(size: int) -> list[tuple[int, list[object]]]:
        return [row for table in tables_in(tmp_path / "企业.csv", Settings(), size) for row in table.rows]

    assert rows(2) == rows(100)


def test_parquet_and_csv_give_the_same_firms(tmp_path: Path, built: Path) -> None:
    columns = list(zip(*ROWS, strict=True))
    table = pa.table({name: pa.array(column) for name, column in zip(HEADER, columns, strict=True)})
    pq.write_table(table, tmp_path / "企业.parquet")
    call("build", tmp_path / "企业.parquet", "--registry", tmp_path / "q")

    def firms(folder: Path) -> list[dict[str, object]]:
        rows = [row for file in Registry(folder).firm_files() for row in pq.read_table(file).to_pylist()]
        return [{name: value for name, value in row.items() if name != "origin"} for row in rows]

    assert firms(tmp_path / "q") == firms(built)


def test_a_row_without_code_joins_the_one_firm_of_that_name_with_a_code(tmp_path: Path) -> None:
    code = uscc(410700, 1)
    write_table(
        tmp_path / "a.csv", ("企业名称", "省", "市", "主营产品"), [("甲铜箔有限公司", "河南省", "新乡市", "铜箔")]
    )
    write_table(tmp_path / "b.csv", ("企业名称", "统一社会信用代码", "省"), [("甲铜箔有限公司", code, "河南省")])
    write_table(tmp_path / "offerings.csv", ("企业", "产品"), [("甲铜箔有限公司", "覆铜板"), ("谁也不是", "铜箔")])
    told = json.loads(call("build", tmp_path, "--registry", tmp_path / "r", "--format", "json"))
    rows = [row for file in Registry(tmp_path / "r").firm_files() for row in pq.read_table(file).to_pylist()]
    assert (told["firms"], told["unmatched"]) == (1, 1)
    assert [one["product"] for one in rows[0]["offerings"]] == ["覆铜板", "铜箔"]


def test_tags_do_not_depend_on_the_batch(built: Path) -> None:
    table = pa.concat_tables(pq.read_table(file, columns=list(READ)) for file in Registry(built).firm_files())
    tagger = BatchTagger.built_in(Settings())
    alone = [row for batch in table.to_batches(max_chunksize=1) for row in tagger(batch).to_pylist()]
    assert alone == tagger(table.combine_chunks().to_batches()[0]).to_pylist()
    assert alone


@pytest.mark.realdata
@pytest.mark.slow
@pytest.mark.skipif(not (shared_data() / "ashare").exists(), reason="needs the shared data")
def test_listed_firms_add_up_as_in_memory(tmp_path: Path) -> None:
    ashare(tmp_path / "in")
    (tmp_path / "in" / "product_inputs.csv").unlink()
    folder = tmp_path / "r"
    call("build", tmp_path / "in", "--registry", folder)
    call("tag", "--registry", folder)
    with engine_of("duckdb") as engine:
        rows = engine.answer(aggregate(engine.tags(Registry(folder)), "city")).to_pylist()
    with Workspace(MemoryStore()) as workspace:
        load([tmp_path / "in"], workspace.store, rules=Settings(), at="2026-01-01T00:00:00+00:00")
        snapshot = workspace.snapshot()
    expected: dict[tuple[str, str, str], set[int]] = defaultdict(set)
    yuan: dict[tuple[str, str, str], int] = defaultdict(int)
    for number, firm in enumerate(snapshot.enterprises):
        size, basis = firm_size(firm)
        for tag in snapshot.tags.of_firm(number) if firm.province and firm.city and number not in snapshot.gone else ():
            cell = ("/".join(dict.fromkeys((str(firm.province), str(firm.city)))), str(tag.chain), str(tag.key))
            expected[cell].add(number)
            yuan[cell] += round(size * tag.share) if basis.stated else 0
    found = {(row["place"], row["chain"], row["key"]): row["firms"] for row in rows}
    assert found == {cell: len(firms) for cell, firms in expected.items()}
    assert {cell: row["capability_yuan"] or 0 for cell, row in zip(found, rows, strict=True)} == {
        c: yuan[c] for c in found
    }
