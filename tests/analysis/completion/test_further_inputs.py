"""Further inputs of a product: each signal by hand, and what is never proposed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.analysis.completion.further_inputs import InputGraph
from chaingraph.analysis.completion.proposed_inputs import proposed_inputs
from chaingraph.findings.move.completion import ProposedInput
from chaingraph.service.ask.move.completion import PRODUCT_GRAMS, graph_of
from chaingraph.tagging.words.ngrams import gram_counts, weighted

EDGES = [
    ("钢管", "钢坯"), ("钢管", "锌锭"), ("镀锌管", "锌锭"), ("钢板", "钢坯"), ("钢板", "铁矿石"),
    ("木门", "木材"), ("防火门", "钢板材"),
]  # fmt: skip


def ask(*names: str, top: int = 10, edges: list[tuple[str, str]] = EDGES) -> tuple[ProposedInput, ...]:
    graph, idf = graph_of(edges)
    return proposed_inputs(
        graph, list(names), list(names), weighted(gram_counts(list(names), PRODUCT_GRAMS), idf), top=top
    )


def graph() -> InputGraph:
    return graph_of(EDGES)[0]


def test_shared_inputs_by_hand() -> None:
    own = graph()._own(["钢管"])
    shared = graph()._shared(["钢管"], own)[0]
    # 钢坯 is shared with 钢板: 1/ln(1.5 + 2 uses) · 1/ln(1.5 + 2 inputs of 钢板), which brings 铁矿石
    assert shared[graph().column["铁矿石"]] == pytest.approx((1 / np.log(3.5)) ** 2)


def test_inputs_used_together_by_hand() -> None:
    together = graph()._together(graph()._own(["钢管"]))[0]
    # one product with 钢坯 has 铁矿石 too, which one product uses; 锌锭 goes with 钢坯 once and with itself twice
    assert together[graph().column["铁矿石"]] == pytest.approx(1.0)
    assert together[graph().column["锌锭"]] == pytest.approx(3 / np.sqrt(2))


def test_an_ending_counts_its_products_by_hand() -> None:
    values = graph()._ending(["实木门"], graph().endings[1])[0]
    # 木门 and 防火门 end in 门; each input is used by one of the two
    assert values[graph().column["木材"]] == pytest.approx(1 / np.sqrt(3))


def test_a_dish_is_heard_less_than_an_industrial_product() -> None:
    edges = [("肉饼", "鸡蛋"), ("葱饼", "鸡蛋"), ("蛋饼", "鸡蛋"), ("铁饼", "生铁"), ("钢饼", "生铁")]
    assert [p.product for p in ask("铝饼", edges=edges)] == ["生铁", "鸡蛋"]


def test_a_dish_is_still_told_of_like_dishes() -> None:
    edges = [("蛋糕", "鸡蛋"), ("奶油蛋糕", "奶油"), ("奶油蛋糕", "鸡蛋"), ("钢管", "钢坯")]
    assert ask("水果蛋糕", edges=edges, top=1)[0].product == "鸡蛋"


def test_an_input_the_product_has_already_is_never_proposed() -> None:
    assert not {"钢坯", "锌锭"} & {proposal.product for proposal in ask("钢管")}


def test_a_product_is_never_its_own_input() -> None:
    edges = [*EDGES, ("货架", "钢板"), ("桥架", "钢板")]
    assert "钢板" not in {proposal.product for proposal in ask("钢板", edges=edges)}


def test_a_product_the_graph_does_not_know_is_judged_by_its_name() -> None:
    best = ask("实木门", top=1)[0]
    assert best.product == "木材"
    assert best.reasons[0] == "名称相近的产品“木门”用到它"


def test_what_such_things_are_usually_made_of_is_known_by_their_ending() -> None:
    edges = [*EDGES, ("手机壳", "铝合金"), ("灯具", "木材")]
    found = {p.product: p for p in ask("断桥铝门窗", edges=edges)}
    assert "内置常识：“门窗”类产品一般用到它" in found["铝合金"].reasons
    assert found["铝合金"].support == 1
    # 铝合金 is first of 门窗, 木材 first of nothing longer than 门窗 that ends the name
    usual = graph_of(edges)[0].listed("断桥铝门窗")
    assert usual[graph_of(edges)[0].column["铝合金"]] == (1.0, "门窗")


def test_support_counts_like_names_like_endings_and_shared_inputs() -> None:
    found = {proposal.product: proposal.support for proposal in ask("钢管")}
    # 钢板 shares 钢坯 and has 铁矿石; 防火门 is in nothing like 钢管
    assert found["铁矿石"] == 1
    assert found.get("钢板材", 0) == 0


def test_an_input_is_shown_as_its_source_writes_it() -> None:
    assert {p.product for p in ask("钢管", edges=[("钢管", "钢坯"), ("钢板", "钢坯"), ("钢板", "硅SI")])} == {"硅SI"}


def test_a_name_that_meets_nothing_gets_no_proposal() -> None:
    assert ask("qqq") == ()


@given(st.permutations(EDGES))
def test_the_order_of_the_facts_changes_nothing(edges: list[tuple[str, str]]) -> None:
    assert ask("钢管", "铝板", edges=edges) == ask("钢管", "铝板")
