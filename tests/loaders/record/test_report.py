"""Reports add up, say where and why, and the same bytes are the same import."""

import json
import tempfile
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chaingraph.store.base.memory import MemoryStore
from chaingraph.store.base.port import empty_facts
from loaders.cells.raw_sheet import RawSheet
from loaders.command import load, template
from loaders.facts.building import Building
from loaders.facts.rows import parsed
from loaders.record.journal import Journal
from loaders.record.report import ImportReport, write_report_xlsx
from loaders.run import build
from loaders.run import load as run_load
from loaders.sheets.sheets import TableSheet, read_sheet
from tests.loaders.files import AT, GOOD_USCC, OTHER_USCC, RULES, csv, enterprises, loaded

CELLS = st.one_of(
    st.none(),
    st.sampled_from(
        ["甲公司", "甲（公司）", "乙公司", GOOD_USCC, OTHER_USCC, "新乡", "扬州市", "2024-13", "2024", "35%"]
    ),
    st.sampled_from(
        ["1.2亿元", "-5", "铜箔:0.3；其他", "龙头/动力电池", "合计", "北站园", "锂电铜箔", "动力电池", "在谈"]
    ),
    st.floats(allow_nan=True),
    st.text(max_size=12),
)
HEADERS = {
    "enterprises": ["企业名称", "信用代码", "市", "园区", "营业收入(万元)", "成立日期", "主营产品", "角色"],
    "parks": ["园区名称", "市", "净地(亩)", "备用"],
    "offerings": ["企业", "产品", "占比"],
    "supply_links": ["供应商", "采购方", "年份", "占比"],
    "leads": ["企业", "地点", "产业链", "环节", "阶段"],
    "corrections": ["企业", "环节", "是否"],
    "projects": ["项目名称", "园区", "批次", "进度"],
    "chains": ["产业链", "环节", "位置", "关键"],
    "segment_inputs": ["产业链", "上游环节", "下游环节", "成本占比"],
    "product_inputs": ["产品", "上游材料"],
    "products": ["产品", "上级产品"],
}


@st.composite
def sheets(draw: st.DrawFn) -> TableSheet:
    name = draw(st.sampled_from(sorted(HEADERS)))
    headers = HEADERS[name]
    cells = draw(st.lists(st.lists(CELLS, min_size=len(headers), max_size=len(headers)), max_size=8))
    rows = tuple(enumerate([headers, *cells], start=1))
    raw = RawSheet(file="表.csv", sheet=name, encoding="", hidden=False, filled=0, rows=rows)  # type: ignore[arg-type]
    sheet = read_sheet(raw)
    assert isinstance(sheet, TableSheet)
    return sheet


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(sheets(), min_size=1, max_size=3))
def test_accepted_merged_and_rejected_add_up_to_read(found: list[TableSheet]) -> None:
    journal = Journal()
    building = Building(empty_facts(), journal)
    build(found, building, RULES, lambda _stage, _done, _total: None)
    for name, counts in journal.tables.items():
        assert counts["accepted"] + counts["merged"] + counts["rejected"] == counts["read"], name
    refused = {(i.file, i.sheet, i.row) for i in journal.issues if i.severity in ("拒绝", "冲突")}
    assert len(refused) <= journal.total("read")
    assert journal.total("rejected") == 0 or refused
    assert all(issue.rule and f"规则：{issue.rule}" in issue.message for issue in journal.issues)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(["甲公司", "乙公司", "甲 公司", "", "合计"]), min_size=1, max_size=6))
def test_the_same_bytes_twice_are_one_import(names: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = csv(Path(folder), "企业.csv", "企业名称,序号\n甲公司,0\n" + "".join(f"{name},1\n" for name in names))
        store = MemoryStore()
        first = loaded(path, store=store)
        version = store.data_version()
        second = loaded(path, store=store)
    assert (first.already_imported, second.already_imported) == (False, True)
    assert second.as_json() == {**first.as_json(), "already_imported": True}
    assert store.data_version() == version
    assert len(store.imports()) == 1


def test_several_paths_are_one_import_in_any_order(tmp_path: Path) -> None:
    one = csv(tmp_path, "标注.csv", "企业,环节\n甲公司,锂辉石采选\n")
    two = csv(tmp_path, "企业.csv", "企业名称\n甲公司\n")
    store = MemoryStore()
    first = loaded(one, two, store=store)
    assert (first.accepted, len(store.imports())) == (2, 1)
    assert loaded(two, one, store=store).already_imported


def test_a_dry_run_stores_nothing(tmp_path: Path) -> None:
    store = MemoryStore()
    report = run_load([csv(tmp_path, "企业.csv", "企业名称\n甲公司\n")], store, rules=RULES, at=AT, dry_run=True)
    assert (report.accepted, store.imports()) == (1, ())


def test_progress_is_told_from_start_to_end(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    path = csv(tmp_path, "企业.csv", "企业名称\n甲公司\n")
    run_load([path], MemoryStore(), rules=RULES, at=AT, progress=lambda *step: told.append(step))
    assert told[0][0] == "解析 企业.csv"
    assert told[-1] == ("写入", 1, 1)


def test_a_message_names_file_row_column_value_and_rule(tmp_path: Path) -> None:
    report = loaded(csv(tmp_path, "企业.csv", "企业名称,成立日期\n甲公司,2024-13\n"))
    (issue,) = report.issues
    assert (
        issue.message == "文件“企业.csv” 第 2 行 “成立日期”列 值“2024-13”：不是真实存在的日期，按未知处理（规则：日期）"
    )
    assert (issue.severity, issue.value) == ("提示", "2024-13")


def test_the_report_workbook_holds_text_never_formulas(tmp_path: Path) -> None:
    path = csv(tmp_path, "企业.csv", '企业名称,成立日期\n甲公司,"=HYPERLINK(""http://x"",""y"")"\n')
    write_report_xlsx(loaded(path), tmp_path / "报告.xlsx")
    book = openpyxl.load_workbook(tmp_path / "报告.xlsx")
    cell = book["问题"]["F2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == ('=HYPERLINK("http://x","y")', "s", None)
    assert [value.value for value in book["汇总"][3]] == ["合计", 1, 1, 0, 0]


def test_same_names_in_two_folders_are_told_apart(tmp_path: Path) -> None:
    for folder in ("甲区", "乙区"):
        (tmp_path / folder).mkdir()
        csv(tmp_path / folder, "企业.csv", f"企业名称\n{folder}公司\n")
    store = MemoryStore()
    report = loaded(tmp_path / "甲区", tmp_path / "乙区", store=store)
    assert report.files == ("乙区/企业.csv", "甲区/企业.csv")
    assert enterprises(store)["甲区公司"].evidence.origin == "甲区/企业.csv/2"


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(load, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result.exit_code, result.stdout, result.stderr


def test_the_command_prints_json_and_leaves_with_zero(tmp_path: Path) -> None:
    path = csv(tmp_path, "企业.csv", "企业名称\n甲公司\n")
    url = f"sqlite:///{tmp_path / 'a.db'}"
    report = tmp_path / "报告.xlsx"
    status, out, _ = run(str(path), "--store", url, "--format", "json", "--report", str(report))
    tree = json.loads(out)
    assert (status, tree["read"], tree["accepted"], tree["already_imported"]) == (0, 1, 1, False)
    assert report.exists()
    assert json.loads(run(str(path), "--store", url, "--format", "json")[1])["already_imported"] is True


def test_the_command_refuses_with_one_and_wrong_use_with_two(tmp_path: Path) -> None:
    status, out, err = run(str(tmp_path / "没有.csv"), "--store", "memory:")
    assert (status, out) == (1, "")
    assert "找不到文件" in err
    assert run()[0] == 2
    bad = csv(tmp_path, "企业.csv", "企业名称,成立日期\n，,2024-13\n")
    status, out, err = run(str(bad), "--store", "memory:")
    assert status == 1
    assert "全部被拒绝" in err


def test_the_command_shows_counts_and_issues(tmp_path: Path) -> None:
    path = csv(tmp_path, "企业.csv", "企业名称,成立日期\n甲公司,2024\n，,2024\n")
    status, out, _ = run(str(path), "--store", "memory:")
    assert status == 0
    assert "读取 2，接受 1，合并 0，拒绝 1" in out
    assert "[拒绝] 文件“企业.csv” 第 3 行" in out


def test_the_template_command_writes_a_workbook(tmp_path: Path) -> None:
    out = tmp_path / "模板.xlsx"
    assert CliRunner().invoke(template, ["--out", str(out)]).exit_code == 0
    assert out.exists()


@pytest.mark.parametrize("text", ["企业名称\n甲公司\n", "企业名称\r\n甲公司\r\n", "\ufeff企业名称\n甲公司"])
def test_line_ends_and_marks_do_not_matter(tmp_path: Path, text: str) -> None:
    report: ImportReport = loaded(csv(tmp_path, "企业.csv", text))
    assert report.accepted == 1


def test_rows_are_read_lazily_and_counted_once() -> None:
    raw = RawSheet(file="a", sheet="企业", encoding="", hidden=False, filled=0, rows=((1, ["企业名称"]), (2, ["甲"])))
    sheet, journal = read_sheet(raw), Journal()
    assert isinstance(sheet, TableSheet)
    assert [row.get("name") for row in parsed(sheet, journal, 10)] == ["甲"]
    assert journal.tables["enterprises"]["read"] == 1
