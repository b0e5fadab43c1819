"""Recipes are told from industry by what goes into them."""

from hypothesis import given
from hypothesis import strategies as st

from chaingraph.library.recipes import without_recipes

NAMES = st.sampled_from(["钢管", "钢坯", "炒饭", "米饭", "鸡蛋", "食盐", "酱油", "电芯", "铜箔"])


def test_an_input_of_recipes_alone_makes_its_other_products_recipes() -> None:
    dishes = [("炒饭", "鸡蛋"), ("炒饭", "酱油"), ("炒饭", "西蓝花"), ("蛋羹", "鸡蛋"), ("蛋羹", "西蓝花")]
    assert without_recipes([*dishes, ("素烩", "西蓝花"), ("电芯", "铜箔")]) == [("电芯", "铜箔")]


def test_an_input_that_industry_uses_more_stays() -> None:
    water = [("电解液", "水"), ("涂料", "水"), ("炒饭", "水"), ("炒饭", "鸡蛋"), ("炒饭", "酱油")]
    assert without_recipes(water) == [("涂料", "水"), ("电解液", "水")]


def test_a_store_about_food_keeps_all() -> None:
    assert without_recipes([("炒饭", "鸡蛋")]) == [("炒饭", "鸡蛋")]


@given(st.lists(st.tuples(NAMES, NAMES), max_size=20))
def test_nothing_is_invented_and_the_order_of_the_list_does_not_matter(edges: list[tuple[str, str]]) -> None:
    kept = without_recipes(edges)
    assert set(kept) <= set(edges)
    assert without_recipes(edges[::-1]) == kept
