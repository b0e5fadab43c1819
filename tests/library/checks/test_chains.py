"""The built-in chains hold what they promise."""

from collections import Counter

import pytest

from chaingraph.errors import InvalidFact
from chaingraph.library.card import read_card
from chaingraph.library.checks.chains import check_card, check_library, check_size
from chaingraph.library.checks.common_aliases import common_aliases
from chaingraph.library.reader import library, shared_filled

CARD = {
    "chain": "试验",
    "branches": [{"name": "甲", "stage": "上游"}, {"name": "乙", "stage": "下游"}],
    "segments": [
        {"name": "铜", "branch": "甲", "aliases": ["电解铜", "阴极铜", "精铜", "铜板"]},
        {
            "name": "铜箔", "branch": "乙", "aliases": ["锂电铜箔", "电解铜箔", "双光铜箔", "极薄铜箔"],
            "inputs": [{"from": "铜", "share": [0.5, 0.7], "source": "待核实"}],
        },
    ],
}  # fmt: skip


def problems(**change: object) -> list[str]:
    return [p.problem for p in check_card(read_card({**CARD, **change}, "t.yaml"))]


def test_the_built_in_library_has_no_problem() -> None:
    assert check_library() == ()


def test_the_first_two_chains_are_complete() -> None:
    cards = {card.chain.name: card for card in library()}
    assert len(cards["动力电池"].segments) >= 60
    assert len(cards["高端装备·隧道掘进机"].segments) >= 45
    for card in cards.values():
        assert all(segment.definition and segment.industry_codes and segment.locality for segment in card.segments)
        assert all(edge.evidence.source for edge in card.inputs)


def test_one_key_is_one_thing_in_every_chain() -> None:
    homes: dict[str, set[tuple[str, ...]]] = {}
    for card in library():
        for segment in card.segments:
            homes.setdefault(segment.key, set()).add(segment.aliases)
    assert [key for key, words in homes.items() if len(words) > 1] == []


def test_a_sound_card_has_no_problem() -> None:
    assert problems() == []


def test_each_fault_is_told() -> None:
    copper, foil = CARD["segments"]
    assert "环节关系指向不存在的环节“银”" in problems(segments=[copper, {**foil, "inputs": [{"from": "银"}]}])
    assert any("没有上游也没有下游" in p for p in problems(segments=[copper, {**foil, "inputs": []}]))
    assert any(
        "超过 1" in p
        for p in problems(
            segments=[
                copper,
                {**foil, "inputs": [{"from": "铜", "share": [1, 1]}, {"from": "铜箔2", "share": [0.1, 0.2]}]},
                {**foil, "name": "铜箔2", "inputs": []},
            ]
        )
    )
    assert any(
        "不止一个环节使用" in p
        for p in problems(segments=[{**copper, "aliases": [*copper["aliases"], "锂电铜箔"]}, foil])
    )
    assert any("别名只有 1 个" in p for p in problems(segments=[{**copper, "aliases": ["电解铜"]}, foil]))
    assert any("未声明的循环" in p for p in problems(segments=[{**copper, "inputs": [{"from": "铜箔"}]}, foil]))
    assert any(
        "阶段比它靠后" in p
        for p in problems(segments=[{**copper, "inputs": [{"from": "铜箔"}]}, {**foil, "inputs": []}])
    )


def test_a_maker_without_material_is_told_and_equipment_is_none() -> None:
    copper, foil = CARD["segments"]
    branches = [{"name": "甲", "stage": "上游"}, {"name": "乙", "stage": "中游"}]

    def told(*edges: dict[str, object]) -> list[str]:
        return problems(branches=branches, segments=[copper, {**foil, "inputs": [*edges]}])

    machine = {"from": "铜", "share": [0.3, 0.9], "capital": True}
    assert told({"from": "铜", "share": [0.1, 0.2]}) == []
    assert told({"from": "铜", "share": [0.1, 0.1]}) == ["上游成本占比之和 0.10，不到 0.15"]
    assert told(machine) == ["中游环节没有上游投入"]
    assert told({"from": "铜", "share": [0.1, 0.9]}, machine) == []
    one_of = {"from": "铜", "share": [0.4, 0.8], "group": "金属"}
    assert told(one_of, one_of) == []


def test_a_testing_service_only_supporting_segments_buy_is_told() -> None:
    copper, foil = CARD["segments"]
    branches = [*CARD["branches"], {"name": "丙", "stage": "配套"}]
    words = [[f"{name}{n}" for n in range(4)] for name in ("检", "拆")]
    tests = {"name": "检测", "branch": "丙", "aliases": words[0], "codes": ["M7452"], "inputs": []}
    scrap = {"name": "拆解", "branch": "丙", "aliases": words[1], "inputs": [{"from": "检测"}]}
    lonely = problems(branches=branches, segments=[copper, foil, tests, scrap])
    assert lonely == ["检测、设计服务只卖给配套环节“拆解”，应有制造或应用的买方"]
    sold = {**foil, "inputs": [*foil["inputs"], {"from": "检测", "share": [0, 0.01]}]}
    assert problems(branches=branches, segments=[copper, sold, tests, scrap]) == []


def test_a_machine_that_farmers_are_said_to_use_up_is_told() -> None:
    copper, foil = CARD["segments"]
    tractor, rice = {**copper, "codes": ["C3571"]}, {**foil, "codes": ["A0111"]}
    bought = {"from": "铜", "share": [0.1, 0.2]}
    found = problems(segments=[tractor, {**rice, "inputs": [bought]}])
    assert found == ["“铜”是设备，应记为设备投入（capital），不占材料成本"]
    assert problems(segments=[tractor, {**rice, "inputs": [{**bought, "capital": True}]}]) == []


def test_an_industry_code_the_classification_lacks_is_told() -> None:
    copper, foil = CARD["segments"]
    found = problems(segments=[{**copper, "codes": ["C3211", "C9999"]}, {**foil, "codes": ["3985", "A3985"]}])
    assert found == ["行业代码“C9999”不在 GB/T 4754-2017 中", "行业代码“A3985”不在 GB/T 4754-2017 中"]


def test_a_segment_no_raw_segment_leads_to_is_told() -> None:
    copper, foil = CARD["segments"]
    words = [[f"{name}{n}" for n in range(4)] for name in ("甲", "乙")]
    loop = [
        {"name": "甲料", "branch": "甲", "aliases": words[0], "inputs": [{"from": "乙料"}]},
        {"name": "乙料", "branch": "甲", "aliases": words[1], "inputs": [{"from": "甲料"}]},
    ]
    found = problems(segments=[copper, foil, *loop])
    assert found.count("从任何原料环节都到不了它") == found.count("走不到任何没有买方的环节") == 2
    returned = [loop[0], {**loop[1], "inputs": [{"from": "甲料", "recycle": True}]}]
    assert problems(segments=[copper, foil, *returned]) == []


def test_a_chain_too_small_or_too_large_is_told() -> None:
    def sized(count: int) -> list[str]:
        names = [{"name": f"环节{n}", "branch": "甲"} for n in range(count)]
        return [p.problem for p in check_size(read_card({**CARD, "segments": names}, "t.yaml"))]

    assert (sized(40), sized(80)) == ([], [])
    assert sized(39) == ["环节 39 个，应在 40 到 80 个之间"]
    assert len(sized(81)) == 1


def test_an_alias_that_many_firms_contain_is_told() -> None:
    texts = ["生产电解铜箔"] * 6 + ["精铜 NO"] * 5 + ["木材"] * 89
    found = common_aliases([read_card(CARD, "t.yaml")], texts)
    assert [(c.segment, c.alias, c.firms, c.of) for c in found] == [
        ("铜", "电解铜", 6, 100), ("铜", "铜", 11, 100), ("铜箔", "电解铜箔", 6, 100), ("铜箔", "铜箔", 6, 100),
    ]  # fmt: skip
    assert common_aliases([read_card(CARD, "t.yaml")], texts, most=0.2) == ()
    assert common_aliases([read_card(CARD, "t.yaml")], []) == ()


def test_a_shared_segment_takes_its_words_from_its_home() -> None:
    other = {
        "chain": "别链",
        "branches": [{"name": "丙", "stage": "中游"}],
        "segments": [{"use": "铜箔", "of": "试验", "branch": "丙"}],
    }
    homes = {"试验": CARD}
    (segment,) = read_card(shared_filled(other, homes.get), "b").segments
    assert (segment.name, segment.branch, segment.aliases[0]) == ("铜箔", "丙", "锂电铜箔")
    with pytest.raises(InvalidFact, match="没有环节“银箔”"):
        shared_filled({**other, "segments": [{"use": "银箔", "of": "试验", "branch": "丙"}]}, homes.get)


def test_a_missing_field_names_file_and_segment() -> None:
    with pytest.raises(InvalidFact, match=r"t\.yaml 环节“铜”"):
        read_card({**CARD, "segments": [{"name": "铜", "branch": "丁"}]}, "t.yaml")


def test_no_alias_is_a_generic_word() -> None:
    generic = {"电池", "设备", "电机", "模具", "软件", "材料", "机械", "配件", "零部件", "系统"}
    words = Counter(word for card in library() for s in card.segments for word in (s.name, *s.aliases))
    assert generic & set(words) == set()
