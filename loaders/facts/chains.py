"""Rows of chains, segment inputs, products and product inputs become facts."""

from chaingraph.ids import ChainId, ProductId, SegmentKey
from chaingraph.model.chain import Chain, Locality, Segment, SegmentInput, Stage
from chaingraph.model.links import Product, ProductInput
from loaders.facts.building import Building, differing, evidence, referred
from loaders.facts.firms import tell_repeat
from loaders.facts.rows import ParsedRow
from loaders.record.refusal import RowRefused


def segment(row: ParsedRow, building: Building) -> str:
    """The fate of a segment's row; its chain becomes known with it."""
    name = row.get("segment")
    chain = ChainId(row.get("chain"))
    fact = Segment(
        chain=chain,
        key=SegmentKey(row.get("key") or name),
        name=name,
        stage=Stage(row.get("stage")) if row.get("stage") else None,
        branch=row.get("branch"),
        order=len(building.facts["segments"]),
        aliases=row.get("aliases") or (),
        definition=row.get("definition"),
        industry_codes=row.get("industry_codes") or (),
        locality=Locality(row.get("locality")) if row.get("locality") else None,
        critical=bool(row.get("critical")),
        chokepoint=bool(row.get("chokepoint")),
        note=row.get("note"),
        evidence=evidence(row),
    )
    earlier = building.facts["segments"].get(f"{chain}\x1f{fact.key}")
    if earlier is not None and {"name", "branch", "stage"} & set(differing(earlier, fact)):
        reason = "同一产业链内环节重名而分支或位置不同，请在“编码”列区分"
        raise RowRefused("key" if row.get("key") else "segment", "环节重名", reason)
    new, earlier = building.put("segments", fact)
    building.put("chains", Chain(name=chain, evidence=fact.evidence))
    building.known.chains.add_segment(fact)
    if earlier is not None:
        tell_repeat(row, building, ())
    return "accepted" if new else "merged"


def segment_input(row: ParsedRow, building: Building) -> str:
    """The fate of a row that says which segment buys from which."""
    chains = building.known.chains
    chain = referred(row, "chain", chains.chain)
    fact = SegmentInput(
        chain=ChainId(chain),
        input=referred(row, "input", lambda text: chains.segment(text, chain)).key,
        output=referred(row, "output", lambda text: chains.segment(text, chain)).key,
        cost_share=row.get("cost_share"),
        required=row.get("required"),
        substitutes=row.get("substitutes"),
        evidence=evidence(row),
    )
    return laid(row, building, "segment_inputs", fact)


def product(row: ParsedRow, building: Building) -> str:
    """The fate of a product's row."""
    parent = row.get("parent")
    fact = Product(
        name=ProductId(row.get("product")), parent=ProductId(parent) if parent else None, evidence=evidence(row)
    )
    return laid(row, building, "products", fact)


def product_input(row: ParsedRow, building: Building) -> str:
    """The fate of a row that says what a product is made from."""
    fact = ProductInput(
        product=ProductId(row.get("product")), input=ProductId(row.get("input")), evidence=evidence(row)
    )
    return laid(row, building, "product_inputs", fact)


def laid(row: ParsedRow, building: Building, kind: str, fact: object) -> str:
    """The fate of a row whose fact needs no more than being put."""
    new, earlier = building.put(kind, fact)
    if earlier is not None:
        tell_repeat(row, building, differing(earlier, fact))
    return "accepted" if new else "merged"
