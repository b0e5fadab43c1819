"""Rows of parks and enterprises become facts."""

from dataclasses import replace

from chaingraph.errors import UnknownName
from chaingraph.ids import ChainId, EnterpriseId, ProductId
from chaingraph.model.enterprise import Enterprise, Role, Signal
from chaingraph.model.links import Offering
from chaingraph.model.place import Park
from loaders.cells.lists import is_accounting, products_of, roles_of, signals_of
from loaders.cells.seats import Seat, seat
from loaders.cells.values import BadValue
from loaders.facts.building import Building, differing, evidence, label, referred_if
from loaders.facts.resolve import Fate, Firm, Resolution
from loaders.facts.rows import ParsedRow
from loaders.record.refusal import RowRefused
from loaders.record.report import Severity


def park(row: ParsedRow, building: Building) -> str:
    """The fate of a park's row."""
    at = _seat(row, building)
    fact = Park(
        name=row.get("name"),
        province=at.province,
        city=at.city,
        district=at.district,
        status=row.get("status"),
        chains=tuple(_chain(row, "chains", name, building) for name in row.get("chains") or ()),
        land_mu=row.get("land_mu"),
        plant_m2=row.get("plant_m2"),
        fund_yuan=row.get("fund_yuan"),
        notes=row.notes,
        evidence=evidence(row),
    )
    new, earlier = building.put("parks", fact)
    building.known.add_park(building.facts["parks"][fact.name])
    if earlier is not None:
        tell_repeat(row, building, differing(earlier, fact))
    return "accepted" if new else "merged"


def enterprise(row: ParsedRow, building: Building) -> str:
    """The fate of an enterprise's row; its products become offerings."""
    in_park = referred_if(row, "park", building.known.park)
    at = _seat(row, building)
    draft = _draft(row, at, in_park, building)
    resolution = building.firms.resolve(draft.name, draft.uscc, draft.province, draft.city, draft.short_name)
    firm = _settled(row, resolution, building)
    fact = _seated(replace(draft, id=firm.id, name=firm.name), firm, in_park)
    new, earlier = building.put("enterprises", fact)
    building.known.add_district(fact.province, fact.city, fact.district)
    _offer(row, firm.id, building)
    if resolution.fate is Fate.MERGED:
        _tell_merge(row, resolution, differing(earlier, fact) if earlier is not None else (), building)
    return "accepted" if resolution.fate is Fate.NEW and new else "merged"


def _draft(row: ParsedRow, at: Seat, in_park: Park | None, building: Building) -> Enterprise:
    return Enterprise(
        id=EnterpriseId(""),
        name=row.get("name"),
        uscc=row.get("uscc"),
        short_name=row.get("short_name"),
        park=in_park.name if in_park else None,
        province=at.province,
        city=at.city,
        district=at.district,
        industry_code=row.get("industry_code"),
        industry=row.get("industry"),
        business_scope=row.get("business_scope"),
        revenue_yuan=row.get("revenue_yuan"),
        employees=row.get("employees"),
        registered_capital_yuan=row.get("registered_capital_yuan"),
        founded_on=row.get("founded_on"),
        listed_as=row.get("listed_as"),
        qualifications=row.get("qualifications") or (),
        roles=_roles(row, building),
        signals=_signals(row),
        notes=row.notes,
        evidence=evidence(row),
    )


def _settled(row: ParsedRow, resolution: Resolution, building: Building) -> Firm:
    """The firm a row was resolved to; conflicts are told, and refuse the row where there is no firm."""
    captions = tuple(rival.caption for rival in resolution.rivals)
    if resolution.fate is Fate.TWO_NAMES:
        reason = f"同一信用代码已属于“{resolution.rivals[0].name}”，名称不同，未合并；如已更名请先核实"
        raise RowRefused("uscc", "一码两名", reason, severity=Severity.CONFLICT, suggestions=captions)
    if resolution.fate is Fate.AMBIGUOUS or resolution.firm is None:
        reason = "同名企业不止一家，请写明信用代码或省市"
        raise RowRefused("name", "同名多家", reason, severity=Severity.CONFLICT, suggestions=captions)
    if captions:
        reason = f"与“{captions[0]}”同名而信用代码不同，按两家企业保留，请核实"
        building.journal.tell(
            Severity.CONFLICT,
            row.place,
            "一名两码",
            reason,
            column=label(row, "uscc"),
            value=row.texts.get("uscc", ""),
            suggestions=captions,
        )
    return resolution.firm


def _seated(fact: Enterprise, firm: Firm, in_park: Park | None) -> Enterprise:
    """The enterprise in its park's region where its own is not known."""
    if in_park is None or (fact.province is None and firm.stored and firm.province is not None):
        return fact
    province, city, district = fact.province or in_park.province, fact.city, fact.district
    if province == in_park.province:
        city = city or in_park.city
        district = district or (in_park.district if city == in_park.city else None)
    firm.province, firm.city = firm.province or province, firm.city or city
    return replace(fact, province=province, city=city, district=district)


def _seat(row: ParsedRow, building: Building) -> Seat:
    at = seat(building.known.regions, row.get("province"), row.get("city"), row.get("district"))
    for field, reason in at.doubts:
        building.hint(row, field, "行政区划", reason)
    return at


def _chain(row: ParsedRow, field: str, name: str, building: Building) -> ChainId:
    try:
        return ChainId(building.known.chains.chain(name))
    except UnknownName as error:
        building.hint(row, field, "产业链须已知", f"产业链库里没有“{name}”，按原样保留", error.suggestions)
        return ChainId(name)


def _roles(row: ParsedRow, building: Building) -> tuple[Role, ...]:
    found, strange = roles_of(row.get("roles") or "")
    if strange:
        building.hint(row, "roles", "角色", f"“{'、'.join(strange)}”不是 龙头 或 链主，未采用")
    return tuple(
        Role(kind=kind, chain=_chain(row, "roles", chain, building) if chain else None) for kind, chain in found
    )


def _signals(row: ParsedRow) -> tuple[Signal, ...]:
    try:
        return tuple(Signal(kind=kind, on=on, text=text) for kind, on, text in signals_of(row.get("signals") or ""))
    except BadValue as error:
        raise RowRefused("signals", error.rule, error.reason) from error


def _offer(row: ParsedRow, firm: EnterpriseId, building: Building) -> None:
    said = evidence(row)
    for listed in products_of(row.get("products") or ""):
        if is_accounting(listed.name):
            building.hint(row, "products", "会计科目", f"“{listed.name}”是会计科目，不是产品，未采用")
            continue
        if listed.doubt:
            building.hint(row, "products", "占比范围", f"“{listed.name}”的占比{listed.doubt}")
        building.put(
            "offerings",
            Offering(enterprise=firm, product=ProductId(listed.name), share=listed.share, evidence=said),  # type: ignore[arg-type]
        )


def _tell_merge(row: ParsedRow, resolution: Resolution, changed: tuple[str, ...], building: Building) -> None:
    firm = resolution.firm
    if firm is None:
        return
    source = "库中已有" if firm.stored else "本次导入前面已有"
    reason = f"{resolution.reason}，并入{source}的“{firm.name}”{_changes(row, changed)}"
    building.journal.tell(
        Severity.MERGED, row.place, "同一企业", reason, column=label(row, "name"), value=row.texts.get("name", "")
    )


def tell_repeat(row: ParsedRow, building: Building, changed: tuple[str, ...]) -> None:
    """Tell that a row repeats an earlier one of the same import."""
    reason = f"与本次导入前面的记录相同，已合并{_changes(row, changed)}"
    building.journal.tell(Severity.MERGED, row.place, "重复记录", reason)


def _changes(row: ParsedRow, changed: tuple[str, ...]) -> str:
    return f"；{'、'.join(label(row, name) for name in changed)} 不一致，以本行为准" if changed else ""
