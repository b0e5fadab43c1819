"""A person's word on proposed inputs: confirmed ones are facts with who and when, refused ones never come back."""

import pytest

from chaingraph.ids import ProductId
from chaingraph.model.links import ProductInput
from chaingraph.service.ask.move.completion import further_inputs
from chaingraph.service.decide.inputs import confirm_input, known_inputs, refuse_input, refused_of, reopen_input
from chaingraph.service.workspace import Workspace
from chaingraph.store.base.memory import MemoryStore

EDGES = (("钢管", "钢坯"), ("无缝钢管", "管坯"), ("钢板", "钢坯"), ("焊接钢管", "带钢"))


def world() -> Workspace:
    workspace = Workspace(MemoryStore())
    for product, name in EDGES:
        edge = ProductInput(product=ProductId(product), input=ProductId(name))
        workspace.decide(edge, by="甲", title=f"{product} {name}")
    return workspace


def proposed(workspace: Workspace) -> set[str]:
    return {one.product for one in further_inputs(workspace, ["钢管"])}


def test_a_confirmed_input_is_a_fact_with_who_and_when_and_can_be_undone() -> None:
    workspace = world()
    before = proposed(workspace)
    confirm_input(workspace, "钢管", "管坯", by="张三", on="2026-01-02")
    known = {str(edge.input): edge.evidence for edge in known_inputs(workspace, "钢管")}
    assert (known["管坯"].source, known["管坯"].as_of) == ("人工确认（张三）", "2026-01-02")
    assert proposed(workspace) == before - {"管坯"}
    workspace.store.undo(workspace.store.imports()[-1].id)
    assert proposed(workspace) == before


def test_a_refused_input_never_comes_back_until_it_is_reopened() -> None:
    workspace = world()
    before = proposed(workspace)
    refuse_input(workspace, "钢管", "管坯", by="张三", on="2026-01-02")
    assert proposed(workspace) == before - {"管坯"}
    assert [(one.input, one.by, one.on) for one in refused_of(workspace, "钢管")] == [("管坯", "张三", "2026-01-02")]
    reopen_input(workspace, "钢管", "管坯")
    assert proposed(workspace) == before


@pytest.mark.slow
def test_a_refusal_for_one_product_holds_for_no_other() -> None:
    workspace = world()
    before = {one.product for one in further_inputs(workspace, ["镀锌钢管"])}
    refuse_input(workspace, "钢管", "管坯", by="张三", on="2026-01-02")
    assert {one.product for one in further_inputs(workspace, ["镀锌钢管"])} == before


def test_a_refusal_does_not_shorten_the_list() -> None:
    workspace = world()
    best = further_inputs(workspace, ["钢管"], top=1)[0].product
    refuse_input(workspace, "钢管", best, by="张三", on="2026-01-02")
    assert len(further_inputs(workspace, ["钢管"], top=1)) == 1
