"""Each fault of the words of a chain is told, and sound words are not."""

from collections.abc import Mapping, Sequence

from chaingraph.ids import ChainId, SegmentKey
from chaingraph.library.card import ChainCard, read_card
from chaingraph.library.checks.words import Homes, check_words


def card(name: str, segments: Sequence[Mapping[str, object]]) -> ChainCard:
    branches = [{"name": "甲", "stage": "上游"}]
    return read_card({"chain": name, "branches": branches, "segments": [{"branch": "甲", **s} for s in segments]}, "t")


def told(*cards: ChainCard, homes: Homes | None = None) -> list[tuple[str, str]]:
    return [(problem.segment, problem.problem) for problem in check_words(cards, homes or {})]


def test_sound_words_have_no_problem() -> None:
    sound = {"name": "铜箔", "aliases": ["锂电铜箔"], "products": ["6μm 铜箔", "EVA 胶膜"], "excludes": ["铜箔设备"]}
    assert told(card("电池", [sound]), card("别链", [{"name": "铝箔"}])) == []


def test_a_word_of_segments_of_two_chains_is_told_at_both() -> None:
    cards = (
        card("电池", [{"name": "铜箔", "aliases": ["电解 铜箔"]}]),
        card("电子", [{"name": "电子铜箔", "aliases": ["电解铜箔"]}]),
    )
    assert told(*cards) == [
        ("铜箔", "“电解铜箔”也是电子·电子铜箔的名称、别名或产品"),
        ("电子铜箔", "“电解铜箔”也是电池·铜箔的名称、别名或产品"),
    ]


def test_a_product_of_two_segments_of_one_chain_is_told_at_both() -> None:
    pair = [{"name": "铜箔", "products": ["铜软带"]}, {"name": "铜带", "aliases": ["铜软带"]}]
    assert told(card("电池", pair)) == [
        ("铜箔", "“铜软带”也是电池·铜带的名称、别名或产品"),
        ("铜带", "“铜软带”也是电池·铜箔的名称、别名或产品"),
    ]


def test_a_shared_segment_is_not_its_own_double() -> None:
    shared = {"name": "铜箔", "aliases": ["电解铜箔"], "products": ["TFT"]}
    homes = {ChainId("电子"): {SegmentKey("铜箔"): ChainId("电池")}}
    assert told(card("电池", [shared]), card("电子", [shared]), homes=homes) == [("铜箔", "产品“TFT”不是完整的品名")]


def test_a_bare_size_or_letters_are_no_product() -> None:
    products = ["25kW", "TFT", "500吨", "10万Nm³/h", "25kW 电堆"]
    found = told(card("氢能", [{"name": "电堆", "products": products}]))
    assert found == [("电堆", f"产品“{bare}”不是完整的品名") for bare in products[:4]]


def test_a_word_cut_within_its_brackets_is_told() -> None:
    cut = {
        "name": "电力工程",
        "aliases": ["承装（修", "试）电力设施", "承装（修、试）电力设施"],
        "products": ["管(DN50"],
    }
    found = told(card("电力", [cut]))
    assert found == [("电力工程", f"“{word}”的括号不成对，是被切断的词") for word in (*cut["aliases"][:2], "管(DN50")]


def test_a_word_the_definition_sends_elsewhere_is_told() -> None:
    film = {
        "name": "光学膜",
        "definition": "增亮膜、扩散膜（偏光片、导光板另列）",
        "products": ["增亮膜", "LCD用偏光片"],
    }
    assert told(card("材料", [film])) == [("光学膜", "定义说“偏光片”另列，自己却有“LCD用偏光片”")]


def test_an_excluded_word_that_excludes_the_segment_itself_is_told() -> None:
    segment = {"name": "电线电缆", "aliases": ["绝缘电缆料"], "excludes": ["电缆料"]}
    assert told(card("材料", [segment])) == [("电线电缆", "排除词“电缆料”把自己的“绝缘电缆料”排除了")]


def test_an_alias_that_heads_its_siblings_is_too_wide_unless_the_segment_is_general() -> None:
    siblings = [{"name": "户外灯具"}, {"name": "舞台灯具"}]
    narrow = told(card("照明", [{"name": "室内灯", "aliases": ["灯具"]}, *siblings]))
    assert narrow == [("室内灯", "别名“灯具”比本环节宽：户外灯具、舞台灯具也是")]
    assert told(card("照明", [{"name": "通用照明", "aliases": ["灯具"]}, *siblings])) == []


def test_a_shared_definition_may_not_name_a_machine_only_its_home_has() -> None:
    def home(definition: str) -> ChainCard:
        motor = {"name": "变频器", "definition": definition, "inputs": [{"from": "硅片"}]}
        return card("隧道掘进机", [motor, {"name": "刀盘"}, {"name": "硅片"}])

    homes = {ChainId("起重"): {SegmentKey("变频器"): ChainId("隧道掘进机")}}
    other = card("起重", [{"name": "变频器"}])
    assert told(home("以硅片制成的变频器"), other, homes=homes) == []
    machine = "定义说的是别链没有的“{}”；专门要求应写在上游关系的 note 里"
    assert told(home("驱动刀盘的变频器"), other, homes=homes) == [("变频器", machine.format("刀盘"))]
    assert told(home("掘进机用变频器"), other, homes=homes) == [("变频器", machine.format("掘进机"))]
