"""An officer's own chain, as a tree in JSON or YAML, becomes a chain with its segments; a bad tree is refused."""

import json
from pathlib import Path
from typing import Any

import pytest

from chaingraph.errors import Refused
from chaingraph.model.chain import Locality, Stage
from chaingraph.settings import Settings
from chaingraph.store.base.memory import MemoryStore
from loaders.run import preview
from tests.loaders.files import RULES, csv, facts, loaded, only

TREE = {
    "name": "电梯",
    "children": [
        {
            "name": "上游：原材料与部件",
            "children": [
                {
                    "name": "曳引",
                    "children": [
                        {"name": "永磁材料", "aliases": ["钕铁硼", "1,4-丁二醇"], "codes": "C3985"},
                        {"name": "控制板", "critical": True, "locality": "宜本地"},
                    ],
                },
                {"name": "导轨"},
            ],
        },
        {"name": "中游", "children": [{"name": "整机", "children": [{"name": "门机"}, "控制板"]}]},
        {"name": "下游", "children": [{"name": "维保", "definition": "电梯维护保养"}]},
    ],
}


def tree(folder: Path, value: Any, name: str = "电梯.json") -> Path:
    path = folder / name
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return path


def segments(store: MemoryStore) -> dict[str, Any]:
    return {one.key: one for one in facts(store, "segments")}


def refusal(path: Path, rules: Settings = RULES) -> str:
    store = MemoryStore()
    with pytest.raises(Refused) as refused:
        loaded(path, store=store, rules=rules)
    assert path.name in str(refused.value)
    assert store.imports() == ()
    return str(refused.value)


def test_a_tree_gives_stage_branch_and_leaf(tmp_path: Path) -> None:
    store = MemoryStore()
    report = loaded(tree(tmp_path, TREE), store=store)
    assert (report.read, report.accepted, report.rejected) == (6, 6, 0)
    found = segments(store)
    assert set(found) == {"永磁材料", "曳引/控制板", "导轨", "门机", "整机/控制板", "维保"}
    magnet, board = found["永磁材料"], found["曳引/控制板"]
    assert (magnet.chain, magnet.stage, magnet.branch) == ("电梯", Stage.UPSTREAM, "曳引")
    assert (magnet.aliases, magnet.industry_codes) == (("钕铁硼", "1,4-丁二醇"), ("C3985",))
    assert (board.name, board.critical, board.locality) == ("控制板", True, Locality.BETTER)
    assert (found["导轨"].branch, found["导轨"].note) == (None, "上游：原材料与部件")
    assert (found["维保"].stage, found["维保"].definition) == (Stage.DOWNSTREAM, "电梯维护保养")
    assert magnet.evidence.origin == "电梯.json/电梯/上游：原材料与部件/曳引/永磁材料"
    assert [chain.name for chain in facts(store, "chains")] == ["电梯"]


def test_the_same_tree_in_yaml_is_the_same_chain(tmp_path: Path) -> None:
    text = """
name: 电梯
children:
  - title: 上游：原材料与部件
    nodes:
      - label: 曳引
        items:
          - {name: 永磁材料, aliases: [钕铁硼, "1,4-丁二醇"], codes: C3985}
          - {name: 控制板, critical: 1, locality: 宜本地}
      - name: 导轨
  - 中游:
      - 整机: [门机, 控制板]
  - name: 下游
    segments: [{name: 维保, definition: 电梯维护保养}]
"""
    one, other = MemoryStore(), MemoryStore()
    loaded(tree(tmp_path, TREE), store=one)
    loaded(csv(tmp_path, "电梯.yaml", text), store=other)

    def bare(store: MemoryStore) -> list[tuple[Any, ...]]:
        return [(s.key, s.stage, s.branch, s.aliases, s.critical, s.note) for s in facts(store, "segments")]

    assert bare(one) == bare(other)


def test_yaml_words_stay_words(tmp_path: Path) -> None:
    store = MemoryStore()
    loaded(csv(tmp_path, "气体.yml", "气体:\n  上游: [NO, 2024-01-01, '~', 5]\n"), store=store)
    assert set(segments(store)) == {"NO", "2024-01-01", "~", "5"}


def test_several_chains_and_deep_branches_and_no_stages(tmp_path: Path) -> None:
    store = MemoryStore()
    value = {"chains": [{"name": "甲链", "大类": "x", "children": [{"name": "a", "children": [{"name": "b", "children":
        [{"name": "c"}]}]}]}, {"name": "乙链", "children": ["d", "e"]}]}  # fmt: skip
    report = loaded(tree(tmp_path, value), store=store)
    assert {(s.chain, s.branch, s.key, s.stage) for s in facts(store, "segments")} == {
        ("甲链", "a/b", "c", None), ("乙链", None, "d", None), ("乙链", None, "e", None),
    }  # fmt: skip
    assert "大类" in only(report, "产业链树").message


def test_a_leaf_twice_in_one_branch_name_takes_the_stage_into_its_key(tmp_path: Path) -> None:
    store = MemoryStore()
    value = {"链": {"上游": {"设备": ["检测"]}, "下游": {"设备": ["检测"]}}}
    loaded(tree(tmp_path, value), store=store)
    assert set(segments(store)) == {"上游/设备/检测", "下游/设备/检测"}


def test_the_same_leaf_written_twice_is_merged(tmp_path: Path) -> None:
    report = loaded(tree(tmp_path, {"链": {"上游": {"设备": ["检测", "检测", "包装"]}}}))
    assert (report.read, report.accepted, report.merged) == (3, 2, 1)
    assert "路径“链/上游/设备/检测”" in only(report, "重复记录").message


def test_what_is_read_and_not_kept_is_told(tmp_path: Path) -> None:
    value = {
        "name": "链",
        "definition": "一条链",
        "children": [
            {"name": "上游", "children": [{"name": "甲", "colour": "红"}]},
            {"name": "公共平台", "children": ["乙"]},
            {"name": "下游", "children": []},
        ],
    }
    report = loaded(tree(tmp_path, value))
    told = "".join(issue.message for issue in report.issues)
    assert report.accepted == 2
    assert "不认识的字段 colour" in told
    assert "释义 未保留" in told
    assert "公共平台" in told
    assert "“下游”下没有环节" in told


def test_companies_on_the_nodes_are_firms_of_their_segments(tmp_path: Path) -> None:
    leaf = {"name": "永磁材料", "companies": [{"name": "某某磁材有限公司", "城市": "宁波市"}, "另一家磁材有限公司"]}
    board = {"name": "控制板", "children": [{"name": "某某电子股份有限公司"}]}
    value = {
        "name": "电梯",
        "龙头企业": "某某电梯有限公司；别家电梯有限公司",
        "children": [{"name": "上游", "children": [leaf, board]}],
    }
    store = MemoryStore()
    report = loaded(tree(tmp_path, value), store=store)
    firms = {firm.id: firm.name for firm in facts(store, "enterprises")}
    placed = {(firms[one.enterprise], one.chain, one.segment) for one in facts(store, "corrections")}
    assert (report.rejected, sorted(segments(store))) == (0, ["控制板", "永磁材料"])
    assert set(firms.values()) == {
        "某某磁材有限公司",
        "另一家磁材有限公司",
        "某某电子股份有限公司",
        "某某电梯有限公司",
        "别家电梯有限公司",
    }
    assert placed == {
        ("某某磁材有限公司", "电梯", "永磁材料"),
        ("另一家磁材有限公司", "电梯", "永磁材料"),
        ("某某电子股份有限公司", "电梯", "控制板"),
    }
    assert {firm.city for firm in facts(store, "enterprises") if firm.name == "某某磁材有限公司"} == {"宁波市"}


def test_a_leaf_that_cannot_be_is_rejected_with_its_path(tmp_path: Path) -> None:
    value = {"name": "链", "children": [{"name": "甲", "locality": "随便"}, "乙"]}
    report = loaded(tree(tmp_path, value))
    assert (report.read, report.accepted, report.rejected) == (2, 1, 1)
    issue = only(report, "本地要求")
    assert issue.row is None
    assert "路径“链/甲”" in issue.message


def test_a_folder_of_tables_and_trees_is_one_import(tmp_path: Path) -> None:
    tree(tmp_path, TREE)
    csv(tmp_path, "环节关系.csv", "产业链,上游环节,下游环节\n电梯,导轨,整机/控制板\n")
    store = MemoryStore()
    assert loaded(tmp_path, store=store).rejected == 0
    assert [(e.input, e.output) for e in facts(store, "segment_inputs")] == [("导轨", "整机/控制板")]


def test_a_tree_is_shown_before_it_is_imported(tmp_path: Path) -> None:
    (shown,) = preview(tree(tmp_path, TREE), rules=RULES)
    assert (shown.table, shown.rows) == ("chains", 6)
    assert "钕铁硼；1,4-丁二醇" in shown.sample[0]


@pytest.mark.parametrize(
    ("name", "text", "rule", "said"),
    [
        ("链.json", '{"name": "链", "children": [', "JSON 格式", "第 1 行"),
        ("链.json", '{"name": "链", "children": ["a"], "n": NaN}', "JSON 格式", "NaN"),
        ("链.json", '{"name": "链", "name": "链", "children": ["a"]}', "字段不重复", "name"),
        ("链.json", '{"name": "链", "children": [{"aliases": "a"}]}', "节点名称", "路径“链/第 1 个”"),
        ("链.json", '{"name": "链", "children": [["a"]]}', "节点名称", "路径“链/第 1 个”"),
        ("链.json", '{"name": "链", "children": "a"}', "节点形式", "路径“链/children”"),
        ("链.json", '{"name": "链", "children": [{"name": "a", "aliases": {"b": 1}}]}', "节点形式", "链/a/aliases"),
        ("链.json", '{"链": {"上游": "铜"}}', "节点形式", "路径“链/上游”"),
        ("链.json", '{"name": "链"}', "根节点", "没有下级"),
        ("链.json", '{"children": ["a"]}', "节点名称", "没有名称"),
        ("链.json", '"链"', "根节点", "没有产业链树"),
        ("链.json", "[]", "根节点", "没有产业链树"),
        ("链.json", "[" * 100_000, "嵌套上限", "40 层"),
        ("链.json", "[" * 50 + "]" * 50, "嵌套上限", "40 层"),
        ("链.yaml", "[" * 100_000, "嵌套上限", "40 层"),
        ("链.yaml", "链:\n  - a\n b: [", "YAML 格式", "第 "),
        ("链.yaml", "链: !!python/object/apply:os.system ['true']", "YAML 不用标记", "第 1 行"),
        ("链.yaml", "甲: &a [x, y]\n乙: *a\n", "YAML 不用引用", "第 1 行"),
        ("链.yaml", "链: [a]\n链: [b]\n", "字段不重复", "第 2 行"),
        ("链.yaml", "? [a]\n: b\n", "YAML 格式", "第 1 行"),
        ("链.yaml", "{}", "根节点", "没有产业链树"),
    ],
)
def test_a_bad_tree_is_refused_by_file_path_and_rule(
    tmp_path: Path, name: str, text: str, rule: str, said: str
) -> None:
    message = refusal(csv(tmp_path, name, text))
    assert f"规则：{rule}" in message
    assert said in message


def test_a_tree_too_deep_too_wide_or_too_large_is_refused(tmp_path: Path) -> None:
    deep: Any = ["底"]
    for number in range(12):
        deep = [{"name": f"层{number}", "children": deep}]
    assert "层数上限" in refusal(tree(tmp_path, {"name": "链", "children": deep}))
    assert "节点上限" in refusal(tree(tmp_path, {"name": "链", "children": [str(n) for n in range(20_000)]}))
    assert "节点上限" in refusal(csv(tmp_path, "多.yaml", "链: [" + "a," * 200_001 + "]"))
    assert "树文件大小" in refusal(csv(tmp_path, "大.json", '"' + "x" * 5_000_000 + '"'))
    rules = RULES.model_copy(update={"max_rows": 20})
    assert "行数上限" in refusal(tree(tmp_path, {"name": "链", "children": [str(n) for n in range(40)]}), rules)
