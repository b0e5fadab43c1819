"""Rows of parks and enterprises become facts."""

from dataclasses import replace

from chaingraph.ids import EnterpriseId, ProductId
from chaingraph.model.enterprise import Enterprise, RegistrationStatus, Signal
from chaingraph.model.links import Offering
from chaingraph.model.place import Park
from loaders.cells.lists import is_accounting, products_of, signals_of
from loaders.cells.seats import Seat
from loaders.cells.values import NO, YES, BadValue
from loaders.facts.building import Building, differing, evidence, label
from loaders.facts.placements import chain_of, place, roles_in
from loaders.facts.rows import ParsedRow
from loaders.facts.whereabouts import park_of, seat_of
from loaders.known.firm import Fate, Firm, Resolution, Said
from loaders.known.names import Tidied, parent_of, tidied
from loaders.record.refusal import RowRefused
from loaders.record.report import Severity

NAMED_QUALIFICATIONS = ("专精特新小巨人", "小巨人", "专精特新", "高新技术企业", "单项冠军", "科技型中小企业", "瞪羚")
DOUBTFUL = 3
MOST_SHARES = 1.02
"""What the shares of a firm's products may add up to, rounding allowed for."""


def park(row: ParsedRow, building: Building) -> str:
    """The fate of a park's row."""
    at = seat_of(row, building)
    fact = Park(
        name=row.get("name"),
        province=at.province,
        city=at.city,
        district=at.district,
        status=row.get("status"),
        chains=tuple(chain_of(row, "chains", name, building) for name in row.get("chains") or ()),
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
    """The fate of an enterprise's row; its products become offerings, its own segments corrections."""
    name = tidied(row.get("name"))
    at = seat_of(row, building)
    in_park = park_of(row, at.spot, building)
    draft = _draft(row, name, at, in_park, building)
    said = Said(
        name=draft.name,
        uscc=draft.uscc,
        province=draft.province,
        city=draft.city,
        short_name=draft.short_name,
        former=draft.former_names,
    )
    resolution = building.firms.resolve(said)
    firm = _settled(row, resolution, building)
    if row.get("ref"):
        building.firms.named(row.get("ref"), firm)
    former = tuple(one for one in firm.former if one != firm.name) or draft.former_names
    fact = _seated(replace(draft, id=firm.id, name=firm.name, former_names=former), firm, in_park)
    new, earlier = building.put("enterprises", building.refresh.seen(fact))
    building.known.add_district(fact.province, fact.city, fact.district)
    _offer(row, firm.id, building)
    place(row, firm.id, building)
    _tell_branch(row, firm, building, new=resolution.fate is Fate.NEW)
    if resolution.fate is Fate.MERGED:
        _tell_merge(row, resolution, differing(earlier, fact) if earlier is not None else (), building)
    return "accepted" if resolution.fate is Fate.NEW and new else "merged"


def _draft(row: ParsedRow, name: Tidied, at: Seat, in_park: Park | None, building: Building) -> Enterprise:
    status = row.get("status") or name.status
    return Enterprise(
        id=EnterpriseId(""),
        name=name.name,
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
        qualifications=_qualifications(row),
        roles=roles_in(row, building),
        signals=_signals(row, building),
        notes=row.notes,
        status=RegistrationStatus(status) if status else None,
        former_names=_former(row, name),
        address=row.get("address"),
        insured_staff=row.get("insured_staff"),
        evidence=evidence(row),
    )


def _former(row: ParsedRow, name: Tidied) -> tuple[str, ...]:
    said = [tidied(one).name for one in row.get("former_names") or ()]
    return tuple(one for one in dict.fromkeys((*said, *name.former)) if one != name.name)


def _qualifications(row: ParsedRow) -> tuple[str, ...]:
    """The qualifications listed; under a header that names one, 是 means that one."""
    said = row.get("qualifications") or ()
    header = row.headers.get("qualifications", "")
    own = next((word for word in NAMED_QUALIFICATIONS if word in header), "")
    found = [own if own and one in YES else one for one in said]
    return tuple(one for one in dict.fromkeys(found) if one not in NO and one not in YES)


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
    if resolution.doubtful:
        names = tuple(firm.name for firm in resolution.doubtful[:DOUBTFUL])
        reason = f"与“{names[0]}”疑为同一企业（去掉地名、组织形式后相同），未合并，请核实"
        building.hint(row, "name", "疑似同一企业", reason, names)
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


def _signals(row: ParsedRow, building: Building) -> tuple[Signal, ...]:
    try:
        return tuple(Signal(kind=kind, on=on, text=text) for kind, on, text in signals_of(row.get("signals") or ""))
    except BadValue as error:
        building.hint(row, "signals", error.rule, f"{error.reason}；整格按未知处理")
        return ()


def _tell_branch(row: ParsedRow, firm: Firm, building: Building, *, new: bool) -> None:
    """Say whose branch a firm is; a new one of a stored firm is a sign that it grows."""
    parent = parent_of(firm.name)
    if parent is None or not new:
        return
    known = building.firms.find_or_none(parent)
    building.hint(row, "name", "分支机构", f"是“{parent}”的分支机构，单独保留，不与总公司合并")
    if known is not None and known.stored:
        grown = building.refresh.branch(building.latest(known.id), firm.name, evidence(row).as_of)
        if grown is not None:
            building.put("enterprises", grown)


def _offer(row: ParsedRow, firm: EnterpriseId, building: Building) -> None:
    said = evidence(row)
    products = products_of(row.get("products") or "")
    whole = sum(listed.share or 0 for listed in products)
    if whole > MOST_SHARES:
        reason = f"各产品的占比合计 {whole:.0%}，超过 100%，占比都按未知处理"
        building.hint(row, "products", "占比合计", reason)
        products = tuple(replace(listed, share=None) for listed in products)
    for listed in products:
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
