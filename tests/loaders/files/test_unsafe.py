"""Files made to hurt are refused in Chinese, and the caller lives on."""

import zipfile
from pathlib import Path

import pytest

from chaingraph.errors import Refused
from chaingraph.settings import Settings
from chaingraph.store.base.memory import MemoryStore
from tests.loaders.files import RULES, csv, loaded, raw_xlsx, text_cell, xlsx

HEAD = f'<row r="1">{text_cell("A1", "企业名称")}{text_cell("B1", "主营产品")}</row>'


def refusal(path: Path, rules: Settings = RULES) -> str:
    with pytest.raises(Refused) as refused:
        loaded(path, rules=rules)
    assert path.name in str(refused.value)
    return str(refused.value)


def test_a_tiny_workbook_spanning_every_cell_is_refused(tmp_path: Path) -> None:
    rows = HEAD + f'<row r="1048576">{text_cell("XFD1048576", "x")}</row>'
    path = raw_xlsx(tmp_path / "小.xlsx", f"<sheetData>{rows}</sheetData>")
    assert path.stat().st_size < 2_000
    assert "列数上限" in refusal(path)


@pytest.mark.parametrize("at", ["xfd1048576", "XFD99999999999", "ZZZZZ1"])
def test_odd_spellings_of_a_far_cell_are_refused_too(tmp_path: Path, at: str) -> None:
    path = raw_xlsx(tmp_path / "歪.xlsx", f"<sheetData>{HEAD}<row>{text_cell(at, 'x')}</row></sheetData>")
    assert "数上限" in refusal(path)


def test_an_open_document_that_repeats_a_value_without_end_is_refused(tmp_path: Path) -> None:
    cell = '<table:table-cell office:value-type="string" table:number-columns-repeated="99999999999"><text:p>x</text:p>'
    spaces = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text"))
    body = f"<table:table table:name='企业'><table:table-row>{cell}</table:table-cell></table:table-row></table:table>"
    content = f"<office:document-content {spaces}><office:body><office:spreadsheet>{body}"
    content += "</office:spreadsheet></office:body></office:document-content>"
    path = tmp_path / "重复.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    assert "列数上限" in refusal(path)


def test_a_tall_sparse_workbook_is_refused(tmp_path: Path) -> None:
    rows = HEAD + f'<row r="900000">{text_cell("A900000", "x")}</row>'
    assert "行数上限" in refusal(raw_xlsx(tmp_path / "高.xlsx", f"<sheetData>{rows}</sheetData>"))


def test_styled_empty_cells_far_out_do_no_harm(tmp_path: Path) -> None:
    rows = HEAD + f'<row r="2">{text_cell("A2", "甲公司")}</row>' + '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    assert loaded(raw_xlsx(tmp_path / "宽.xlsx", f"<sheetData>{rows}</sheetData>")).accepted == 1


def test_a_workbook_that_inflates_too_far_is_refused(tmp_path: Path) -> None:
    path = raw_xlsx(tmp_path / "炸弹.xlsx", f"<sheetData>{HEAD}</sheetData>", {"xl/media/a.bin": bytes(3_000_000)})
    assert "解压上限" in refusal(path, RULES.model_copy(update={"inflated_bytes": 2_000_000}))


def test_a_workbook_of_too_many_parts_is_refused(tmp_path: Path) -> None:
    extra = {f"xl/x{number}.bin": b"" for number in range(2_100)}
    assert "部件数上限" in refusal(raw_xlsx(tmp_path / "多.xlsx", f"<sheetData>{HEAD}</sheetData>", extra))


def test_a_document_type_declaration_is_refused(tmp_path: Path) -> None:
    prolog = '<!DOCTYPE worksheet [<!ENTITY a "aaaaaaaaaa">]>'
    path = raw_xlsx(tmp_path / "dtd.xlsx", f"<sheetData>{HEAD}</sheetData>", prolog=prolog)
    assert "禁止 DTD" in refusal(path)


def test_too_many_merged_ranges_are_refused(tmp_path: Path) -> None:
    merges = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(2, 20_100))
    path = raw_xlsx(tmp_path / "合并.xlsx", f"<sheetData>{HEAD}</sheetData><mergeCells>{merges}</mergeCells>")
    assert "合并单元格上限" in refusal(path)


def test_one_huge_merged_range_loads_at_once(tmp_path: Path) -> None:
    rows = HEAD + f'<row r="2">{text_cell("A2", "甲公司")}</row>'
    merges = '<mergeCells><mergeCell ref="A2:A1048576"/></mergeCells>'
    assert loaded(raw_xlsx(tmp_path / "大合并.xlsx", f"<sheetData>{rows}</sheetData>{merges}")).accepted == 1


def test_too_many_cells_in_a_row_are_refused(tmp_path: Path) -> None:
    row = '<row r="2">' + '<c t="n"/>' * 17_000 + "</row>"
    path = raw_xlsx(tmp_path / "行.xlsx", f"<sheetData>{HEAD}{row}</sheetData>")
    assert "每行单元格数" in refusal(path)


def test_a_huge_cell_is_left_out_and_its_firm_kept(tmp_path: Path) -> None:
    rows = HEAD + f'<row r="2">{text_cell("A2", "甲公司")}{text_cell("B2", "料" * 1_000_000)}</row>'
    report = loaded(raw_xlsx(tmp_path / "格.xlsx", f"<sheetData>{rows}</sheetData>"))
    assert (report.read, report.accepted) == (1, 1)
    assert report.issues[0].rule == "单元格上限"
    assert "超过 2000 字" in report.issues[0].message


def test_a_parser_over_its_memory_is_ended_and_the_caller_lives(tmp_path: Path) -> None:
    cells = "".join(f'<row r="{n}">{text_cell(f"A{n}", "某公司" + "x" * 400)}</row>' for n in range(2, 40_000))
    path = raw_xlsx(tmp_path / "重.xlsx", f"<sheetData>{HEAD}{cells}</sheetData>")
    assert "解析上限" in refusal(path, RULES.model_copy(update={"parser_memory_bytes": 60_000_000}))


def test_a_parser_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    path = csv(tmp_path, "企业.csv", "企业名称\n" + "".join(f"公司{n}\n" for n in range(150_000)))
    rules = RULES.model_construct(**{**RULES.model_dump(), "parser_wall_seconds": 0.05})
    assert "解析等待上限" in refusal(path, rules)


def test_a_failed_import_stores_nothing(tmp_path: Path) -> None:
    store = MemoryStore()
    good = csv(tmp_path, "企业.csv", "企业名称\n甲公司\n")
    bad = raw_xlsx(tmp_path / "园区.xlsx", f"<sheetData>{HEAD}</sheetData>", prolog="<!DOCTYPE a>")
    with pytest.raises(Refused):
        loaded(good, bad, store=store)
    assert store.imports() == ()


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        ("企业.xlsx", b"PK\x03\x04 broken", "文件完整"),
        ("企业.xls", b"\xd0\xcf\x11\xe0" + bytes(600), "文件完整"),
        ("企业.csv", b"%PDF-1.7", "文件类型"),
        ("企业.xls", "<html><table><tr><td>企业名称</td></tr></table>".encode(), "文件类型"),
        ("企业.csv", '企业名称,主营产品\n"甲公司,锂电\n乙公司,负极\n'.encode(), "CSV 格式"),
        ("企业.csv", b"", "文件完整"),
        ("企业.csv", "联系人,电话\n张三,1\n".encode(), "必填列"),
        ("名单.csv", "联系人,电话\n张三,1\n".encode(), "认识的表"),
        ("名单.docx", b"x", "文件类型"),
    ],
)
def test_what_is_no_table_is_refused_by_rule(tmp_path: Path, name: str, content: bytes, rule: str) -> None:
    (tmp_path / name).write_bytes(content)
    assert rule in refusal(tmp_path / name)


def test_an_upload_over_the_limit_is_refused(tmp_path: Path) -> None:
    path = csv(tmp_path, "企业.csv", "企业名称\n甲公司\n")
    assert "上传上限" in refusal(path, RULES.model_copy(update={"upload_bytes": 10}))


def test_too_many_rows_or_columns_are_refused(tmp_path: Path) -> None:
    long = csv(tmp_path, "企业.csv", "企业名称\n" + "".join(f"公司{n}\n" for n in range(40)))
    assert "行数上限" in refusal(long, RULES.model_copy(update={"max_rows": 20}))
    wide = csv(tmp_path, "名单.csv", "企业名称," + ",".join(f"列{n}" for n in range(30)) + "\n")
    assert "列数上限" in refusal(wide, RULES.model_copy(update={"max_columns": 20}))


def test_a_path_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert "找不到文件" in refusal(tmp_path / "没有.csv")


def test_a_workbook_with_a_wrong_part_is_refused(tmp_path: Path) -> None:
    path = xlsx(tmp_path, "企业.xlsx", {"企业": [["企业名称"], ["甲公司"]]})
    broken = tmp_path / "坏.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(broken, "w") as new:
        for entry in old.namelist():
            content = old.read(entry)
            new.writestr(entry, content[:-20] if entry.endswith("sheet1.xml") else content)
    assert "文件完整" in refusal(broken)
