"""A chain tree in a sheet, levels as columns, reads as the tree it draws."""

from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from chaingraph.model.chain import Stage
from chaingraph.store.base.memory import MemoryStore
from tests.loaders.files import csv, facts, loaded, only


def placed(store: MemoryStore) -> list[tuple[Any, ...]]:
    found = [(s.order, s.chain, s.stage and s.stage.value, s.branch, s.key) for s in facts(store, "segments")]
    return [entry[1:] for entry in sorted(found)]


def test_blank_cells_inherit_from_above_as_merged_cells_do(tmp_path: Path) -> None:
    text = (
        "产业链,阶段,分支,环节,别名\n电梯,上游,曳引,永磁材料,钕铁硼\n,,,控制板,\n,,导向,导轨,\n"
        ",中游,整机,控制板,\n船舶,上游,板材,船板,\n,下游,,修船,\n"
    )
    store = MemoryStore()
    report = loaded(csv(tmp_path, "梯.csv", text), store=store)
    assert placed(store) == [
        ("电梯", "上游", "曳引", "永磁材料"),
        ("电梯", "上游", "曳引", "曳引/控制板"),
        ("电梯", "上游", "导向", "导轨"),
        ("电梯", "中游", "整机", "整机/控制板"),
        ("船舶", "上游", "板材", "船板"),
        ("船舶", "下游", None, "修船"),
    ]
    assert (report.read, report.accepted) == (6, 6)
    assert "7 个空白的上级格" in only(report, "产业链树").message
    assert facts(store, "segments")[-1].evidence.origin.startswith("梯.csv/")


def test_numbered_levels_may_be_ragged_and_begin_with_the_stage(tmp_path: Path) -> None:
    text = (
        "序号,产业链,一级,二级,三级,释义\n1,电梯,上游：部件,,,\n2,,,曳引,,\n3,,,,永磁材料,磁钢\n"
        "4,,,,控制板,\n5,,,导轨,,\n6,,下游,维保,,\n"
    )
    store = MemoryStore()
    report = loaded(csv(tmp_path, "梯.csv", text), store=store)
    assert placed(store) == [
        ("电梯", "上游", "曳引", "永磁材料"),
        ("电梯", "上游", "曳引", "控制板"),
        ("电梯", "上游", None, "导轨"),
        ("电梯", "下游", None, "维保"),
    ]
    assert (report.read, report.accepted) == (4, 4)
    assert any("2 行只是其下各行的标题" in issue.message for issue in report.issues)
    assert next(s for s in facts(store, "segments") if s.key == "永磁材料").evidence.origin == "梯.csv/4"


def test_merged_cells_of_a_workbook_read_as_they_look(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "梯.xlsx")) as book:
        sheet = book.add_worksheet("图谱")
        sheet.write_row(0, 0, ["产业链", "level1", "level2", "level3"])
        sheet.merge_range(1, 0, 4, 0, "电梯")
        sheet.merge_range(1, 1, 3, 1, "中游")
        sheet.merge_range(1, 2, 2, 2, "整机")
        for row, leaf in enumerate(["门机", "轿厢"], start=1):
            sheet.write(row, 3, leaf)
        sheet.merge_range(3, 2, 3, 3, "安装")
        sheet.write_row(4, 1, ["下游", "", "维保"])
    store = MemoryStore()
    loaded(tmp_path / "梯.xlsx", store=store)
    assert placed(store) == [
        ("电梯", "中游", "整机", "门机"),
        ("电梯", "中游", "整机", "轿厢"),
        ("电梯", "中游", None, "安装"),
        ("电梯", "下游", None, "维保"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "file,chain,stage,stage_label,branch,leaf\na,电梯,上游,上游：料,曳引,磁钢\na,电梯,上游,上游：料,导向,导轨\n",
        "chain,stage,segment,subsegment\n电梯,上游,曳引,磁钢\n电梯,上游,导向,导轨\n",
    ],
)
def test_trees_exported_by_programs_load_as_they_are(tmp_path: Path, text: str) -> None:
    store = MemoryStore()
    loaded(csv(tmp_path, "树.csv", text), store=store)
    assert placed(store) == [("电梯", "上游", "曳引", "磁钢"), ("电梯", "上游", "导向", "导轨")]


def test_a_blank_stays_a_blank_where_values_are_written_out(tmp_path: Path) -> None:
    text = "产业链,阶段,分支,环节\n电梯,上游,曳引,磁钢\n电梯,上游,曳引,线圈\n电梯,,,维保\n"
    store = MemoryStore()
    loaded(csv(tmp_path, "树.csv", text), store=store)
    assert placed(store)[-1] == ("电梯", None, None, "维保")


def test_a_plain_list_of_segments_is_not_a_tree(tmp_path: Path) -> None:
    text = "产业链,环节,阶段,分支\n电梯,磁钢,上游,曳引\n电梯,维保,,\n,导轨,,\n"
    store = MemoryStore()
    report = loaded(csv(tmp_path, "树.csv", text), store=store)
    assert placed(store) == [("电梯", "上游", "曳引", "磁钢"), ("电梯", None, None, "维保")]
    assert "必填" in only(report, "必填").rule


def test_a_row_without_a_segment_is_rejected(tmp_path: Path) -> None:
    text = "产业链,阶段,分支,环节\n电梯,上游,曳引,磁钢\n电梯,上游,导向,\n"
    report = loaded(csv(tmp_path, "树.csv", text))
    assert (report.read, report.accepted, report.rejected) == (2, 1, 1)


def test_levels_beside_enterprises_do_not_make_a_tree(tmp_path: Path) -> None:
    store = MemoryStore()
    loaded(csv(tmp_path, "名单.csv", "企业名称,产业链,一级,二级\n甲公司,电梯,上游,曳引\n"), store=store)
    assert (len(facts(store, "enterprises")), len(facts(store, "segments"))) == (1, 0)
    assert Stage.UPSTREAM not in {s.stage for s in facts(store, "segments")}
