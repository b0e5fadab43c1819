"""A person's word on a proposed input: a yes becomes a fact with who and when, a no is kept and never asked again."""

from chaingraph.errors import Refused
from chaingraph.ids import ProductId
from chaingraph.model.links import ProductInput
from chaingraph.model.provenance import Evidence
from chaingraph.service.decide.refusals import RefusedInput, forget, keep, refused_inputs
from chaingraph.service.workspace import Workspace
from chaingraph.text import plain


def known_inputs(workspace: Workspace, product: str) -> tuple[ProductInput, ...]:
    """The inputs the store knows of a product, however its name is written; in the order of the facts. O(edges)."""
    asked = plain(product)
    return tuple(edge for edge in workspace.snapshot().product_inputs if plain(str(edge.product)) == asked)


def refused_of(workspace: Workspace, product: str) -> tuple[RefusedInput, ...]:
    """What people refused for the product, by input."""
    return tuple(one for one in refused_inputs(workspace.store) if plain(one.product) == plain(product))


def confirm_input(workspace: Workspace, product: str, name: str, *, by: str, on: str) -> None:
    """Write that the input goes into the product, as an import of its own that can be undone; a refusal is forgotten.

    Raises Refused for a product as its own input.
    """
    if plain(product) == plain(name):
        raise Refused(f"产品“{product}”不能是自己的上游材料")
    source = Evidence(source=f"人工确认（{by}）", as_of=on)
    edge = ProductInput(product=ProductId(product), input=ProductId(name), evidence=source)
    workspace.decide(edge, by=by, title=f"确认上游材料：{name} 用于 {product}")
    forget(workspace.store, product, name)


def refuse_input(workspace: Workspace, product: str, name: str, *, by: str, on: str) -> None:
    """Keep that the input does not go into the product: it is not proposed again."""
    keep(workspace.store, RefusedInput(product=product, input=name, by=by, on=on))


def reopen_input(workspace: Workspace, product: str, name: str) -> None:
    """Forget a refusal."""
    forget(workspace.store, product, name)
