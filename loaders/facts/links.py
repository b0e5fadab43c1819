"""Rows of offerings, supply links, projects, leads and corrections become facts."""

from dataclasses import replace

from chaingraph.ids import ChainId, EnterpriseId, ProductId, SegmentKey
from chaingraph.model.links import Offering, SupplyLink
from chaingraph.model.promotion import Correction, Lead, Project
from loaders.cells.lists import is_accounting
from loaders.facts.building import Building, evidence, referred, referred_if
from loaders.facts.chains import laid
from loaders.facts.rows import ParsedRow
from loaders.record.refusal import RowRefused


def offering(row: ParsedRow, building: Building) -> str:
    """The fate of a row that says what an enterprise makes."""
    if is_accounting(row.get("product")):
        raise RowRefused("product", "会计科目", "是会计科目，不是产品")
    fact = Offering(
        enterprise=_firm(row, "enterprise", building),
        product=ProductId(row.get("product")),
        share=row.get("share"),
        evidence=evidence(row),
    )
    return laid(row, building, "offerings", fact)


def supply_link(row: ParsedRow, building: Building) -> str:
    """The fate of a row that says who supplies whom."""
    goods = row.get("product")
    fact = SupplyLink(
        supplier=_firm(row, "supplier", building),
        buyer=_firm(row, "buyer", building),
        product=ProductId(goods) if goods else None,
        year=row.get("year"),
        share=row.get("share"),
        amount_yuan=row.get("amount_yuan"),
        evidence=evidence(row),
    )
    return laid(row, building, "supply_links", fact)


def project(row: ParsedRow, building: Building) -> str:
    """The fate of a project's row."""
    chain, key = _segment(row, building)
    fact = Project(
        name=row.get("name"),
        park=referred(row, "park", building.known.place),
        enterprise=_firm(row, "enterprise", building) if row.get("enterprise") else None,
        chain=chain,
        segment=key,
        batch=row.get("batch"),
        status=row.get("status"),
        invest_yuan=row.get("invest_yuan"),
        land_mu=row.get("land_mu"),
        plant_m2=row.get("plant_m2"),
        start_on=row.get("start_on"),
        due_on=row.get("due_on"),
        progress=row.get("progress"),
        evidence=evidence(row),
    )
    return laid(row, building, "projects", fact)


def lead(row: ParsedRow, building: Building) -> str:
    """The fate of a lead's row; one without a stage leaves the lead where it has got to."""
    chain, key = _segment(row, building)
    bare = Lead(
        enterprise=_firm(row, "enterprise", building),
        place=referred(row, "place", building.known.place),
        chain=chain,
        segment=key,
    )
    fact = replace(
        bare,
        stage=row.get("stage") or building.stage_of(bare),
        owner=row.get("owner"),
        next_on=row.get("next_on"),
        note=row.get("note"),
        updated_on=row.get("updated_on"),
        evidence=evidence(row),
    )
    return laid(row, building, "leads", fact)


def correction(row: ParsedRow, building: Building) -> str:
    """The fate of a row that says an enterprise is, or is not, on a segment."""
    chain, key = _segment(row, building)
    if chain is None or key is None:
        raise RowRefused("segment", "环节须已知", "没有写环节")
    fact = Correction(
        enterprise=_firm(row, "enterprise", building),
        chain=chain,
        segment=key,
        verdict=row.get("verdict") is not False,
        by=row.get("by"),
        on=row.get("on"),
        evidence=evidence(row),
    )
    return laid(row, building, "corrections", fact)


def _firm(row: ParsedRow, field: str, building: Building) -> EnterpriseId:
    return referred(row, field, building.firms.find).id


def _segment(row: ParsedRow, building: Building) -> tuple[ChainId | None, SegmentKey | None]:
    """The chain and segment a row names; a segment of one chain only brings its chain along."""
    chains = building.known.chains
    chain = referred_if(row, "chain", chains.chain)
    found = referred_if(row, "segment", lambda text: chains.segment(text, chain))
    if found is None:
        return (ChainId(chain) if chain else None), None
    return found.chain, found.key
