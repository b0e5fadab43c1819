"""Tables as people really write them come out as the facts they mean."""

import datetime
from pathlib import Path
from typing import Any

import pytest

from chaingraph.errors import Refused
from chaingraph.ids import ChainId
from chaingraph.model.chain import Locality, Stage
from chaingraph.model.enterprise import Role, Signal
from chaingraph.store.base.memory import MemoryStore
from loaders.run import preview, template
from loaders.tables.tables import TABLES
from tests.loaders.files import GOOD_USCC, RULES, csv, enterprises, facts, loaded, only, xlsx

SAMPLES = Path(__file__).parents[1] / "samples"
PARK = (
    "园区名称,省,市,区县,主导产业链,可用净地（亩）,可用标准厂房(㎡),产业基金（亿元）\n"
    "北站园,河南,新乡,牧野区,动力电池,350,4.2万㎡,5\n"
)
CHAIN = (
    "产业链,环节,编码,位置,分支,别名,行业代码,本地要求,关键,卡脖子\n"
    "轮胎,天然橡胶,,上游,原料,乳胶；胶片,A0252,可外采,是,1\n"
    "轮胎,子午胎,,下游,成品/乘用,,C2911,宜本地,0,否\n"
    "轮胎,炭黑,CB,上游,原料,,,,,\n"
)


def test_a_roster_with_titles_odd_headers_and_units_loads(tmp_path: Path) -> None:
    text = (
        "新乡市重点企业名单,,,,,\n（2025 年）,,,,,\n,,,,,\n"
        "序号,公 司 名 称,信用代码,地市,2024年营业收入（亿元）,成立时间\n"
        f"1,甲电池有限公司,{GOOD_USCC},新乡,1.2,2016年5月\n"
        '2,乙材料有限公司,—,郑州,"3,500万",2019\n'
    )
    store = MemoryStore()
    report = loaded(csv(tmp_path, "名单.csv", text), store=store)
    assert (report.read, report.accepted) == (2, 2)
    one, two = enterprises(store)["甲电池有限公司"], enterprises(store)["乙材料有限公司"]
    assert (one.uscc, one.province, one.city, one.revenue_yuan) == (GOOD_USCC, "河南省", "新乡市", 1.2e8)
    assert (one.founded_on, two.founded_on, two.revenue_yuan) == ("2016-05", "2019", 3.5e7)
    assert only(report, "单位混用").severity == "提示"


def test_everything_an_enterprise_row_can_say_is_kept(tmp_path: Path) -> None:
    csv(tmp_path, "园区.csv", PARK)
    header = (
        "name,short_name,park,products,business_scope,revenue_wan,employees,registered_capital_wan,"
        "listed_as,qualifications,roles,signals,source,as_of,电话,联系人\n"
    )
    row = (
        '甲公司,甲,北站园,锂电铜箔:0.62；电子铜箔:20%,铜箔制造,52000,"1,200人",1亿元,创业板 300000,'
        "高新技术企业；专精特新小巨人,链主/动力电池产业链,扩产@2025-06: 二期,年报,2025-12-31,123,张三\n"
    )
    csv(tmp_path, "enterprises.csv", header + row)
    store = MemoryStore()
    assert loaded(tmp_path, store=store).rejected == 0
    one = enterprises(store)["甲公司"]
    assert (one.park, one.region) == ("北站园", "河南省/新乡市/牧野区")
    assert (one.revenue_yuan, one.employees, one.registered_capital_yuan) == (5.2e8, 1200, 1e8)
    assert one.qualifications == ("高新技术企业", "专精特新小巨人")
    assert one.roles == (Role(kind="链主", chain=ChainId("动力电池")),)
    assert one.signals == (Signal(kind="扩产", on="2025-06", text="二期"),)
    assert one.notes == (("电话", "123"), ("联系人", "张三"))
    assert (one.evidence.source, one.evidence.as_of, one.evidence.origin) == ("年报", "2025-12-31", "enterprises.csv/2")
    assert {(o.product, o.share) for o in facts(store, "offerings")} == {("锂电铜箔", 0.62), ("电子铜箔", 0.2)}


def test_a_park_keeps_land_plants_and_fund_in_their_units(tmp_path: Path) -> None:
    store = MemoryStore()
    loaded(csv(tmp_path, "园区.csv", PARK), store=store)
    (park,) = facts(store, "parks")
    assert (park.land_mu, park.plant_m2, park.fund_yuan, park.chains) == (350, 42000, 5e8, ("动力电池",))


def test_a_chain_of_ones_own_with_its_inputs(tmp_path: Path) -> None:
    csv(tmp_path, "产业链.csv", CHAIN)
    csv(
        tmp_path,
        "环节关系.csv",
        "产业链,上游环节,下游环节,成本占比,必需\n轮胎,天然橡胶,子午胎,30%,是\n轮胎,CB,子午胎,,\n",
    )
    store = MemoryStore()
    report = loaded(tmp_path, store=store)
    assert (report.read, report.accepted) == (5, 5)
    rubber = next(s for s in facts(store, "segments") if s.name == "天然橡胶")
    assert (rubber.stage, rubber.locality, rubber.critical, rubber.chokepoint) == (
        Stage.UPSTREAM, Locality.REMOTE, True, True,
    )  # fmt: skip
    assert {(i.input, i.output, i.cost_share, i.required) for i in facts(store, "segment_inputs")} == {
        ("天然橡胶", "子午胎", 0.3, True),
        ("CB", "子午胎", None, None),
    }


def test_segments_of_one_name_need_a_key_where_the_table_has_keys(tmp_path: Path) -> None:
    rows = "产业链,环节,编码,分支\n电梯,控制柜,,电气\n电梯,控制柜,,液压\n电梯,导轨,,机械\n电梯,导轨,,机械\n"
    report = loaded(csv(tmp_path, "产业链.csv", rows))
    assert (report.accepted, report.merged, report.rejected) == (2, 1, 1)
    assert "编码" in only(report, "环节重名").message


def test_links_projects_leads_and_corrections_refer_to_what_is_known(tmp_path: Path) -> None:
    csv(tmp_path, "园区.csv", PARK)
    csv(tmp_path, "产业链.csv", CHAIN)
    csv(tmp_path, "企业.csv", f"企业名称,简称,信用代码\n甲（集团）公司,甲集团,{GOOD_USCC}\n乙公司,,\n")
    csv(tmp_path, "供应关系.csv", "供应商,客户,产品,年份,占比,金额（万元）\n甲(集团)公司,乙公司,胶片,2024,35%,1800\n")
    csv(
        tmp_path,
        "项目.csv",
        "项目名称,所在园区,企业,环节,批次,总投资（亿元）,进度\n二期,北站园,甲集团,子午胎,建设项目,8,45%\n",
    )
    csv(tmp_path, "leads.csv", "enterprise,place,segment,stage\n乙公司,新乡,CB,在谈\n乙公司,北站园,,\n")
    csv(tmp_path, "标注.csv", f"企业,环节,是否\n{GOOD_USCC},炭黑,否\n乙公司,子午胎,\n")
    store = MemoryStore()
    report = loaded(tmp_path, store=store)
    assert report.rejected == 0, [issue.message for issue in report.issues]
    (link,) = facts(store, "supply_links")
    assert (link.supplier, link.share, link.amount_yuan, link.year) == (GOOD_USCC, 0.35, 1.8e7, "2024")
    (project,) = facts(store, "projects")
    assert (project.enterprise, project.chain, project.segment) == (GOOD_USCC, "轮胎", "子午胎")
    assert (project.batch, project.invest_yuan, project.progress) == ("建设", 8e8, 0.45)
    assert {(lead.place, lead.segment, lead.stage) for lead in facts(store, "leads")} == {
        ("新乡市", "CB", "在谈"),
        ("北站园", None, "待联系"),
    }
    assert {(c.segment, c.verdict) for c in facts(store, "corrections")} == {("CB", False), ("子午胎", True)}


def test_products_and_offerings_with_impossible_shares(tmp_path: Path) -> None:
    csv(tmp_path, "企业.csv", "企业名称,主营产品\n甲公司,负极:1.4；平衡项目\n")
    csv(tmp_path, "主营产品.csv", "企业,产品,占比\n甲公司,正极,-0.2\n甲公司,隔膜,0.3\n甲公司,分部间抵销,-0.1\n")
    csv(tmp_path, "products.csv", "product,parent\n湿法隔膜,隔膜\n")
    csv(tmp_path, "上游材料.csv", "产品,上游材料\n隔膜,聚乙烯\n隔膜,隔膜\n")
    store = MemoryStore()
    report = loaded(tmp_path, store=store)
    assert {(o.product, o.share) for o in facts(store, "offerings")} == {("负极", None), ("正极", None), ("隔膜", 0.3)}
    assert (report.rejected, report.tables["offerings"]["rejected"]) == (2, 1)
    minus = next(issue for issue in report.issues if issue.value == "-0.2")
    assert (minus.severity, minus.rule) == ("提示", "占比范围")
    assert {issue.severity for issue in report.issues if issue.rule == "会计科目"} == {"提示", "拒绝"}


def test_a_workbook_of_several_sheets_with_dates_and_merged_cells(tmp_path: Path) -> None:
    rows: dict[str, list[list[Any]]] = {
        "说明": [["请填写"]],
        "园区": [["园区名称", "市"], ["北站园", "新乡市"]],
        "企业": [
            ["企业名称", "所在园区", "成立日期", "从业人数"],
            ["甲公司", "北站园", datetime.date(2016, 5, 18), 380],
        ],
        "图表": [["随手写的", "东西"]],
    }
    store = MemoryStore()
    report = loaded(xlsx(tmp_path, "数据.xlsx", rows), store=store)
    one = enterprises(store)["甲公司"]
    assert (one.founded_on, one.employees, one.city) == ("2016-05-18", 380, "新乡市")
    assert "图表" in only(report, "认识的表").message


def test_a_code_typed_as_a_number_is_unknown_and_told_with_its_row(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["企业名称", "统一社会信用代码"], ["甲公司", 911100006000373411], ["乙公司", GOOD_USCC]]
    report = loaded(xlsx(tmp_path, "企业.xlsx", {"企业": rows}))
    assert (report.accepted, report.rejected) == (2, 0)
    message = only(report, "信用代码存成数字").message
    for part in ("企业.xlsx", "“企业”", "第 2 行", "统一社会信用代码", "存成了数字，已丢失位数", "规则"):
        assert part in message


@pytest.mark.parametrize("name", ["roster.xls", "roster.ods"])
def test_old_and_open_workbooks_read_like_new_ones(name: str) -> None:
    store = MemoryStore()
    assert loaded(SAMPLES / name, store=store).accepted == 2
    one = enterprises(store)["甲电池有限公司"]
    assert (one.uscc, one.founded_on, one.revenue_yuan) == (GOOD_USCC, "2016-05-18", 5.2e8)


def test_control_characters_are_stripped_and_told(tmp_path: Path) -> None:
    store = MemoryStore()
    report = loaded(csv(tmp_path, "企业.csv", "企业名称,经营范围\n甲\x07公司,a\x00b\u202ec\n"), store=store)
    assert enterprises(store)["甲公司"].business_scope == "abc"
    assert [issue.value for issue in report.issues if issue.rule == "控制字符"] == ["甲\\x07公司", "a\\x00b\\u202ec"]


def test_a_figure_far_from_its_column_is_flagged_not_changed(tmp_path: Path) -> None:
    rows = "".join(f"公司{n},{5000 + n}\n" for n in range(5)) + "大公司,60000000\n"
    store = MemoryStore()
    report = loaded(csv(tmp_path, "企业.csv", "企业名称,营业收入(万元)\n" + rows), store=store)
    assert only(report, "数量级").value == "60000000"
    assert enterprises(store)["大公司"].revenue_yuan == 6e11


def test_totals_repeated_headers_and_empty_names_are_rejected(tmp_path: Path) -> None:
    report = loaded(csv(tmp_path, "企业.csv", "企业名称,人数\n甲公司,3\n企业名称,人数\n,5\n合计,8\n#N/A,1\n"))
    assert (report.accepted, report.rejected) == (1, 4)
    assert {"重复表头", "必填", "合计行", "单元格错误值"} <= {issue.rule for issue in report.issues}


def test_unknown_parks_and_segments_are_quarantined_with_suggestions(tmp_path: Path) -> None:
    csv(tmp_path, "园区.csv", PARK)
    csv(tmp_path, "产业链.csv", CHAIN)
    csv(tmp_path, "企业.csv", "企业名称,所在园区\n甲公司,\n乙公司,北站圆\n")
    csv(tmp_path, "标注.csv", "企业,环节\n甲公司,天然橡交\n甲公厮,炭黑\n")
    store = MemoryStore()
    report = loaded(tmp_path, store=store)
    assert [park.name for park in facts(store, "parks")] == ["北站园"]
    assert {name: one.park for name, one in enterprises(store).items()} == {"甲公司": None, "乙公司": None}
    assert facts(store, "corrections") == []
    assert only(report, "园区须已知").suggestions == ("北站园",)
    assert only(report, "环节须已知").suggestions[0] == "天然橡胶"
    assert only(report, "企业须已知").suggestions == ("甲公司",)


def test_formula_like_text_is_kept_as_text(tmp_path: Path) -> None:
    store = MemoryStore()
    loaded(csv(tmp_path, "企业.csv", '企业名称,经营范围\n甲公司,"=HYPERLINK(""x"")"\n'), store=store)
    assert enterprises(store)["甲公司"].business_scope == '=HYPERLINK("x")'


def test_the_template_reimports_cleanly_and_takes_rows(tmp_path: Path) -> None:
    path = tmp_path / "模板.xlsx"
    template(path)
    report = loaded(path)
    assert (report.read, report.issues) == (0, ())
    assert set(report.tables) == {table.name for table in TABLES}
    shown = {one.table: one for one in preview(path, rules=RULES) if one.table}
    assert set(shown) == {table.name for table in TABLES}
    for table in TABLES:
        assert set(shown[table.name].columns.values()) == {column.field for column in table.columns}


def test_the_same_template_has_the_same_bytes(tmp_path: Path) -> None:
    template(tmp_path / "a.xlsx")
    template(tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_preview_shows_columns_and_three_rows_and_stores_nothing(tmp_path: Path) -> None:
    text = "企业名称,主要产品,电话\n" + "".join(f"公司{n},铜箔,1\n" for n in range(9))
    (shown,) = preview(csv(tmp_path, "名单.csv", text), rules=RULES)
    assert (shown.table, shown.label, shown.rows, shown.header_row) == ("enterprises", "企业", 9, 1)
    assert dict(shown.columns) == {"企业名称": "name", "主要产品": "products", "电话": None}
    assert shown.sample == tuple((f"公司{n}", "铜箔", "1") for n in range(3))


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="没有可导入的表格"):
        loaded(tmp_path)
