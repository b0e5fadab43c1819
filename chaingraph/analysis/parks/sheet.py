"""A park on one sheet: standing, factors, 一台两器, checklists, chains, what is overdue; and one line in a table."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from chaingraph.analysis.parks.budget import budget_of
from chaingraph.analysis.parks.care import looked_after, plan, rings
from chaingraph.analysis.parks.factors import factors_of
from chaingraph.analysis.parks.projects import batches, cards, progress
from chaingraph.findings.park.care import Ring
from chaingraph.findings.park.factor import FactorStanding, FactorState
from chaingraph.findings.park.project import UnfilledGap
from chaingraph.findings.park.sheet import ChainHere, CheckBlock, CheckEntry, ParkLine, ParkSheet, Trio
from chaingraph.findings.place.gap import Presence
from chaingraph.graph.places import Place
from chaingraph.graph.snapshot import Snapshot
from chaingraph.ids import ChainId
from chaingraph.model.parks.platforms import Platform, PlatformKind, PlatformState
from chaingraph.model.parks.standing import Checklist, ParkStanding
from chaingraph.model.place import Park

TRIO = (PlatformKind.INNOVATION, PlatformKind.INCUBATOR, PlatformKind.ACCELERATOR)


def park_line(snapshot: Snapshot, park: Park, on: date) -> ParkLine:
    """One park in a table of parks. O(facts of the park)."""
    place = Place.of_park(park)
    found = cards(snapshot, place, on)
    factors, trio = factors_of(snapshot, park.name, on), trio_of(snapshot, park.name)
    late = len(rings(snapshot, place, on))
    standing = standing_of(snapshot, park.name, on)
    return ParkLine(
        park=park.name,
        province=park.province,
        city=park.city,
        district=park.district,
        status=str(standing.status) if standing else park.status,
        chains=park.chains,
        firms=int(snapshot.members(place).sum()),
        factors=factors,
        trio=trio,
        projects=len(found),
        hundred_million=sum(bool(card.hundred_million) for card in found),
        late=late,
        lags=tuple(_lags(factors, trio, late, len(found))),
    )


def standing_of(snapshot: Snapshot, park: str, on: date) -> ParkStanding | None:
    """The latest standing of a park up to the day."""
    own = history(snapshot, park)
    return next((one for one in own if one.on <= on.isoformat()), None)


def history(snapshot: Snapshot, park: str) -> tuple[ParkStanding, ...]:
    """Every standing of the park, the latest first."""
    own = (one for one in snapshot.facts["park_statuses"] if one.park == park)
    return tuple(sorted(own, key=lambda one: one.on, reverse=True))


def trio_of(snapshot: Snapshot, park: str) -> tuple[Trio, ...]:
    """一台两器 of a park; an institute counts as its innovation platform where no other is there."""
    own = [one for one in snapshot.facts["platforms"] if one.park == park]
    found = []
    for kind in TRIO:
        kinds = (kind, PlatformKind.INSTITUTE) if kind is PlatformKind.INNOVATION else (kind,)
        mine = [one for one in own if one.kind in kinds]
        states = [state for state in reversed(PlatformState) if any(one.state is state for one in mine)]
        counts = [one.incubated for one in mine if one.incubated is not None]
        found.append(
            Trio(
                kind=kind,
                state=str(states[0]) if states else None,
                names=tuple(sorted(one.name for one in mine)),
                planned=_named(mine, PlatformState.PLANNED),
                building=_named(mine, PlatformState.BUILDING),
                running=_named(mine, PlatformState.RUNNING),
                incubated=sum(counts) if counts else None,
            )
        )
    return tuple(found)


def _named(platforms: Sequence[Platform], state: PlatformState) -> tuple[str, ...]:
    return tuple(sorted(one.name for one in platforms if one.state is state))


def _lags(factors: Sequence[FactorStanding], trio: Sequence[Trio], late: int, projects: int) -> Iterator[str]:
    """Where the park is behind, the worst first, in words."""
    for state in (FactorState.LACKING, FactorState.LATE):
        for one in factors:
            if one.state is state:
                yield f"{one.factor}{state.value}：{one.why}"
    none = [one.kind for one in trio if not one.names]
    if none:
        yield f"没有{'、'.join(none)}"
    if late:
        yield f"{late} 项逾期"
    if not projects:
        yield "没有登记项目"


def sheet(
    snapshot: Snapshot,
    park: Park,
    on: date,
    presence: Mapping[ChainId, Presence],
    gaps: Sequence[UnfilledGap],
) -> ParkSheet:
    """The whole sheet, the presence of its chains and their urgent gaps given."""
    place = Place.of_park(park)
    found = cards(snapshot, place, on)
    standing, line, late = (
        standing_of(snapshot, park.name, on),
        park_line(snapshot, park, on),
        rings(snapshot, place, on),
    )
    bare = tuple(gap for gap in gaps if not gap.projects)
    return ParkSheet(
        line=line,
        on=on.isoformat(),
        since=standing.on if standing else None,
        history=history(snapshot, park.name),
        chains=tuple(_chains(snapshot, park, place, presence)),
        checks=tuple(_checks(snapshot, park.name)),
        budget=budget_of(snapshot, place, on),
        batches=batches(found),
        targets=progress(snapshot, place, found, on),
        unfilled=bare,
        projects=found,
        firms=tuple(plan(snapshot, firm, on, lambda _: ()) for firm in looked_after(snapshot, place)),
        rings=late,
        decisions=tuple(_decisions(line, late, bare)),
        as_of=_as_of(snapshot, park),
        data_version=snapshot.version,
    )


def _decisions(line: ParkLine, late: Sequence[Ring], bare: Sequence[UnfilledGap]) -> Iterator[str]:
    """What only a leader can settle: the longest overdue, the factor furthest behind, the gap without a project."""
    if late:
        one = late[0]
        yield f"{one.about}：{one.what}已逾期 {one.late_days} 天，责任人{one.owner or '未明确'}，请定时限或换人"
    behind = [one for one in line.factors if one.state in (FactorState.LACKING, FactorState.LATE)]
    if behind:
        worst = min(behind, key=lambda one: (one.achieved or 0.0) / one.due if one.due else 0.0)
        yield f"{worst.factor}：{worst.why}，请定由谁补齐"
    if bare:
        one_gap = bare[0]
        yield f"{one_gap.chain}“{one_gap.segment}”紧迫而没有储备项目，请定牵头单位谋划"


def _chains(snapshot: Snapshot, park: Park, place: Place, presence: Mapping[ChainId, Presence]) -> Iterator[ChainHere]:
    inside = snapshot.members(place)
    for chain in park.chains:
        here = presence.get(chain)
        leading = [
            firm.label
            for number, firm in enumerate(snapshot.enterprises)
            if inside[number] and any(role.chain in (None, chain) for role in firm.roles)
        ]
        yield ChainHere(
            chain=chain,
            firms=here.firms if here else 0,
            completeness=here.completeness if here else 0.0,
            leading=tuple(sorted(leading)),
        )


def _checks(snapshot: Snapshot, park: str) -> Iterator[CheckBlock]:
    for checklist in Checklist:
        own = [one for one in snapshot.facts["park_checks"] if one.park == park and one.checklist is checklist]
        ordered = sorted(own, key=lambda one: (not one.done_on, one.done_on or "", one.entry))
        entries = tuple(CheckEntry(entry=o.entry, done_on=o.done_on or None, proof=o.proof) for o in ordered)
        yield CheckBlock(checklist=checklist, done=sum(bool(one.done_on) for one in own), entries=entries)


def _as_of(snapshot: Snapshot, park: Park) -> str | None:
    kinds = ("park_factors", "park_checks", "platforms", "parcels", "park_statuses", "milestones")
    days = [one.evidence.as_of for kind in kinds for one in snapshot.facts[kind] if one.park == park.name]
    return max((day for day in (*days, park.evidence.as_of) if day), default=None)
