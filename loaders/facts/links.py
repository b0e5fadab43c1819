"""Rows of offerings, supply links, projects, leads and corrections become facts."""

from dataclasses import replace

from chaingraph.errors import AmbiguousName, UnknownName
from chaingraph.ids import ChainId, EnterpriseId, ProductId, SegmentKey
from chaingraph.library.gazetteer import Spot
from chaingraph.model.links import Offering, SupplyLink
from chaingraph.model.promotion import Correction, Lead, Project
from loaders.cells.lists import is_accounting
from loaders.facts.building import Building, evidence, referred, referred_if
from loaders.facts.chains import laid
from loaders.facts.outsiders import outside, put_outside
from loaders.facts.rows import ParsedRow
from loaders.facts.tallies import put_line
from loaders.facts.whereabouts import park_of, region_name, spot_of
from loaders.known.firm import Firm
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
    """The fate of a row that says who supplies whom; lines of one pair, product and year add up."""
    goods = row.get("product")
    supplier, buyer = _party(row, "supplier", "buyer", building), _party(row, "buyer", "supplier", building)
    bare = SupplyLink(
        supplier=supplier.id,
        buyer=buyer.id,
        product=ProductId(goods) if goods else None,
        year=row.get("year"),
        share=row.get("share"),
        evidence=evidence(row),
    )
    _admit(supplier, row, building)
    _admit(buyer, row, building)
    return put_line(row, building, bare, row.get("amount_yuan"))


def project(row: ParsedRow, building: Building) -> str:
    """The fate of a project's row; without a park it is a project of the region where it is built, or of its firm."""
    firm = _builder(row, building)
    chain, key = segment_of(row, building)
    fact = Project(
        name=row.get("name"),
        park=_site(row, firm, building),
        enterprise=firm.id if firm else None,
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
        owner=row.get("owner"),
        supervised=bool(row.get("supervised")),
        evidence=evidence(row),
    )
    if firm is not None:
        _admit(firm, row, building)
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
        contact=row.get("contact"),
        phone=row.get("phone"),
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


def _party(row: ParsedRow, field: str, other: str, building: Building) -> Firm:
    """The firm at one end of a link; one that no list has becomes an outside firm."""
    try:
        return referred(row, field, building.firms.find)
    except RowRefused as error:
        if error.rule != "企业须已知":
            raise
        return outside(row, field, building, of=row.get(other) or "", near=error.suggestions)


def _builder(row: ParsedRow, building: Building) -> Firm | None:
    """Who builds the project; None where the row does not say."""
    return _party(row, "enterprise", "name", building) if row.get("enterprise") else None


def _admit(firm: Firm, row: ParsedRow, building: Building) -> None:
    """Store an outside firm with the first row that names it."""
    if firm.outside:
        put_outside(firm, row, building)


def _site(row: ParsedRow, firm: Firm | None, building: Building) -> str:
    """The park or region of a project: what its park column names, where it is built, where its firm is, the titles."""
    name = row.get("park")
    if name:
        try:
            return building.known.place(name)
        except (UnknownName, AmbiguousName):
            pass
    spot = spot_of(row.get("site"), building)
    park = park_of(row, spot if spot.known else row.titles.spot, building)
    if park is not None:
        return park.name
    known = building.latest(firm.id) if firm else None
    seats = (
        spot_of(name, building),
        spot,
        Spot(known.province, known.city, known.district) if known else Spot(),
        row.titles.spot,
        building.default,
    )
    found = next((text for one in seats if (text := region_name(one))), None)
    if found is None:
        raise RowRefused("park", "项目地点", "看不出项目在哪里：请写明园区或建设地点，或在导入时指明这批项目都在哪里")
    return found


def segment_of(row: ParsedRow, building: Building) -> tuple[ChainId | None, SegmentKey | None]:
    """The chain and segment a project names, as far as known; what is not known is told, and the project kept."""
    try:
        return _segment(row, building)
    except RowRefused as error:
        building.hint(row, error.field, error.rule, f"{error.reason}，按未知处理", error.suggestions)
        chain = building.known.chains.chain_or_none(row.get("chain") or "")
        return (ChainId(chain) if chain else None), None


def _segment(row: ParsedRow, building: Building) -> tuple[ChainId | None, SegmentKey | None]:
    """The chain and segment a row names; a segment of one chain only brings its chain along."""
    chains = building.known.chains
    chain = referred_if(row, "chain", chains.chain)
    found = referred_if(row, "segment", lambda text: chains.segment(text, chain))
    if found is None:
        return (ChainId(chain) if chain else None), None
    return found.chain, found.key
